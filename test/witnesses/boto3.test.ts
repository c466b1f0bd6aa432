// boto3 as a client of the replay server: its models find whatever does not look like an answer of AWS.
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Account } from '../../src/replay/account/account.ts';
import { demoAccount } from '../../src/replay/demo-account.ts';
import { startReplay, type ReplayOptions } from '../../src/replay/server.ts';
import { GROUP, IMAGE_ARN, smallAccount, STREAM } from '../replay/small-account.ts';
import { missing, run } from './tools.ts';

const SCRIPT = fileURLToPath(new URL('boto3_calls.py', import.meta.url));
const WORKFLOW = 'wf-5e7ac0de-2b1f-4c55-8d6e-7f0a1b2c3d4e';
const STEP = 'step-22222222-2222-4333-8444-555555555555';

let whyNot: string | null = null;
beforeAll(async () => {
  whyNot = await missing('python3', ['-c', 'import boto3'], 'boto3');
});

interface Call {
  readonly service: string;
  readonly method: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region?: string;
}

const answers = z.array(
  z.object({
    answer: z.record(z.string(), z.unknown()).optional(),
    error: z.object({ code: z.string(), message: z.string(), status: z.number() }).optional(),
    unknown: z.string().optional(),
    strange: z.array(z.string()),
  }),
);

async function boto3(account: Account, calls: readonly Call[], options: ReplayOptions = {}) {
  const replay = await startReplay(account, options);
  const asked = { endpoint: replay.url, calls: calls.map((call) => ({ region: 'us-east-1', ...call })) };
  const said = await run('python3', [SCRIPT], JSON.stringify(asked));
  await replay.close();
  if (said.code !== 0) throw new Error(said.stderr);
  return answers.parse(JSON.parse(said.stdout));
}

function everyCall(named: { image: string; group: string; stream: string; stack: string; region?: string }): Call[] {
  const { region = 'us-east-1' } = named;
  return [
    { region, service: 'logs', method: 'describe_log_groups', input: { logGroupNamePrefix: '/aws/' } },
    { region, service: 'logs', method: 'describe_log_streams', input: { logGroupName: named.group } },
    {
      region,
      service: 'logs',
      method: 'get_log_events',
      input: { logGroupName: named.group, logStreamName: named.stream, limit: 50, startFromHead: true },
    },
    { region, service: 'logs', method: 'filter_log_events', input: { logGroupName: named.group, limit: 50 } },
    { region, service: 'imagebuilder', method: 'get_image', input: { imageBuildVersionArn: named.image } },
    {
      region,
      service: 'imagebuilder',
      method: 'list_image_build_versions',
      input: { imageVersionArn: named.image.replace(/\/1$/, '') },
    },
    {
      region,
      service: 'imagebuilder',
      method: 'list_workflow_executions',
      input: { imageBuildVersionArn: named.image },
    },
    { region, service: 'cloudformation', method: 'describe_stacks', input: {} },
    { region, service: 'cloudformation', method: 'describe_stack_events', input: { StackName: named.stack } },
    { region, service: 'cloudformation', method: 'describe_stack_resources', input: { StackName: named.stack } },
  ];
}

const ALPHA = { image: IMAGE_ARN, group: GROUP, stream: STREAM, stack: 'alpha' };
const STEPS: readonly Call[] = [
  { service: 'imagebuilder', method: 'list_workflow_step_executions', input: { workflowExecutionId: WORKFLOW } },
  { service: 'imagebuilder', method: 'get_workflow_step_execution', input: { stepExecutionId: STEP } },
];

test('boto3 gets an answer to every call, and its models find nothing strange in them', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const calls = [...everyCall(ALPHA), ...STEPS];
  const said = await boto3(smallAccount(), calls);
  expect(said.flatMap(({ error }) => error ?? [])).toEqual([]);
  expect(said.flatMap(({ strange }) => strange)).toEqual([]);
  expect(said).toHaveLength(12);
});

test('boto3 finds nothing strange in the demo account', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const account = await demoAccount();
  const calls = account.builds.flatMap(({ imageId, region, image, stack, logGroup, workflows }): Call[] => {
    const stream = logGroup?.streams[0]?.name;
    if (!image || !stack || !logGroup || stream === undefined) return [];
    const steps = workflows.map(({ id }) => ({
      region,
      service: 'imagebuilder',
      method: 'list_workflow_step_executions',
      input: { workflowExecutionId: id },
    }));
    return [...everyCall({ image: image.arn, group: logGroup.name, stream, stack: imageId, region }), ...steps];
  });
  const said = await boto3(account, calls);
  expect(said.flatMap(({ error }) => error ?? [])).toEqual([]);
  expect(said.flatMap(({ strange }) => strange)).toEqual([]);
  expect(said.length).toBeGreaterThan(70);
});

test('boto3 reads the values that were written down', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const [, , events, , image, , , stacks, stackEvents] = await boto3(smallAccount(), everyCall(ALPHA));
  expect(events?.answer).toMatchObject({ events: [{ message: 'Step InstallPClusterPackages' }, {}] });
  expect(image?.answer).toMatchObject({ image: { state: { status: 'FAILED' } } });
  expect(stacks?.answer).toMatchObject({ Stacks: [{ StackName: 'alpha', StackStatus: 'CREATE_FAILED' }] });
  expect(stackEvents?.answer).toMatchObject({
    StackEvents: [{}, { ResourceStatusReason: expect.stringContaining("Document <x> & 'y' failed!") }, {}, {}],
  });
});

test('boto3 gives errors the code, message and status they have on AWS', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const said = await boto3(smallAccount(), [
    { service: 'cloudformation', method: 'describe_stacks', input: { StackName: 'beta' } },
    { service: 'logs', method: 'describe_log_streams', input: { logGroupName: '/aws/none' } },
    { service: 'imagebuilder', method: 'get_image', input: { imageBuildVersionArn: `${IMAGE_ARN}7` } },
    { service: 'logs', method: 'describe_queries', input: {} },
  ]);
  expect(said.map(({ error }) => `${error?.code} ${error?.status}`)).toEqual([
    'ValidationError 400',
    'ResourceNotFoundException 400',
    'ResourceNotFoundException 404',
    'UnknownOperationException 400',
  ]);
});
