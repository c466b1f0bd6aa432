// The served lists of log groups and streams.
import { DescribeLogGroupsCommand, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { clientsOf, GROUP, running, smallAccount } from './small-account.ts';

const THREE = smallAccount({
  'alpha/3.9.1/1.log': '2026-11-20T10:00:00.000Z one\n+2s three\n',
  'alpha/3.9.2/1.log': '2026-11-20T10:00:01.000Z two\n',
  'alpha/3.9.2/2.log': '2026-11-20T09:00:00.000Z zero\n',
});

test('groups are found by prefix or by a part of the name, in the order of their bytes', async () => {
  const account = smallAccount({
    'Zulu/build.yaml': 'region: us-east-1\nlogGroup: { created: 2026-11-01T00:00:00Z, retentionInDays: 30 }\n',
  });
  const { logs } = clientsOf(await running(account));
  const all = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/imagebuilder/' }));
  const some = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: 'IMAGE-Z' }));
  const none = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
  expect(all.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual([
    '/aws/imagebuilder/ParallelClusterImage-Zulu',
    GROUP,
  ]);
  expect(some.logGroups).toMatchObject([{ retentionInDays: 30 }]);
  expect(none.logGroups).toEqual([]);
});

test('the ARN of a group ends in a star, its log group ARN does not', async () => {
  const { logs } = clientsOf(await running(THREE));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  expect(logGroups[0]?.arn).toBe(`arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}:*`);
  expect(logGroups[0]?.logGroupArn).toBe(`arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`);
});

test('streams are listed by name or by their last event, in pages', async () => {
  const { logs } = clientsOf(await running(THREE));
  const byName = await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, limit: 2 }));
  const rest = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName: GROUP, limit: 2, nextToken: byName.nextToken }),
  );
  const byTime = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName: GROUP, orderBy: 'LastEventTime', descending: true }),
  );
  const names = (page: typeof byName) => page.logStreams?.map(({ logStreamName }) => logStreamName);
  expect([names(byName), names(rest), rest.nextToken]).toEqual([['3.9.1/1', '3.9.2/1'], ['3.9.2/2'], undefined]);
  expect(names(byTime)).toEqual(['3.9.1/1', '3.9.2/1', '3.9.2/2']);
});

test('a stream tells when its first and last events happened', async () => {
  const { logs } = clientsOf(await running(THREE));
  const found = await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, logStreamNamePrefix: '3.9.1' }));
  expect(found.logStreams).toMatchObject([
    {
      firstEventTimestamp: Date.parse('2026-11-20T10:00:00.000Z'),
      lastEventTimestamp: Date.parse('2026-11-20T10:00:02.000Z'),
      storedBytes: 0,
      arn: `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}:log-stream:3.9.1/1`,
    },
  ]);
});

test('streams cannot be ordered by time and chosen by prefix at once', async () => {
  const { logs } = clientsOf(await running(THREE));
  const asked = new DescribeLogStreamsCommand({
    logGroupName: GROUP,
    orderBy: 'LastEventTime',
    logStreamNamePrefix: '3',
  });
  await expect(logs.send(asked)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
