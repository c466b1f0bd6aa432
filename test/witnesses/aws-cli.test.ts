// The aws CLI as a client of the replay server, for every call that pc-doctor makes and some more.
import { beforeAll, expect, test } from 'vitest';
import { GROUP, IMAGE_ARN, smallAccount, STREAM, UUID } from '../replay/small-account.ts';
import { startReplay, type ReplayOptions } from '../../src/replay/server.ts';
import { missing, run, type Said } from './tools.ts';

const WORKFLOW = 'wf-5e7ac0de-2b1f-4c55-8d6e-7f0a1b2c3d4e';
const STEP = 'step-22222222-2222-4333-8444-555555555555';

let whyNot: string | null = null;
beforeAll(async () => {
  whyNot = await missing('aws', ['--version'], 'the aws CLI');
});

async function aws(args: readonly string[], options: ReplayOptions = {}): Promise<Said> {
  const replay = await startReplay(smallAccount(), options);
  try {
    return await run('aws', ['--endpoint-url', replay.url, '--output', 'json', ...args]);
  } finally {
    await replay.close();
  }
}

/** Older releases of the CLI lack the newer commands. */
function unknownCommand({ stderr }: Said): boolean {
  return /invalid choice/i.test(stderr);
}

const CALLS: readonly [call: string, args: readonly string[], answer: object][] = [
  [
    'logs describe-log-groups',
    ['--log-group-name-prefix', '/aws/imagebuilder/'],
    { logGroups: [{ logGroupName: GROUP }] },
  ],
  [
    'logs describe-log-streams',
    ['--log-group-name', GROUP],
    { logStreams: [{ logStreamName: STREAM, storedBytes: 0 }] },
  ],
  [
    'logs get-log-events',
    ['--log-group-name', GROUP, '--log-stream-name', STREAM, '--start-from-head'],
    { events: [{ message: 'Step InstallPClusterPackages' }, { message: 'Stdout: hello' }] },
  ],
  [
    'logs filter-log-events',
    ['--log-group-name', GROUP, '--filter-pattern', '?hello ?nothing'],
    { events: [{ message: 'Stdout: hello', logStreamName: STREAM }] },
  ],
  [
    'imagebuilder get-image',
    ['--image-build-version-arn', IMAGE_ARN],
    { image: { arn: IMAGE_ARN, state: { status: 'FAILED' }, imageRecipe: { parentImage: 'ami-0abc' } } },
  ],
  [
    'imagebuilder list-image-build-versions',
    ['--image-version-arn', IMAGE_ARN.replace(/\/1$/, '')],
    { imageSummaryList: [{ arn: IMAGE_ARN }] },
  ],
  [
    'imagebuilder list-workflow-executions',
    ['--image-build-version-arn', IMAGE_ARN],
    { workflowExecutions: [{ workflowExecutionId: WORKFLOW, status: 'FAILED' }] },
  ],
  [
    'imagebuilder list-workflow-step-executions',
    ['--workflow-execution-id', WORKFLOW],
    { steps: [{ name: 'LaunchBuildInstance' }, { name: 'ApplyBuildComponents', status: 'FAILED' }] },
  ],
  [
    'imagebuilder get-workflow-step-execution',
    ['--step-execution-id', STEP],
    { name: 'ApplyBuildComponents', onFailure: 'ABORT' },
  ],
  [
    'cloudformation describe-stacks',
    ['--stack-name', 'alpha'],
    { Stacks: [{ StackName: 'alpha', Tags: [{ Key: 'parallelcluster:image_id', Value: 'alpha' }, {}] }] },
  ],
  [
    'cloudformation describe-stack-events',
    ['--stack-name', 'alpha'],
    { StackEvents: [{}, { ResourceStatus: 'CREATE_FAILED', PhysicalResourceId: IMAGE_ARN }, {}, {}] },
  ],
  [
    'cloudformation describe-stack-resources',
    ['--stack-name', `arn:aws:cloudformation:us-east-1:111122223333:stack/alpha/${UUID}`],
    { StackResources: [{ LogicalResourceId: 'ParallelClusterImage', ResourceStatus: 'CREATE_FAILED' }] },
  ],
];

test.for(CALLS)('the aws CLI understands %s', async ([call, args, answer], { skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const said = await aws([...call.split(' '), ...args]);
  skip(unknownCommand(said), `this aws CLI does not know ${call}`);
  expect(said.stderr).toBe('');
  expect(JSON.parse(said.stdout)).toMatchObject(answer);
});

const ERRORS: readonly [what: string, args: readonly string[], options: ReplayOptions, words: string][] = [
  [
    'a missing stack',
    ['cloudformation', 'describe-stacks', '--stack-name', 'beta'],
    {},
    'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id beta does not exist',
  ],
  [
    'a missing log stream',
    ['logs', 'get-log-events', '--log-group-name', GROUP, '--log-stream-name', '9/9'],
    {},
    'An error occurred (ResourceNotFoundException) when calling the GetLogEvents operation: The specified log stream does not exist.',
  ],
  [
    'a denied call of CloudWatch Logs',
    ['logs', 'describe-log-streams', '--log-group-name', GROUP],
    { faults: [{ action: '*', fault: { kind: 'deny' } }] },
    'An error occurred (AccessDeniedException) when calling the DescribeLogStreams operation: User: arn:aws:sts::111122223333:assumed-role/BuildReader/session is not authorized to perform: logs:DescribeLogStreams',
  ],
  [
    'a denied call of Image Builder',
    ['imagebuilder', 'get-image', '--image-build-version-arn', IMAGE_ARN],
    { faults: [{ action: '*', fault: { kind: 'deny' } }] },
    'An error occurred (AccessDeniedException) when calling the GetImage operation: User: ',
  ],
  [
    'a denied call of CloudFormation',
    ['cloudformation', 'describe-stack-events', '--stack-name', 'alpha'],
    { faults: [{ action: '*', fault: { kind: 'deny' } }] },
    'An error occurred (AccessDenied) when calling the DescribeStackEvents operation: User: ',
  ],
  [
    'an expired token',
    ['cloudformation', 'describe-stacks'],
    { faults: [{ action: '*', fault: { kind: 'expired-token' } }] },
    'An error occurred (ExpiredToken) when calling the DescribeStacks operation: The security token included in the request is expired',
  ],
  [
    'throttling',
    ['imagebuilder', 'get-image', '--image-build-version-arn', IMAGE_ARN],
    { faults: [{ action: '*', fault: { kind: 'throttle' } }] },
    'An error occurred (CallRateLimitExceededException) when calling the GetImage operation',
  ],
];

test.for(ERRORS)('the aws CLI reports %s as it does on AWS', async ([, args, options, words], { skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const said = await aws(args, options);
  expect(said.stderr).toContain(words);
  expect(said.code).not.toBe(0);
});
