// `pc-doctor compare`, and what changed in every diagnosis: against a recorded account with failed builds and good ones, and against files.
import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/diagnosis.ts';
import type { FaultRule } from '../../src/replay/faults.ts';
import { readAccount } from '../../src/replay/account/read-account.ts';
import { pcDoctor, served, temporaryFolder, type Ended } from './pc-doctor.ts';
import { validator } from '../json-schema.ts';

const STORY = 'test/stories/kernel-newer-than-module';
const FAILED_LOG = readFileSync(join(STORY, 'input/3.11.0-1.log'), 'utf8');
const GOOD_LOG = readFileSync(join(STORY, 'good/3.11.0-1.log'), 'utf8');
const UUID = '7c1b9c52-3e0a-4a53-9f5e-2d0f6f1f0b22';
const BUCKET = 's3://parallelcluster-0123456789abcdef-v1-do-not-delete';

function failedBuild(id: string): Record<string, string> {
  return {
    [`${id}/build.yaml`]: `region: us-east-1
stack:
  uuid: ${UUID}
  status: CREATE_FAILED
  created: 2026-05-08T08:55:00.000Z
  tags:
    "parallelcluster:image_id": ${id}
    "parallelcluster:version": 3.11.0
    "parallelcluster:build_config": ${BUCKET}/${id}/image-config.yaml
image:
  arn: arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-${id}/3.11.0/1
  status: FAILED
  created: 2026-05-08T08:56:00.000Z
  parentImage: ami-0b2c3d4e5f6071829
  osVersion: Ubuntu 22.04
  instanceType: c5.xlarge
`,
    [`${id}/stack-events.txt`]: `2026-05-08T09:02:00.000Z CREATE_FAILED AWS::ImageBuilder::Image ParallelClusterImage arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-${id}/3.11.0/1 Document failed!
`,
    [`${id}/image-config.yaml`]: readFileSync(join(STORY, 'input/image-config.yaml'), 'utf8'),
    [`${id}/3.11.0/1.log`]: FAILED_LOG,
  };
}

interface Good {
  readonly created?: string;
  readonly os?: string;
  readonly config?: string;
}

function goodBuild(id: string, { created = '2026-05-01T09:30:00.000Z', os = 'ubuntu2204', config }: Good = {}) {
  return {
    [`${id}/build.yaml`]: `region: us-east-1
ami:
  id: ami-0${id.length}c4d5e6f7a8b9c0d
  name: ${id} 2026-05-01T09-00-00.000Z
  architecture: x86_64
  created: ${created}
  tags:
    "parallelcluster:image_id": ${id}
    "parallelcluster:version": 3.11.0
    "parallelcluster:os": ${os}
    "parallelcluster:kernel_version": 5.15.0-1065-aws
    "parallelcluster:parent_image": ami-0a1b2c3d4e5f60718
    "parallelcluster:build_status": available
    "parallelcluster:build_log": arn:aws:logs:us-east-1:111122223333:log-group:/aws/imagebuilder/ParallelClusterImage-${id}
    "parallelcluster:build_config": ${BUCKET}/${id}/image-config.yaml
`,
    [`${id}/image-config.yaml`]: config ?? readFileSync(join(STORY, 'good/image-config.yaml'), 'utf8'),
    [`${id}/3.11.0/1.log`]: GOOD_LOG,
  };
}

const HEAD = 'account: "111122223333"\nclock: 2026-05-09T00:00:00.000Z\n';

interface Asking {
  readonly run: (args: readonly string[]) => Promise<Ended & { readonly asked: readonly string[] }>;
}

/** An account with these builds; without a folder for the cache nothing is kept. */
async function account(
  builds: readonly Readonly<Record<string, string>>[],
  { faults = [], cache = devNull }: { readonly faults?: readonly FaultRule[]; readonly cache?: string } = {},
): Promise<Asking> {
  const files: Record<string, string> = Object.assign({ 'account.yaml': HEAD }, ...builds);
  const { env, replay } = await served(readAccount(new Map(Object.entries(files)), 'account'), { faults });
  return {
    run: async (args) => {
      const before = replay.requests.length;
      const ended = await pcDoctor(args, { env: { ...env, XDG_CACHE_HOME: cache } });
      return { ...ended, asked: replay.requests.slice(before).map(({ action }) => action) };
    },
  };
}

function diagnosisIn({ stdout }: Ended): Report['diagnoses'][number] {
  const report: Report = JSON.parse(stdout);
  expect(validator('src/reports/report.schema.json')(report)).toBeNull();
  const [diagnosis] = report.diagnoses;
  if (diagnosis === undefined) throw new Error('the report holds no diagnosis');
  return diagnosis;
}

const DECIDES = 'kmap_fabric, which kernel';
const HARMLESS = 'cannot read the serial number';

test('a located failure is compared with the last good build by itself, and the error that both printed decides no longer', async () => {
  const { run } = await account([failedBuild('u22'), goodBuild('u22-may')]);
  const ended = await run(['diagnose', 'u22', '--json']);
  const { verdict, rootCause, changes, gaps } = diagnosisIn(ended);
  expect([ended.code, verdict, gaps]).toEqual([4, 'located', []]);
  expect(rootCause?.evidence[0]?.text).toContain(DECIDES);
  expect(changes).toMatchObject({
    since: { id: 'u22-may', builtAt: '2026-05-01T09:30:00.000Z', verdict: 'not-failed' },
    facts: [
      { what: 'kernel', before: '5.15.0-1065-aws', now: '5.15.0-1068-aws' },
      { what: 'parent image', before: 'ami-0a1b2c3d4e5f60718', now: 'ami-0b2c3d4e5f6071829' },
    ],
    configuration: [{ setting: 'Build.ParentImage' }],
    repositories: { added: ['https://packages.site.example/apt jammy'], missing: [] },
  });
  expect(changes?.unlike.map(({ quote }) => quote.text).filter((text) => text.includes(HARMLESS))).toEqual([]);
});

test('with --no-compare nothing is asked for it', async () => {
  const { run } = await account([failedBuild('u22'), goodBuild('u22-may')]);
  const ended = await run(['diagnose', 'u22', '--json', '--no-compare']);
  const { changes, rootCause } = diagnosisIn(ended);
  expect([changes, ended.asked.includes('DescribeImages')]).toEqual([null, false]);
  expect(rootCause?.evidence[0]?.text).toContain(HARMLESS);
});

test('of the good builds from before the one whose configuration differs least is taken', async () => {
  const far =
    'Build:\n  InstanceType: g4dn.xlarge\n  ParentImage: ami-0ffffffffffffffff\n  SubnetId: subnet-0abc1234\n';
  const { run } = await account([
    failedBuild('u22'),
    goodBuild('may', { created: '2026-05-01T09:30:00.000Z' }),
    goodBuild('gpu-of-may', { created: '2026-05-06T09:30:00.000Z', config: far }),
    goodBuild('later', { created: '2026-05-08T20:00:00.000Z' }),
    goodBuild('rocky', { created: '2026-05-07T09:30:00.000Z', os: 'rocky9' }),
  ]);
  expect(diagnosisIn(await run(['compare', 'u22', '--json'])).changes?.since.id).toBe('may');
});

test.each([
  ['there is no good build', [], [], /no image of ubuntu2204 x86_64 in us-east-1 is left/],
  [
    'the images may not be listed',
    [goodBuild('u22-may')],
    [{ action: 'DescribeImages', fault: { kind: 'deny' } }],
    /ec2:DescribeImages was denied/,
  ],
] satisfies [string, Record<string, string>[], FaultRule[], RegExp][])(
  'where %s, that is a gap and the verdict what it is',
  async (_why, good, faults, says) => {
    const { run } = await account([failedBuild('u22'), ...good], { faults });
    const ended = await run(['diagnose', 'u22', '--json']);
    const { verdict, changes, gaps, rootCause } = diagnosisIn(ended);
    expect([ended.code, verdict, changes]).toEqual([4, 'located', null]);
    expect(gaps).toMatchObject([{ what: 'what changed since the last good build', why: expect.stringMatching(says) }]);
    expect(rootCause?.evidence[0]?.text).toContain(HARMLESS);
  },
);

test('where the log of the good build is gone, its tags still tell, and the log is a gap', async () => {
  const { 'u22-may/3.11.0/1.log': _log, ...withoutLog } = goodBuild('u22-may');
  const { run } = await account([failedBuild('u22'), withoutLog]);
  const { changes, gaps } = diagnosisIn(await run(['diagnose', 'u22', '--json']));
  expect(changes).toMatchObject({ facts: [{ what: 'kernel' }, { what: 'parent image' }], packages: [], unlike: [] });
  expect(gaps.map(({ what }) => what)).toEqual(['the log of u22-may, of the build to compare with (u22-may)']);
});

test('the images of a region are listed once, however many builds are compared', async () => {
  const { run } = await account([failedBuild('u22'), failedBuild('u22-again'), goodBuild('u22-may')]);
  const { asked } = await run(['--json']);
  expect(asked.filter((action) => action === 'DescribeImages')).toHaveLength(1);
});

test('--with names the other build, good or not', async () => {
  const { run } = await account([failedBuild('u22'), failedBuild('u22-again'), goodBuild('u22-may', { os: 'rocky9' })]);
  const good = diagnosisIn(await run(['compare', 'u22', '--with', 'u22-may', '--json']));
  expect(good.changes?.since).toMatchObject({ id: 'u22-may', verdict: 'not-failed' });
  const failed = diagnosisIn(await run(['compare', 'u22', '--with', 'u22-again', '--json']));
  expect(failed.changes).toMatchObject({ since: { id: 'u22-again', verdict: 'located' }, facts: [], unlike: [] });
  expect(failed.rootCause?.evidence[0]?.text).toContain(HARMLESS);
});

test('files are compared without AWS', async () => {
  const good = join(STORY, 'good', '3.11.0-1.log');
  const compare = ['compare', '--from', join(STORY, 'input'), '--with-from', good];
  const { code, stdout } = await pcDoctor([...compare, '--format', 'markdown']);
  expect(code).toBe(4);
  expect(stdout).toContain('## What changed since u22-may');
});

test.each([
  [['compare'], 2, /name a failed build/],
  [['compare', '--from', join(STORY, 'input')], 2, /name a failed build/],
  [['compare', 'u22', '--with', 'a', '--with-from', 'b'], 2, /at most one other/],
  [['compare', 'u22', '--with', 'u22'], 2, /not itself/],
  [['compare', '--from', join(STORY, 'input'), '--with-from', 'nowhere.log'], 8, /nowhere\.log/],
])('pc-doctor %s ends with %s and says why', async (args, code, says) => {
  const ended = await pcDoctor(args);
  expect([ended.code, ended.stdout]).toEqual([code, '']);
  expect(ended.stderr).toMatch(says);
});

test('the log of a good build is kept, and a second run answers the same', async () => {
  const { run } = await account([failedBuild('u22'), goodBuild('u22-may')], { cache: temporaryFolder() });
  const first = await run(['diagnose', 'u22', '--json']);
  const second = await run(['diagnose', 'u22', '--json']);
  expect(diagnosisIn(second)).toEqual(diagnosisIn(first));
  expect(second.asked.filter((action) => action === 'GetLogEvents')).toEqual([]);
});
