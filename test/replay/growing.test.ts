// A recorded build goes on with the account's clock: its log grows, its stream appears, its stack and its image end when they did.
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetImageCommand } from '@aws-sdk/client-imagebuilder';
import { expect, test } from 'vitest';
import { clientsOf, GROUP, IMAGE_ARN, running, smallAccount, STREAM } from './small-account.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const NAMED = { logGroupName: GROUP, logStreamName: STREAM };

async function begun(time: string) {
  const replay = await running(smallAccount());
  replay.setClock(at(time));
  const { logs, imageBuilder, cloudFormation } = clientsOf(replay);
  return {
    replay,
    read: async (nextToken?: string) => {
      const page = await logs.send(new GetLogEventsCommand({ ...NAMED, nextToken, startFromHead: true }));
      return { messages: page.events?.map(({ message }) => message), token: page.nextForwardToken };
    },
    streams: async () => (await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }))).logStreams,
    stack: async () => (await cloudFormation.send(new DescribeStacksCommand({ StackName: 'alpha' }))).Stacks?.[0],
    image: async () => (await imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN }))).image?.state,
  };
}

test('a stream appears with its first event, and a forward token leads to what is written later', async () => {
  const { replay, read } = await begun('10:05:00.000');
  const first = await read();
  expect(first.messages).toEqual(['Step InstallPClusterPackages']);
  expect(await read(first.token)).toEqual({ messages: [], token: first.token });
  replay.setClock(at('10:05:01.000'));
  expect(await read(first.token)).toMatchObject({ messages: ['Stdout: hello'] });
});

test('before that there is no stream', async () => {
  const { replay, read } = await begun('10:05:00.000');
  replay.setClock(at('10:04:59.999'));
  await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('the stack is as far as its own events, and ends as it was written down', async () => {
  const { replay, stack } = await begun('10:30:00.000');
  expect(await stack()).toMatchObject({ StackStatus: 'CREATE_IN_PROGRESS', StackStatusReason: 'User Initiated' });
  replay.setClock(at('11:11:01.000'));
  expect(await stack()).toMatchObject({ StackStatus: 'CREATE_FAILED' });
  replay.setClock(at('09:59:59.000'));
  await expect(stack()).rejects.toMatchObject({ name: 'ValidationError' });
});

test('the image is begun, builds, and fails with its reason when its stack tells so', async () => {
  const { replay, image } = await begun('10:30:00.000');
  expect(await image()).toEqual({ status: 'BUILDING' });
  replay.setClock(at('11:11:00.000'));
  expect(await image()).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('Document x failed!') });
  replay.setClock(at('10:00:01.000'));
  await expect(image()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('what the log says of the image counts before its stack does', async () => {
  const log = [
    '2026-11-20T10:05:00.000Z Image transitioned to TESTING state for Image ARN: x',
    '2026-11-20T10:40:00.000Z Image transitioned to FAILED state for Image ARN: x',
  ];
  const replay = await running(smallAccount({ 'alpha/3.9.1/1.log': `${log.join('\n')}\n` }));
  const { imageBuilder } = clientsOf(replay);
  const image = async () =>
    (await imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN }))).image?.state?.status;
  replay.setClock(at('10:10:00.000'));
  expect(await image()).toBe('TESTING');
  replay.setClock(at('10:40:00.000'));
  expect(await image()).toBe('FAILED');
});
