// What goes wrong on demand reaches the real SDK as it would from AWS.
import { DescribeStackEventsCommand, DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeQueriesCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetImageCommand, ListImagesCommand } from '@aws-sdk/client-imagebuilder';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/replay/faults.ts';
import { Quota } from '../../src/replay/quota.ts';
import type { Replay } from '../../src/replay/server.ts';
import { clientsOf, GROUP, IMAGE_ARN, running, smallAccount, STREAM, UUID } from './small-account.ts';

const events = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: STREAM });

/** One call to each service, each with the fault; what the client made of it. */
async function errorsOf(replay: Replay, fault: Fault): Promise<unknown[]> {
  replay.fail({ action: '*', fault });
  const { logs, imageBuilder, cloudFormation } = clientsOf(replay);
  const calls = [
    logs.send(events),
    imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN })),
    cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'alpha' })),
  ];
  const settled = await Promise.allSettled(calls);
  return settled.map((result) => (result.status === 'rejected' ? result.reason : null));
}

test('throttling has another name and status in each protocol', async () => {
  const errors = await errorsOf(await running(smallAccount()), { kind: 'throttle' });
  expect(errors).toMatchObject([
    { name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } },
    { name: 'CallRateLimitExceededException', $metadata: { httpStatusCode: 429 } },
    { name: 'Throttling', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } },
  ]);
});

test('a fault with a number strikes so often, for its action alone', async () => {
  const replay = await running(smallAccount(), {
    faults: [{ action: 'GetLogEvents', fault: { kind: 'throttle' }, times: 2 }],
  });
  const { logs, cloudFormation } = clientsOf(replay);
  await expect(logs.send(events)).rejects.toThrow('Rate exceeded');
  await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'alpha' }));
  await expect(logs.send(events)).rejects.toThrow('Rate exceeded');
  await logs.send(events);
  expect(replay.requests.map(({ action, status }) => `${action} ${status}`)).toEqual([
    'GetLogEvents 400',
    'DescribeStackEvents 200',
    'GetLogEvents 400',
    'GetLogEvents 200',
  ]);
});

test('throttling may say when to come back', async () => {
  const replay = await running(smallAccount());
  replay.fail({ action: '*', fault: { kind: 'throttle', retryAfterSeconds: 7 } });
  const response = await fetch(`${replay.url}/`, { method: 'POST', headers: SIGNED, body: '{}' });
  expect(response.headers.get('retry-after')).toBe('7');
});

const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261123/us-east-1/logs/aws4_request, Signature=0',
  'x-amz-target': 'Logs_20140328.DescribeLogGroups',
};

function denied(action: string, resource: string): string {
  const who = 'User: arn:aws:sts::111122223333:assumed-role/BuildReader/session';
  return `${who} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}

test('a denied call names who, what and where', async () => {
  const errors = await errorsOf(await running(smallAccount()), { kind: 'deny' });
  expect(errors).toMatchObject([
    {
      name: 'AccessDeniedException',
      message: denied(
        'logs:GetLogEvents',
        `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}:log-stream:${STREAM}`,
      ),
    },
    { name: 'AccessDeniedException', message: denied('imagebuilder:GetImage', IMAGE_ARN) },
    {
      name: 'AccessDenied',
      message: denied(
        'cloudformation:DescribeStackEvents',
        'arn:aws:cloudformation:us-east-1:111122223333:stack/alpha/*',
      ),
      $metadata: { httpStatusCode: 403 },
    },
  ]);
});

test('an expired token has the name each protocol gives it', async () => {
  const errors = await errorsOf(await running(smallAccount()), { kind: 'expired-token' });
  const message = 'The security token included in the request is expired';
  expect(errors).toMatchObject([
    { name: 'ExpiredTokenException', message },
    { name: 'ExpiredTokenException', message },
    { name: 'ExpiredToken', message },
  ]);
});

test('a service that is down says so with status 503', async () => {
  const errors = await errorsOf(await running(smallAccount()), { kind: 'service-error' });
  expect(errors).toMatchObject(Array.from({ length: 3 }, () => ({ $metadata: { httpStatusCode: 503 } })));
});

test('a page of HTML is no answer any of the clients can read', async () => {
  const errors = await errorsOf(await running(smallAccount()), { kind: 'html', status: 502 });
  expect(errors).toMatchObject(Array.from({ length: 3 }, () => ({ $metadata: { httpStatusCode: 502 } })));
});

test('a reset in mid-body reaches the client as ECONNRESET', async () => {
  const errors = await errorsOf(await running(smallAccount()), { kind: 'reset' });
  expect(errors).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'ECONNRESET' })));
});

test('a request that hangs ends when the client gives up, or when the server closes', async () => {
  const replay = await running(smallAccount(), { faults: [{ action: '*', fault: { kind: 'hang' } }] });
  const { logs } = clientsOf(replay);
  const asked = logs.send(events, { abortSignal: AbortSignal.timeout(50) });
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  expect(replay.requests).toMatchObject([{ action: 'GetLogEvents', status: 0, bytes: 0 }]);
});

test('a fault with a resource strikes what names it: stack, log group, stream or image', async () => {
  const faults = [{ action: '*', resource: 'alpha', fault: { kind: 'deny' } as const }];
  const { logs, imageBuilder, cloudFormation } = clientsOf(await running(smallAccount(), { faults }));
  await expect(logs.send(events)).rejects.toThrow('not authorized');
  await expect(logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }))).rejects.toThrow('not authorized');
  const image = new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN });
  await expect(imageBuilder.send(image)).rejects.toThrow('not authorized');
  const stack = new DescribeStackEventsCommand({ StackName: 'alpha' });
  await expect(cloudFormation.send(stack)).rejects.toThrow('not authorized');
});

test.each(['alph', 'pha', 'alpha-2', 'other'])(
  'a fault for %s strikes neither alpha nor any list',
  async (resource) => {
    const faults = [{ action: '*', resource, fault: { kind: 'deny' } as const }];
    const replay = await running(smallAccount(), { faults });
    const { logs, cloudFormation } = clientsOf(replay);
    await logs.send(events);
    await logs.send(new DescribeLogGroupsCommand({}));
    await cloudFormation.send(new DescribeStacksCommand({}));
    expect(replay.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
  },
);

test('a quota lets so many calls of a region through and strikes the others', async () => {
  const rule = { action: 'GetLogEvents', perSecond: 2, fault: { kind: 'throttle' } as const };
  const replay = await running(smallAccount(), { faults: [rule] });
  const asked = Array.from({ length: 5 }, () => clientsOf(replay).logs.send(events));
  const settled = await Promise.allSettled(asked);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  // There is no such log in the other region, which the quota of this one leaves open.
  await expect(clientsOf(replay, 'eu-west-1').logs.send(events)).rejects.toThrow('does not exist');
});

test('a quota counts the calls of the last second, and not those it refused', () => {
  let now = 0;
  const quota = new Quota(2, () => now);
  const admitted = [0, 500, 900, 999, 1000, 1100, 1500].map((at) => {
    now = at;
    return quota.admits('us-east-1');
  });
  expect(admitted).toEqual([true, true, false, false, true, false, true]);
});

test('the most requests that waited at one time are counted', async () => {
  const replay = await running(smallAccount(), { latencyMs: 50 });
  const { logs } = clientsOf(replay);
  await Promise.all([logs.send(events), logs.send(events), logs.send(events)]);
  await logs.send(events);
  expect(replay.mostInFlight).toBe(3);
});

test('healing ends all faults', async () => {
  const replay = await running(smallAccount(), { faults: [{ action: '*', fault: { kind: 'deny' } }] });
  const { logs } = clientsOf(replay);
  await expect(logs.send(events)).rejects.toThrow('not authorized');
  replay.heal();
  expect((await logs.send(events)).nextForwardToken).toMatch(/^f\//);
});

test('latency is waited before each answer', async () => {
  const { logs } = clientsOf(await running(smallAccount(), { latencyMs: 80 }));
  const before = performance.now();
  await logs.send(events);
  expect(performance.now() - before).toBeGreaterThan(75);
});

test('an action that is not served is unknown in the words of each protocol', async () => {
  const replay = await running(smallAccount(), { faults: [{ action: '*', fault: { kind: 'deny' } }] });
  const { logs, imageBuilder, cloudFormation } = clientsOf(replay);
  await expect(logs.send(new DescribeQueriesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
  await expect(imageBuilder.send(new ListImagesCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
  await expect(cloudFormation.send(new ListStacksCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
  expect(replay.requests.map(({ action }) => action)).toEqual(['DescribeQueries', 'ListImages', 'ListStacks']);
});

test('a service that is not in the recording is unknown', async () => {
  const replay = await running(smallAccount());
  const headers = { authorization: SIGNED.authorization.replace('/logs/', '/sts/') };
  const body = new URLSearchParams({ Action: 'GetCallerIdentity' });
  const response = await fetch(`${replay.url}/`, { method: 'POST', headers, body });
  expect(await response.text()).toContain('<Message>This recording does not hold sts</Message>');
  expect(replay.requests).toMatchObject([{ service: 'sts', action: 'GetCallerIdentity' }]);
});

test('an unsigned request is refused', async () => {
  const replay = await running(smallAccount());
  const headers = { 'x-amz-target': SIGNED['x-amz-target'] };
  const response = await fetch(`${replay.url}/`, { method: 'POST', headers, body: '{}' });
  expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
});

test('what one region holds cannot be seen from another', async () => {
  const elsewhere = `region: eu-west-1\nstack: { uuid: ${UUID}, status: CREATE_FAILED, created: 2026-11-20T10:00:00Z }\n`;
  const replay = await running(smallAccount({ 'beta/build.yaml': elsewhere }));
  const { cloudFormation, logs } = clientsOf(replay, 'eu-west-1');
  await expect(logs.send(events)).rejects.toThrow('The specified log group does not exist.');
  const asked = cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'alpha' }));
  await expect(asked).rejects.toThrow('Stack [alpha] does not exist');
  await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'beta' }));
  expect(replay.requests.map(({ region }) => region)).toEqual(['eu-west-1', 'eu-west-1', 'eu-west-1']);
});

test('requests are recorded with their input and the bytes that were sent', async () => {
  const replay = await running(smallAccount());
  const { imageBuilder } = clientsOf(replay);
  await imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN }));
  expect(replay.requests).toMatchObject([
    { service: 'imagebuilder', action: 'GetImage', status: 200, input: { imageBuildVersionArn: IMAGE_ARN } },
  ]);
  expect(replay.requests[0]?.bytes).toBeGreaterThan(500);
});
