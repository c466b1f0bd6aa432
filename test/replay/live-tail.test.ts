// The served StartLiveTail, through the real SDK: updates come when the account's clock moves.
import {
  CloudWatchLogsClient,
  StartLiveTailCommand,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import type { Replay } from '../../src/replay/server.ts';
import { GROUP, running, smallAccount, STREAM } from './small-account.ts';

const ARN = `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`;
const BEGAN = Date.parse('2026-11-20T10:05:00.000Z');
const SECOND = 1000;

function growing(lines: string) {
  const { builds, ...account } = smallAccount({
    'alpha/3.9.1/1.log': `2026-11-20T10:05:00.000Z the first event\n${lines}`,
  });
  return { ...account, builds, clock: BEGAN };
}

/** The endpoint of a session has a host of its own, which an address cannot have. */
function client(replay: Replay): CloudWatchLogsClient {
  return new CloudWatchLogsClient({
    endpoint: replay.url,
    disableHostPrefix: true,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret' },
  });
}

async function opened(replay: Replay, more = {}): Promise<AsyncIterator<StartLiveTailResponseStream>> {
  const command = new StartLiveTailCommand({ logGroupIdentifiers: [ARN], ...more });
  const { responseStream } = await client(replay).send(command);
  if (responseStream === undefined) throw new Error('no stream');
  return responseStream[Symbol.asyncIterator]();
}

async function next(session: AsyncIterator<StartLiveTailResponseStream>): Promise<StartLiveTailResponseStream> {
  const { value, done } = await session.next();
  if (done === true) throw new Error('the session has ended');
  return value;
}

test('a session starts, and tells of the events that have arrived each time the clock moves', async () => {
  const replay = await running(growing('+1s one\n+1s two\n+1s three\n'));
  const session = await opened(replay, { logStreamNames: [STREAM] });
  expect(await next(session)).toMatchObject({ sessionStart: { logGroupIdentifiers: [ARN], logStreamNames: [STREAM] } });
  replay.setClock(BEGAN + 2 * SECOND);
  expect(await next(session)).toMatchObject({
    sessionUpdate: {
      sessionMetadata: { sampled: false },
      sessionResults: [{ message: 'one', logStreamName: STREAM, logGroupIdentifier: ARN }, { message: 'two' }],
    },
  });
  replay.setClock(BEGAN + 3 * SECOND);
  expect(await next(session)).toMatchObject({ sessionUpdate: { sessionResults: [{ message: 'three' }] } });
});

test('of more than 500 events at once it sends a sample, and says so', async () => {
  const replay = await running(growing('@repeat 1200 every 1ms\nevent {n}\n@end\n'));
  const session = await opened(replay);
  await next(session);
  replay.setClock(BEGAN + 60 * SECOND);
  const { sessionUpdate } = await next(session);
  expect(sessionUpdate?.sessionMetadata).toEqual({ sampled: true });
  expect(sessionUpdate?.sessionResults?.length).toBeLessThanOrEqual(500);
});

test('after three hours the session ends with an exception inside the stream', async () => {
  const replay = await running(growing(''));
  const session = await opened(replay);
  await next(session);
  replay.setClock(BEGAN + 3 * 3600 * SECOND);
  await next(session);
  await expect(next(session)).rejects.toMatchObject({ name: 'SessionTimeoutException' });
});

test('a session that breaks says so inside the stream, and one that is cut off just ends', async () => {
  const replay = await running(growing(''), {
    faults: [
      { action: 'StartLiveTail', fault: { kind: 'break-session' }, times: 1 },
      { action: 'StartLiveTail', fault: { kind: 'reset' }, times: 1 },
      { action: 'StartLiveTail', fault: { kind: 'limit' }, times: 1 },
    ],
  });
  const broken = await opened(replay);
  await next(broken);
  await expect(next(broken)).rejects.toMatchObject({ name: 'SessionStreamingException' });
  const cut = await opened(replay);
  await next(cut);
  await expect(next(cut)).rejects.toBeInstanceOf(Error);
  await expect(opened(replay)).rejects.toMatchObject({ name: 'LimitExceededException' });
});

test.each([
  ['a name of a group', { logGroupIdentifiers: [GROUP] }, 'InvalidParameterException'],
  ['streams of two groups', { logGroupIdentifiers: [ARN, ARN], logStreamNames: [STREAM] }, 'InvalidParameterException'],
  ['a group that is not there', { logGroupIdentifiers: [`${ARN}x`] }, 'ResourceNotFoundException'],
])('%s is refused', async (_name, asked, name) => {
  await expect(opened(await running(growing('')), asked)).rejects.toMatchObject({ name });
});
