// The demo's account holds what it is meant to hold, and its witnesses agree with each other.
import { DescribeStackEventsCommand, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetImageCommand } from '@aws-sdk/client-imagebuilder';
import { expect, test } from 'vitest';
import type { Build } from '../../src/replay/account/account.ts';
import { demoAccount } from '../../src/replay/demo-account.ts';
import { eventsOf } from '../../src/replay/services/stream-events.ts';
import { clientsOf, running } from './small-account.ts';

const ACCOUNT = await demoAccount();

function buildOf(imageId: string): Build {
  const found = ACCOUNT.builds.find((build) => build.imageId === imageId);
  if (!found) throw new Error(`the demo has no ${imageId}`);
  return found;
}

function messagesOf(imageId: string): string[] {
  const streams = buildOf(imageId).logGroup?.streams ?? [];
  return streams.flatMap((stream) => eventsOf(stream).map(({ message }) => message));
}

test('the demo holds every kind of build the doctor has to tell apart', () => {
  const kinds = ACCOUNT.builds.map(
    ({ imageId, region, stack, image, logGroup }) =>
      `${imageId} ${region} ${stack?.status ?? '-'} ${image?.status ?? '-'} ${logGroup ? 'log' : '-'}`,
  );
  expect(kinds).toMatchInlineSnapshot(`
    [
      "alinux2-graviton us-east-1 CREATE_FAILED FAILED log",
      "alinux2-private-subnet us-east-1 CREATE_FAILED FAILED -",
      "rhel8-archive us-east-1 - - log",
      "rhel9-weekly us-east-1 CREATE_FAILED - -",
      "rocky8-site-cookbook us-east-1 CREATE_FAILED FAILED log",
      "rocky9-efa eu-west-1 CREATE_FAILED FAILED log",
      "rocky9-next us-east-1 CREATE_IN_PROGRESS BUILDING log",
      "ubuntu20-mysql us-east-1 CREATE_FAILED FAILED log",
      "ubuntu22-prod us-east-1 DELETE_FAILED AVAILABLE log",
      "ubuntu24-lab us-east-1 CREATE_FAILED FAILED log",
      "ubuntu24-sep us-east-1 - - log",
    ]
  `);
});

test('the MySQL failure is a stream of 30,000 events whose failing step fits into the last two pages', () => {
  const messages = messagesOf('ubuntu20-mysql');
  const step = messages.lastIndexOf('Step InstallPClusterPackages');
  const bytes = messages.slice(step).reduce((sum, message) => sum + Buffer.byteLength(message) + 26, 0);
  expect(messages).toHaveLength(30_000);
  expect(bytes).toBeGreaterThan(1_048_576);
  expect(bytes).toBeLessThan(2 * 1_048_576);
});

test('three pages from the tail, the first of them empty, reach the opening of the failing step in under 3 MB', async () => {
  const replay = await running(ACCOUNT);
  const { logs } = clientsOf(replay);
  const named = { logGroupName: '/aws/imagebuilder/ParallelClusterImage-ubuntu20-mysql', logStreamName: '3.4.1/1' };
  const pages = [];
  for (let nextToken: string | undefined; pages.length < 3;) {
    const page = await logs.send(new GetLogEventsCommand({ ...named, nextToken }));
    pages.push((page.events ?? []).map(({ message }) => message));
    nextToken = page.nextBackwardToken;
  }
  expect(pages.map((page) => page.includes('Step InstallPClusterPackages'))).toEqual([false, false, true]);
  expect(replay.requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(3_000_000);
});

test('the line of the MySQL failure stands in the Chef block and in the FATAL lines, at the time of the public report', () => {
  const [stream] = buildOf('ubuntu20-mysql').logGroup?.streams ?? [];
  const lines = stream ? eventsOf(stream).filter(({ message }) => message.includes('E: Packages were downgraded')) : [];
  expect(lines.map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}`)).toEqual([
    '2023-01-27T11:20:16.887Z Stdout:     E: Packages were downgraded and -y was used without --allow-downgrades.',
    '2023-01-27T11:20:17.457Z Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.',
  ]);
});

test('the masked failure ends its guilty step with exit code 0', () => {
  const messages = messagesOf('rocky8-site-cookbook');
  const from = messages.indexOf('Step DownloadCookbook');
  const step = messages.slice(from, messages.indexOf('Step CreatingChefClientFile'));
  expect(step.some((message) => message.includes('gzip: stdin: not in gzip format'))).toBe(true);
  expect(step).toContain('CmdExecution: ExitCode 0');
});

test('the log that was cut has neither an error nor an end', () => {
  const messages = messagesOf('alinux2-graviton');
  expect(messages.filter((message) => /FATAL|Error executing|ExitCode [1-9]|TOE has completed/.test(message))).toEqual(
    [],
  );
  expect(messages.at(-1)).toBe('Stdout:   * bash[make install] action run');
});

/** Builds whose image failed, with the times at which log, image and stack had their last word. */
const failures = ACCOUNT.builds.flatMap(({ imageId, stack, logGroup }) => {
  const failed = stack?.events.find(
    (event) => event.logicalId === 'ParallelClusterImage' && event.status === 'CREATE_FAILED',
  );
  const logged = (logGroup?.streams ?? []).map((stream) => eventsOf(stream).at(-1)?.timestamp ?? 0);
  return failed
    ? [{ imageId, logged: Math.max(0, ...logged), failed: failed.at, ended: stack?.events.at(-1)?.at }]
    : [];
});

test.each(failures)('witnesses of $imageId agree: it fails after its log ends and before its stack does', (times) => {
  expect(times.logged).toBeLessThan(times.failed);
  expect(times.ended).toBeGreaterThan(times.failed);
});

const blamed = ACCOUNT.builds.flatMap(({ imageId, image }) => {
  const component = /Document (\S+) failed!/.exec(image?.reason ?? '')?.[1];
  return component ? [{ imageId, component, recipe: image?.components }] : [];
});

test.each(blamed)('the component that $imageId blames is one of its recipe', ({ component, recipe }) => {
  expect(recipe).toContain(component);
});

test('a failure without a log is told by the stack and the image alone', async () => {
  const { cloudFormation, imageBuilder, logs } = clientsOf(await running(ACCOUNT));
  const StackName = 'alinux2-private-subnet';
  const { StackResources = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName }));
  const image = StackResources.find(({ LogicalResourceId }) => LogicalResourceId === 'ParallelClusterImage');
  const got = await imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: image?.PhysicalResourceId }));
  const groups = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/imagebuilder/ParallelClusterImage-${StackName}` }),
  );
  expect(image?.ResourceStatusReason).toContain("failure message = 'SSM Agent verification failed''.");
  expect(got.image?.state?.reason).toContain("with status = 'TimedOut'");
  expect(groups.logGroups).toEqual([]);
});

test('the stack that Lambda refused failed first at its function', async () => {
  const { cloudFormation } = clientsOf(await running(ACCOUNT));
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'rhel9-weekly' }));
  const refused = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  expect(refused.at(-1)).toMatchObject({
    LogicalResourceId: 'DeleteStackFunction',
    ResourceStatusReason: expect.stringContaining('The runtime parameter of python3.9 is no longer supported'),
  });
});

test('the build in progress goes on when the clock does', async () => {
  const replay = await running(ACCOUNT, { emptyTailPages: 0 });
  const { logs } = clientsOf(replay);
  const tail = new GetLogEventsCommand({
    logGroupName: '/aws/imagebuilder/ParallelClusterImage-rocky9-next',
    logStreamName: '3.16.0/1',
    limit: 1,
  });
  const before = await logs.send(tail);
  replay.setClock(ACCOUNT.clock + 300_000);
  const after = await logs.send(tail);
  const minutes = [before, after].map(({ events = [] }) =>
    new Date(events[0]?.timestamp ?? 0).toISOString().slice(11, 16),
  );
  expect(minutes).toEqual(['03:59', '04:04']);
});
