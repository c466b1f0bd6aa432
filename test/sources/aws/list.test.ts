// Listing: pcluster's own rules, minus its false failures, plus the builds of which only a log is left.
import { expect, test } from 'vitest';
import { listImages } from '../../../src/sources/aws/list.ts';
import { actions, failedBuild, image, open, stack, stackEvents, STARTED } from './recorded.ts';

const DAY = 86_400_000;

function cleanUpFailed(id: string, status = 'AVAILABLE') {
  return failedBuild(id, {
    stack: stack(id, {
      status: 'DELETE_FAILED',
      reason: 'The following resource(s) failed to delete: [DeleteStackFunctionExecutionRole]. ',
    }),
    image: image(id, { status, reason: null }),
  });
}

test('builds that failed, are running, succeeded or left only a log are told apart', async () => {
  const opened = await open([
    failedBuild('older'),
    failedBuild('newer', { stack: stack('newer', { createdAt: STARTED + DAY, status: 'ROLLBACK_COMPLETE' }) }),
    failedBuild('building', {
      stack: stack('building', { status: 'CREATE_IN_PROGRESS' }),
      image: image('building', { status: 'BUILDING' }),
    }),
    failedBuild('only-log', { stack: null, image: null }),
    cleanUpFailed('good'),
  ]);
  const { images, gaps } = await listImages(opened.aws);
  expect(images.map(({ id, status, from }) => `${id} ${status} ${from}`).sort()).toEqual([
    'building pending stack',
    'good available stack',
    'newer failed stack',
    'older failed stack',
    'only-log unknown log-group',
  ]);
  expect(gaps).toEqual([]);
});

test('a row carries what its stack knows', async () => {
  const { images } = await listImages((await open([failedBuild('ubuntu20')])).aws);
  expect(images).toEqual([
    {
      id: 'ubuntu20',
      region: 'us-east-1',
      status: 'failed',
      pclusterVersion: '3.4.1',
      stackStatus: 'CREATE_FAILED',
      statusReason: 'The following resource(s) failed to create: [ParallelClusterImage]. ',
      at: STARTED,
      from: 'stack',
      note: null,
    },
  ]);
});

test('a stack that could not delete itself after a good build is no failed build', async () => {
  const { images } = await listImages((await open([cleanUpFailed('good')])).aws);
  expect(images).toMatchObject([
    {
      status: 'available',
      stackStatus: 'DELETE_FAILED',
      note: 'the AMI is available; only the clean-up of its stack failed',
    },
  ]);
});

test('a stack that could not be deleted after a bad build still is one', async () => {
  const { images } = await listImages((await open([cleanUpFailed('bad', 'FAILED')])).aws);
  expect(images).toMatchObject([{ status: 'failed', note: 'the build failed, and so did the deletion of its stack' }]);
});

test("when the deletion has removed the image, the stack's events tell whether it was made", async () => {
  const made = stackEvents('made').map((event) =>
    event.logicalId === 'ParallelClusterImage' && event.status === 'CREATE_FAILED'
      ? { ...event, status: 'CREATE_COMPLETE' }
      : event,
  );
  const opened = await open([
    { ...cleanUpFailed('made'), image: null, stack: stack('made', { status: 'DELETE_FAILED', events: made }) },
    { ...cleanUpFailed('never'), image: null },
  ]);
  const { images } = await listImages(opened.aws);
  expect(images.map(({ id, status }) => `${id} ${status}`).sort()).toEqual(['made available', 'never failed']);
});

test('with nobody to ask, a deletion that failed stays failed and the gap says why', async () => {
  const faults = ['GetImage', 'DescribeStackEvents'].map((action) => ({ action, fault: { kind: 'deny' } as const }));
  const { images, gaps } = await listImages((await open([cleanUpFailed('good')], { replay: { faults } })).aws);
  expect(images).toMatchObject([{ status: 'failed', note: 'whether the image was made could not be seen' }]);
  expect(gaps).toMatchObject([{ toSeeIt: expect.stringContaining('imagebuilder:GetImage') }]);
});

test('a complete stack is a good build that has not been cleaned up', async () => {
  const build = failedBuild('whole', {
    stack: stack('whole', { status: 'CREATE_COMPLETE' }),
    image: image('whole', { status: 'AVAILABLE' }),
  });
  const { images } = await listImages((await open([build])).aws);
  expect(images).toMatchObject([
    { status: 'available', note: 'the AMI is available; its stack has not been cleaned up' },
  ]);
});

test('stacks of other things are left out, even where a whole page has no image', async () => {
  const otherStacks = Array.from({ length: 4 }, (_, at) =>
    stack(`web-${at}`, { tags: { team: 'web' }, createdAt: STARTED + DAY }),
  );
  const opened = await open([failedBuild('ubuntu20')], { otherStacks, replay: { stacksPerPage: 2 } });
  const { images } = await listImages(opened.aws);
  expect(images.map(({ id }) => id)).toEqual(['ubuntu20']);
  expect(actions(opened).filter((action) => action === 'DescribeStacks')).toHaveLength(3);
  expect(opened.progress).toContainEqual({ kind: 'listing', what: 'stacks', found: 1 });
});

test('with the stacks denied the log groups are listed, and the gap names the action', async () => {
  const faults = [{ action: 'DescribeStacks', fault: { kind: 'deny' } as const }];
  const { images, gaps } = await listImages((await open([failedBuild('ubuntu20')], { replay: { faults } })).aws);
  expect(images).toMatchObject([
    { id: 'ubuntu20', status: 'unknown', from: 'log-group', note: 'the stacks could not all be listed' },
  ]);
  expect(gaps).toMatchObject([
    { toSeeIt: 'allow cloudformation:DescribeStacks for your user or role, then run again' },
  ]);
});

test('log groups throttled out are a gap beside the stacks', async () => {
  const faults = [{ action: 'DescribeLogGroups', fault: { kind: 'throttle' } as const }];
  const { images, gaps } = await listImages((await open([failedBuild('ubuntu20')], { replay: { faults } })).aws);
  expect(images).toHaveLength(1);
  expect(gaps).toMatchObject([{ what: 'the log groups of image builds in us-east-1' }]);
});

test.each([
  ['deny', 6],
  ['throttle', 7],
  ['expired-token', 6],
  ['html', 7],
] as const)('with every call met by %s the list ends with exit code %i', async (kind, exitCode) => {
  const opened = await open([failedBuild('ubuntu20')], { replay: { faults: [{ action: '*', fault: { kind } }] } });
  await expect(listImages(opened.aws)).rejects.toMatchObject({ name: 'Trouble', exitCode });
});

test('an account without builds has an empty list', async () => {
  expect(await listImages((await open([])).aws)).toEqual({ images: [], gaps: [], stacks: [] });
});
