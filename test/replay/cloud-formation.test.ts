// The served CloudFormation, as the real SDK sees it.
import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  paginateDescribeStacks,
} from '@aws-sdk/client-cloudformation';
import { expect, test } from 'vitest';
import { clientsOf, IMAGE_ARN, running, smallAccount, UUID } from './small-account.ts';

const STACK_ARN = `arn:aws:cloudformation:us-east-1:111122223333:stack/alpha/${UUID}`;
const REASON = `Resource handler returned message: "Error occurred during operation 'Document <x> & 'y' failed!'." (RequestToken: ${UUID})`;

function withOthers(count: number): string {
  const stacks = Array.from(
    { length: count },
    (_, index) =>
      `  - { name: other-${index}, region: us-east-1, uuid: ${UUID}, status: CREATE_COMPLETE, created: 2026-01-01T00:00:00Z }`,
  );
  return `account: "111122223333"\nclock: 2026-11-23T04:00:00.000Z\notherStacks:\n${stacks.join('\n')}\n`;
}

test('a stack by name comes with its status, reason and tags', async () => {
  const { cloudFormation } = clientsOf(await running(smallAccount()));
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'alpha' }));
  expect(Stacks).toMatchObject([
    {
      StackId: STACK_ARN,
      StackStatus: 'CREATE_FAILED',
      StackStatusReason: 'The following resource(s) failed to create: [ParallelClusterImage]. ',
      CreationTime: new Date('2026-11-20T10:00:00.000Z'),
      Tags: [
        { Key: 'parallelcluster:image_id', Value: 'alpha' },
        { Key: 'parallelcluster:version', Value: '3.9.1' },
      ],
    },
  ]);
});

test('all stacks come in pages, newest first', async () => {
  const replay = await running(smallAccount({ 'account.yaml': withOthers(7) }), { stacksPerPage: 3 });
  const { cloudFormation } = clientsOf(replay);
  const names = [];
  for await (const page of paginateDescribeStacks({ client: cloudFormation }, {})) {
    names.push((page.Stacks ?? []).map(({ StackName }) => StackName));
  }
  expect(names).toEqual([
    ['alpha', 'other-0', 'other-1'],
    ['other-2', 'other-3', 'other-4'],
    ['other-5', 'other-6'],
  ]);
});

test('events come newest first, in pages, with reasons whose quotes are nested', async () => {
  const { cloudFormation } = clientsOf(await running(smallAccount(), { stackEventsPerPage: 3 }));
  const first = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'alpha' }));
  const second = await cloudFormation.send(
    new DescribeStackEventsCommand({ StackName: 'alpha', NextToken: first.NextToken }),
  );
  expect(first.StackEvents?.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual([
    'alpha',
    'ParallelClusterImage',
    'ParallelClusterImage',
  ]);
  expect(first.StackEvents?.[1]).toMatchObject({ ResourceStatus: 'CREATE_FAILED', ResourceStatusReason: REASON });
  expect(second.StackEvents).toMatchObject([{ ResourceStatusReason: 'User Initiated' }]);
  expect(second.NextToken).toBeUndefined();
});

test('resources are what the events left of them', async () => {
  const { cloudFormation } = clientsOf(await running(smallAccount()));
  const { StackResources } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: STACK_ARN }));
  expect(StackResources).toMatchObject([
    {
      LogicalResourceId: 'ParallelClusterImage',
      PhysicalResourceId: IMAGE_ARN,
      ResourceStatus: 'CREATE_FAILED',
      ResourceStatusReason: REASON,
    },
  ]);
});

test('a missing stack is a ValidationError, worded differently by DescribeStackEvents', async () => {
  const { cloudFormation } = clientsOf(await running(smallAccount()));
  const named = { StackName: 'beta' };
  const withId = { name: 'ValidationError', message: 'Stack with id beta does not exist' };
  await expect(cloudFormation.send(new DescribeStacksCommand(named))).rejects.toMatchObject(withId);
  await expect(cloudFormation.send(new DescribeStackResourcesCommand(named))).rejects.toMatchObject(withId);
  await expect(cloudFormation.send(new DescribeStackEventsCommand(named))).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack [beta] does not exist',
    $metadata: { httpStatusCode: 400 },
  });
});

test('a deleted stack is found by its id alone', async () => {
  const build = `region: us-east-1\nstack: { uuid: ${UUID}, status: DELETE_COMPLETE, created: 2026-11-20T10:00:00Z }\n`;
  const { cloudFormation } = clientsOf(await running(smallAccount({ 'alpha/build.yaml': build })));
  const byId = await cloudFormation.send(new DescribeStacksCommand({ StackName: STACK_ARN }));
  expect(byId.Stacks).toMatchObject([{ StackStatus: 'DELETE_COMPLETE' }]);
  const byName = cloudFormation.send(new DescribeStacksCommand({ StackName: 'alpha' }));
  await expect(byName).rejects.toMatchObject({ name: 'ValidationError' });
  expect((await cloudFormation.send(new DescribeStacksCommand({}))).Stacks ?? []).toEqual([]);
});
