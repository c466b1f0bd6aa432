// Reading one build: order and number of calls, what becomes a line, and what each missing witness leaves.
import { expect, test } from 'vitest';
import { readImage } from '../../../src/sources/aws/image.ts';
import { listImages } from '../../../src/sources/aws/list.ts';
import {
  ACCOUNT,
  actions,
  FAILED,
  failedBuild,
  FAILING_LINES,
  image,
  imageArn,
  IMAGE_REASON,
  logGroup,
  open,
  readAll,
  readLast,
  REGION,
  stack,
  stackEvents,
  STARTED,
  texts,
} from './recorded.ts';

const DOCUMENT_ARN = `arn:aws:imagebuilder:${REGION}:${ACCOUNT}:component/parallelclusterimage-0c9f3a10-9e35-11ed-8a5c-0e1a2b3c4d5e/3.4.1/1`;

test('stack, events and streams are asked for side by side, then image and tail of the log', async () => {
  const opened = await open([failedBuild('ubuntu20')]);
  await readLast(opened, 'ubuntu20');
  expect(actions(opened).slice(0, 3).sort()).toEqual(['DescribeLogStreams', 'DescribeStackEvents', 'DescribeStacks']);
  expect(actions(opened).slice(3).sort()).toEqual(['GetImage', 'GetLogEvents', 'GetLogEvents']);
});

test('a build whose stack the list has told is read without asking for it again', async () => {
  const opened = await open([failedBuild('ubuntu20')]);
  const { stacks } = await listImages(opened.aws);
  const asked = opened.replay.requests.length;
  const [listed] = stacks;
  const [evidence] = await readAll(opened, 'ubuntu20', { full: false, listed });
  expect(actions(opened).slice(asked).sort()).toEqual([
    'DescribeLogStreams',
    'DescribeStackEvents',
    'GetImage',
    'GetLogEvents',
    'GetLogEvents',
  ]);
  expect(evidence).toEqual(await readLast(await open([failedBuild('ubuntu20')]), 'ubuntu20'));
});

test('a list that may be seen does not hide that its build may not', async () => {
  const opened = await open([failedBuild('ubuntu20')]);
  const { stacks } = await listImages(opened.aws);
  const [listed] = stacks;
  opened.replay.fail({ action: '*', resource: 'ubuntu20', fault: { kind: 'deny' } });
  await expect(readAll(opened, 'ubuntu20', { full: false, listed })).rejects.toMatchObject({ exitCode: 6 });
});

test('the resources of a stack are asked where its events name no image', async () => {
  const events = stackEvents('early').map((event) => ({ ...event, physicalId: '' }));
  const opened = await open([failedBuild('early', { stack: stack('early', { events }) })]);
  await readLast(opened, 'early');
  expect(actions(opened)[3]).toBe('DescribeStackResources');
});

test('the facts come from the stack, its tags and the image', async () => {
  const { image: facts } = await readLast(await open([failedBuild('ubuntu20')]), 'ubuntu20');
  expect(facts).toEqual({
    id: 'ubuntu20',
    region: REGION,
    account: ACCOUNT,
    pclusterVersion: '3.4.1',
    os: 'ubuntu2004',
    osVersion: null,
    arch: 'x86_64',
    parentImage: 'arn:aws:imagebuilder:us-east-1:aws:image/ubuntu-server-20-lts-x86/x.x.x',
    buildStatus: 'BUILD_FAILED',
    imageStatus: 'FAILED',
    stackStatus: 'CREATE_FAILED',
    statusReason: "Workflow Execution ID: 'wf-1' failed with reason: Document failed!",
    startedAt: STARTED,
    failedAt: FAILED,
  });
});

test('every physical line of the log is a line, numbered by the event it stands in', async () => {
  const evidence = await readLast(await open([failedBuild('ubuntu20')]), 'ubuntu20');
  const log = evidence.lines.filter((line) => line.witness === 'log');
  expect(log.map(({ ordinal, continues, text }) => ({ ordinal, continues, text }))).toEqual([
    { ordinal: 1, continues: false, text: 'Step InstallPClusterPackages' },
    {
      ordinal: 2,
      continues: false,
      text: 'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.',
    },
    { ordinal: 3, continues: false, text: 'Stderr: first of two' },
    { ordinal: 3, continues: true, text: 'second of two' },
    { ordinal: 4, continues: false, text: 'CmdExecution: ExitCode 100' },
  ]);
  expect(log.map(({ time }) => (time ?? 0) - STARTED)).toEqual([600_000, 601_000, 601_500, 601_500, 601_800]);
});

test('stack events become lines, oldest first, with the reason verbatim', async () => {
  const evidence = await readLast(await open([failedBuild('ubuntu20')]), 'ubuntu20');
  expect(texts(evidence, 'stack')).toEqual([
    'CREATE_IN_PROGRESS ubuntu20 AWS::CloudFormation::Stack: User Initiated',
    'CREATE_IN_PROGRESS ParallelClusterImage AWS::ImageBuilder::Image: Resource creation Initiated',
    `CREATE_FAILED ParallelClusterImage AWS::ImageBuilder::Image: ${IMAGE_REASON}`,
    'CREATE_FAILED ubuntu20 AWS::CloudFormation::Stack: The following resource(s) failed to create: [ParallelClusterImage]. ',
  ]);
});

test('each log names its place among the lines', async () => {
  const evidence = await readLast(await open([failedBuild('ubuntu20')]), 'ubuntu20');
  expect(evidence.logs).toEqual([
    { group: '/aws/imagebuilder/ParallelClusterImage-ubuntu20', name: '3.4.1/1', events: 4, complete: true },
    { group: null, name: 'stack events', events: 4, complete: true },
    { group: null, name: 'image state', events: 1, complete: true },
  ]);
  const places = evidence.lines.map(({ log, witness }) => `${evidence.logs[log]?.name} ${witness}`);
  expect(new Set(places)).toEqual(new Set(['3.4.1/1 log', 'stack events stack', 'image state image']));
});

test('stack events of several pages are all read', async () => {
  const opened = await open([failedBuild('ubuntu20')], { replay: { stackEventsPerPage: 3 } });
  expect(texts(await readLast(opened, 'ubuntu20'), 'stack')).toHaveLength(4);
  expect(actions(opened).filter((action) => action === 'DescribeStackEvents')).toHaveLength(2);
});

test("the image's failure context is told although the SDK does not know it", async () => {
  const failureContext = {
    failedStep: 'ApplyBuildComponents',
    stepExecutionId: 'step-1',
    componentFailure: {
      componentArn: DOCUMENT_ARN,
      phaseName: 'build',
      stepName: 'InstallPClusterPackages',
      action: 'ExecuteBash',
      errorMessage: 'exit status 1\nand a second line',
    },
  };
  const opened = await open([failedBuild('ubuntu20', { image: image('ubuntu20', { failureContext }) })]);
  expect(texts(await readLast(opened, 'ubuntu20'), 'image').slice(1)).toEqual([
    'failed in ApplyBuildComponents',
    `failed in ${DOCUMENT_ARN} build InstallPClusterPackages ExecuteBash: exit status 1`,
    'and a second line',
  ]);
  expect(actions(opened)).not.toContain('GetWorkflowStepExecution');
});

const LAUNCH_FAILED = {
  imageId: 'capacity',
  logGroup: null,
  image: image('capacity', {
    failureContext: {
      failedStep: 'LaunchBuildInstance',
      stepExecutionId: 'step-00000000-0000-4000-8000-000000000001',
    },
  }),
  workflows: [
    {
      id: 'wf-00000000-0000-4000-8000-000000000001',
      arn: `arn:aws:imagebuilder:${REGION}:aws:workflow/build/build-image/1.0.3/1`,
      type: 'BUILD',
      status: 'FAILED',
      message: null,
      startedAt: STARTED,
      endedAt: FAILED,
      steps: [
        {
          id: 'step-00000000-0000-4000-8000-000000000001',
          name: 'LaunchBuildInstance',
          action: 'LaunchInstance',
          status: 'FAILED',
          message: 'We currently do not have sufficient c5.xlarge capacity in the Availability Zone you requested.',
          inputs: {},
          outputs: {},
          onFailure: 'Abort',
          timeoutSeconds: 3600,
          startedAt: STARTED,
          endedAt: FAILED,
        },
      ],
    },
  ],
};

test('where a step of the service failed and no component, that step is asked', async () => {
  const opened = await open([failedBuild('capacity', LAUNCH_FAILED)]);
  const evidence = await readLast(opened, 'capacity');
  expect(texts(evidence, 'workflow')).toEqual([
    'FAILED LaunchBuildInstance LaunchInstance: We currently do not have sufficient c5.xlarge capacity in the Availability Zone you requested.',
  ]);
  expect(evidence.gaps.map(({ what }) => what)).toEqual([
    'the build log (log group /aws/imagebuilder/ParallelClusterImage-capacity)',
  ]);
});

test('a denied workflow step is a gap and nothing more', async () => {
  const faults = [{ action: 'GetWorkflowStepExecution', fault: { kind: 'deny' } as const }];
  const evidence = await readLast(
    await open([failedBuild('capacity', LAUNCH_FAILED)], { replay: { faults } }),
    'capacity',
  );
  expect(evidence.gaps[0]).toMatchObject({ toSeeIt: expect.stringContaining('imagebuilder:GetWorkflowStepExecution') });
  expect(evidence.image.buildStatus).toBe('BUILD_FAILED');
});

test('a stack that failed before it began the image has no log and lacks none', async () => {
  const events = [
    ...stackEvents('early').slice(0, 1),
    {
      at: FAILED,
      status: 'CREATE_FAILED',
      type: 'AWS::IAM::Role',
      logicalId: 'InstanceRole',
      physicalId: '',
      reason: 'not authorized',
    },
  ];
  const opened = await open([failedBuild('early', { stack: stack('early', { events }), image: null, logGroup: null })]);
  const evidence = await readLast(opened, 'early');
  expect(evidence.gaps).toEqual([]);
  expect(texts(evidence, 'stack').at(-1)).toBe('CREATE_FAILED InstanceRole AWS::IAM::Role: not authorized');
  expect(actions(opened)).not.toContain('GetImage');
});

test('when the stack is gone its log group is still read, and the gap says so', async () => {
  const opened = await open([failedBuild('gone', { stack: null, image: null })]);
  const evidence = await readLast(opened, 'gone');
  expect(texts(evidence, 'log')).toHaveLength(5);
  expect(evidence.image).toMatchObject({ account: ACCOUNT, pclusterVersion: '3.4.1', buildStatus: null });
  expect(evidence.gaps).toMatchObject([{ what: 'the stack gone and the image it made' }]);
});

test('the image ARN is worked out when nobody may tell it', async () => {
  const faults = ['DescribeStackEvents', 'DescribeStackResources'].map((action) => ({
    action,
    fault: { kind: 'deny' } as const,
  }));
  const opened = await open([failedBuild('MyImage')], { replay: { faults } });
  const evidence = await readLast(opened, 'MyImage');
  const asked = opened.replay.requests.find(({ action }) => action === 'GetImage');
  expect(asked?.input).toMatchObject({ imageBuildVersionArn: imageArn('MyImage') });
  expect(evidence.image.imageStatus).toBe('FAILED');
  expect(evidence.image.failedAt).toBeNull();
});

test('an image that was made and then deleted with half of its stack counts as made', async () => {
  const events = stackEvents('made').map((event) => ({ ...event, status: event.status.replace('FAILED', 'COMPLETE') }));
  const halfGone = stack('made', { status: 'DELETE_FAILED', events });
  const evidence = await readLast(await open([failedBuild('made', { stack: halfGone, image: null })]), 'made');
  expect(evidence.image).toMatchObject({ buildStatus: 'DELETE_FAILED', imageStatus: 'AVAILABLE', failedAt: null });
});

test('a build in progress lacks its end', async () => {
  const running = stack('young', {
    status: 'CREATE_IN_PROGRESS',
    reason: null,
    events: stackEvents('young').slice(0, 2),
  });
  const build = failedBuild('young', { stack: running, image: image('young', { status: 'BUILDING', reason: null }) });
  const opened = await open([build]);
  const evidence = await readLast(opened, 'young');
  expect(evidence.image).toMatchObject({ buildStatus: 'BUILD_IN_PROGRESS', imageStatus: 'BUILDING', failedAt: null });
  expect(evidence.logs[0]).toMatchObject({ complete: false });
  expect(evidence.gaps).toMatchObject([{ what: 'the end of the build', why: 'it is still running' }]);
  expect(opened.replay.requests.find(({ action }) => action === 'GetLogEvents')?.input).not.toHaveProperty('endTime');
});

function before(ms: number) {
  return [{ at: STARTED - ms, after: null, text: 'of an earlier run' }];
}

test('what an earlier run has left in the log group is not read', async () => {
  const streams = [
    { name: '3.4.0/1', parts: before(86_400_000) },
    { name: '3.4.1/1', parts: [...before(3_600_000), ...FAILING_LINES] },
  ];
  const evidence = await readLast(
    await open([failedBuild('again', { logGroup: logGroup('again', streams) })]),
    'again',
  );
  expect(evidence.logs[0]).toMatchObject({ name: '3.4.1/1', events: 4, complete: true });
  expect(texts(evidence, 'log')).not.toContain('of an earlier run');
  expect(evidence.lines[0]?.ordinal).toBeNull();
});

test('several streams of a build are all read, the one that began first in front', async () => {
  const later = [{ at: STARTED + 3_600_000, after: null, text: 'of the test instance' }];
  const streams = [
    { name: '3.4.1/0', parts: later },
    { name: '3.4.1/1', parts: FAILING_LINES },
  ];
  const evidence = await readLast(
    await open([failedBuild('tested', { logGroup: logGroup('tested', streams) })]),
    'tested',
  );
  expect(evidence.logs.slice(0, 2).map(({ name }) => name)).toEqual(['3.4.1/1', '3.4.1/0']);
  expect(texts(evidence, 'log')).toContain('of the test instance');
});

test('events that retention has removed are a gap', async () => {
  const group = {
    ...logGroup('old', [{ name: '3.4.1/1', parts: FAILING_LINES }]),
    name: '/aws/imagebuilder/ParallelClusterImage-old',
    createdAt: STARTED,
    retentionInDays: 1,
  };
  const evidence = await readLast(await open([failedBuild('old', { logGroup: group })]), 'old');
  expect(evidence.gaps).toMatchObject([{ what: 'log stream 3.4.1/1', why: expect.stringContaining('retention') }]);
});

test.each([
  ['ubuntu', 'there is no image "ubuntu" in us-east-1', 'check the id: did you mean Ubuntu20?'],
  ['zzz', 'there is no image "zzz" in us-east-1', 'check the id and --region'],
  ['other', 'there is no image "other" in us-east-1', 'check the id: the stack other is not that of an image build'],
  [
    'not_an_id',
    'there is no image "not_an_id" in us-east-1',
    'check the id: it begins with a letter and has only letters, digits and hyphens',
  ],
])('an image %s that does not exist is trouble with exit code 8', async (id, message, toTry) => {
  const opened = await open([failedBuild('Ubuntu20')], { otherStacks: [stack('other', { tags: {} })] });
  await expect(readAll(opened, id)).rejects.toMatchObject({ name: 'Trouble', exitCode: 8, message, toTry });
});

test('reading can be left off at any page', async () => {
  const opened = await open([failedBuild('ubuntu20')]);
  for await (const evidence of readImage(opened.aws, 'ubuntu20', { full: false })) {
    expect(texts(evidence, 'log')).toHaveLength(5);
    break;
  }
  expect(actions(opened).at(-1)).toBe('GetLogEvents');
});
