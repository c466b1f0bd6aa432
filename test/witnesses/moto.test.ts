// moto's server as a second CloudWatch Logs and CloudFormation. It is trusted for plumbing alone (order, concatenation of pages,
// terms that must all occur, quoted phrases, tags): its pages have no 1 MB limit, its endTime is inclusive, and it ignores other
// patterns.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateStackCommand, DescribeStacksCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReplay, type Replay } from '../../src/replay/server.ts';
import { clientsOf, GROUP, smallAccount, STREAM, UUID } from '../replay/small-account.ts';
import { missing, strangerEnv } from './tools.ts';

const READY_WITHIN_MS = 40_000;
const NAMED = { logGroupName: GROUP, logStreamName: STREAM };

/** moto drops events that are older than two weeks, so they are of today. */
const START = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const EVENTS = Array.from({ length: 500 }, (_, index) => ({
  timestamp: START + index * 1000,
  message: `Stdout: ${['ERROR: disk full', 'WARN: disk slow', 'all is well', 'ERROR in disk check'][index % 4]} ${index}`,
}));
const TAGS = { 'parallelcluster:image_id': 'alpha', 'parallelcluster:version': '3.9.1' };

let whyNot: string | null = null;
let server: ChildProcess | undefined;
let replay: Replay | undefined;
let both: readonly (readonly [name: string, client: ReturnType<typeof clientsOf>])[] = [];

beforeAll(async () => {
  whyNot = await missing('python3', ['-c', 'import moto.server, flask'], 'moto');
  if (whyNot) return;
  const url = await startMoto();
  const moto = clientsOf({ url });
  replay = await startReplay(recorded());
  both = [
    ['moto', moto],
    ['replay', clientsOf(replay)],
  ];
  await fillLogs(moto.logs);
  await fillStacks(moto.cloudFormation);
}, 60_000);

afterAll(async () => {
  server?.kill();
  await replay?.close();
});

async function startMoto(): Promise<string> {
  const port = await freePort();
  server = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    env: strangerEnv({ MOTO_EC2_LOAD_DEFAULT_AMIS: 'false' }),
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await sleep(100)) {
    const answer = await fetch(`${url}/moto-api/`).catch(() => null);
    if (answer?.ok) return url;
  }
  throw new Error('moto did not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function recorded() {
  const tags = Object.entries(TAGS).map(([key, value]) => `    "${key}": ${value}\n`);
  return smallAccount({
    'account.yaml': `account: "123456789012"\nclock: ${new Date().toISOString()}\n`,
    'alpha/build.yaml': `region: us-east-1\nstack:\n  uuid: ${UUID}\n  status: CREATE_COMPLETE\n  created: 2026-11-20T10:00:00Z\n  tags:\n${tags.join('')}`,
    'alpha/3.9.1/1.log': EVENTS.map(
      ({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`,
    ).join(''),
  });
}

async function fillLogs(logs: CloudWatchLogsClient): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await logs.send(new CreateLogStreamCommand(NAMED));
  await logs.send(new PutLogEventsCommand({ ...NAMED, logEvents: EVENTS }));
}

async function fillStacks(cloudFormation: CloudFormationClient): Promise<void> {
  const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  const Tags = Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value }));
  await cloudFormation.send(new CreateStackCommand({ StackName: 'alpha', TemplateBody, Tags }));
}

/** What each of the two says to the same question. */
async function askBoth<T>(ask: (client: ReturnType<typeof clientsOf>) => Promise<T>): Promise<Record<string, T>> {
  const said = await Promise.all(both.map(async ([name, client]) => [name, await ask(client)] as const));
  return Object.fromEntries(said);
}

async function readAll(logs: CloudWatchLogsClient, startFromHead: boolean): Promise<string[]> {
  const pages: string[][] = [];
  for (let token: string | undefined; ;) {
    const page = await logs.send(new GetLogEventsCommand({ ...NAMED, startFromHead, limit: 70, nextToken: token }));
    pages.push((page.events ?? []).map(({ message = '' }) => message));
    const next = startFromHead ? page.nextForwardToken : page.nextBackwardToken;
    if (next === token) return (startFromHead ? pages : pages.toReversed()).flat();
    token = next;
  }
}

test.for([true, false])(
  'pages put together are the same stream (startFromHead %s)',
  async (startFromHead, { skip }) => {
    skip(whyNot !== null, whyNot ?? '');
    const said = await askBoth(({ logs }) => readAll(logs, startFromHead));
    expect(said['moto']).toEqual(EVENTS.map(({ message }) => message));
    expect(said['replay']).toEqual(said['moto']);
  },
);

test.for(['ERROR', 'ERROR disk', '"disk full"', 'nothing'])(
  'the pattern %s finds the same',
  async (filterPattern, { skip }) => {
    skip(whyNot !== null, whyNot ?? '');
    const said = await askBoth(async ({ logs }) => {
      const page = await logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern }));
      return (page.events ?? []).map(({ message, timestamp }) => `${timestamp} ${message}`);
    });
    expect(said['replay']).toEqual(said['moto']);
  },
);

test('the stream is described alike', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const said = await askBoth(async ({ logs }) => {
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
    return logStreams.map(({ logStreamName, arn, firstEventTimestamp, lastEventTimestamp }) => ({
      logStreamName,
      arn,
      firstEventTimestamp,
      lastEventTimestamp,
    }));
  });
  expect(said['replay']).toEqual(said['moto']);
});

test('the stack has the same name, status and tags', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const said = await askBoth(async ({ cloudFormation }) => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
    return Stacks.map(({ StackName, StackStatus, Tags }) => ({ StackName, StackStatus, Tags }));
  });
  expect(said['moto']).toMatchObject([{ StackName: 'alpha', Tags: [{ Value: 'alpha' }, { Value: '3.9.1' }] }]);
  expect(said['replay']).toEqual(said['moto']);
});

test('both refuse a missing stack and a missing log group with the same error', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const refused = await askBoth(async ({ cloudFormation, logs }) => {
    const asked = [
      cloudFormation.send(new DescribeStacksCommand({ StackName: 'beta' })),
      logs.send(new GetLogEventsCommand({ ...NAMED, logGroupName: '/aws/none' })),
    ];
    const settled = await Promise.allSettled(asked);
    return settled.map((result) => (result.status === 'rejected' ? String(result.reason) : 'answered'));
  });
  expect(refused['moto']?.[0]).toBe('ValidationError: Stack with id beta does not exist');
  expect(refused['replay']).toEqual(refused['moto']);
});
