// A survey of several profiles, by real shared files: accounts on ports of their own, told apart in all that is said, and no build of them
// counted twice.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SurveyDocument } from '../../src/model/survey.ts';
import type { Account } from '../../src/replay/account/account.ts';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import { startReplay, type Replay, type ReplayOptions } from '../../src/replay/server.ts';
import { validator } from '../json-schema.ts';
import { surveyedFleetOf } from '../replay/fleet.ts';
import { configFile, STATIC_KEYS } from '../sources/aws/home.ts';
import { pcDoctor, temporaryFolder, type Ended } from './pc-doctor.ts';

const OWN = '111122223333';
const OTHER = '444455556666';
const SIZE = 9;

/** With so many builds, every third of which has failed, in three regions. */
async function accountOf(id: string): Promise<Account> {
  const { builds, ...rest } = await loadAccount('src/replay/demo');
  const short = builds.filter(({ imageId }) => imageId !== 'ubuntu20-mysql');
  const fleet = surveyedFleetOf({ ...rest, builds: short }, SIZE);
  const copy: Account = JSON.parse(JSON.stringify(fleet).replaceAll(OWN, id));
  return copy;
}

async function serving(id: string, options: ReplayOptions = {}): Promise<Replay> {
  return replayed(await accountOf(id), options);
}

async function replayed(account: Account, options: ReplayOptions = {}): Promise<Replay> {
  const replay = await startReplay(account, { queryPolls: 0, ...options });
  onTestFinished(() => replay.close());
  return replay;
}

/** Files in which each profile leads to one of the accounts. */
function filesOf(profiles: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  const sections = Object.entries(profiles).map(([name, lines]) => [`profile ${name}`, lines] as const);
  const [config, credentials] = [join(folder, 'config'), join(folder, 'credentials')];
  writeFileSync(config, configFile(Object.fromEntries(sections)));
  writeFileSync(credentials, configFile({ default: STATIC_KEYS }));
  return { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
}

function at({ url }: Replay, region = 'us-east-1'): string[] {
  return [`region = ${region}`, `endpoint_url = ${url}`, ...STATIC_KEYS];
}

const PROFILES = ['--profile', 'build', '--profile', 'research'];
const REGIONS = ['--region', 'us-east-1', '--region', 'eu-west-1', '--region', 'us-west-2'];

function survey(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  return pcDoctor(['survey', '--yes', ...args], { env });
}

function read({ stdout }: Ended): SurveyDocument {
  const document = JSON.parse(stdout);
  expect(validator('dist/survey.schema.json')(document)).toBeNull();
  return document;
}

async function twoAccounts(options: ReplayOptions = {}) {
  const [build, research] = [await serving(OWN), await serving(OTHER, options)];
  return { build, research, env: filesOf({ build: at(build), research: at(research) }) };
}

describe('two profiles', () => {
  test('are counted together as they are counted alone', async () => {
    const { env } = await twoAccounts();
    const alone = read(await survey(env, '--profile', 'build', ...REGIONS, '--json'));
    const both = read(await survey(env, ...PROFILES, ...REGIONS, '--json', '--no-redact'));
    expect(alone.summary.builds).toBe(SIZE);
    expect(alone.source).not.toHaveProperty('accounts');
    expect(alone.causes[0]?.images[0]).not.toHaveProperty('profile');
    expect(both.summary).toMatchObject({
      builds: 2 * SIZE,
      recognised: 2 * alone.summary.recognised,
      located: 2 * alone.summary.located,
      notFailed: 2 * alone.summary.notFailed,
    });
    expect(new Map(both.causes.map(({ fingerprint, builds }) => [fingerprint, builds]))).toEqual(
      new Map(alone.causes.map(({ fingerprint, builds }) => [fingerprint, 2 * builds])),
    );
    expect(both.source.regions).toEqual(['us-east-1', 'eu-west-1', 'us-west-2']);
    expect(both.source.accounts).toEqual([
      ...both.source.regions.map((region) => ({ profile: 'build', account: OWN, region })),
      ...both.source.regions.map((region) => ({ profile: 'research', account: OTHER, region })),
    ]);
    for (const { images } of both.causes) {
      expect(images.filter(({ profile }) => profile === 'research')).toHaveLength(images.length / 2);
    }
    const cutOff = alone.gaps.map(({ what }) => what);
    expect(cutOff).toEqual([expect.stringMatching(/ of hpc-002$/)]);
    expect(both.gaps.map(({ what }) => what)).toEqual(cutOff.map((what) => `${what} (build) and hpc-002 (research)`));
  });

  test('are each asked in their own region where none is given, and told apart in every text', async () => {
    const [build, research] = [await serving(OWN), await serving(OTHER)];
    const env = filesOf({ build: at(build), research: at(research, 'eu-west-1') });
    const { code, stdout, stderr } = await survey(env, ...PROFILES);
    expect(code).toBe(0);
    expect(stderr).toMatch(/log groups in us-east-1 \(build\) and eu-west-1 \(research\) with/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('builds in us-east-1 (build) and eu-west-1 (research): ');
    expect(stdout).toMatch(/builds +hpc-\d+ \((?:build|research)\)/);
    for (const { requests, region } of [
      { ...build, region: 'us-east-1' },
      { ...research, region: 'eu-west-1' },
    ])
      expect(new Set(requests.map((request) => request.region))).toEqual(new Set([region]));
    for (const format of ['markdown', 'html']) {
      const { stdout: page } = await survey(env, ...PROFILES, '--format', format);
      expect(page).toContain('us-east-1 (build) and eu-west-1 (research)');
    }
  });
});

describe('a profile of several that cannot be asked is a gap, and the other is counted whole:', () => {
  test.each([
    ['there is none', 6, null, 'there is no profile research'],
    ['it has no credentials', 6, ['region = us-east-1'], 'Could not load credentials'],
    ['its process fails', 6, ['region = us-east-1', 'credential_process = false'], 'no AWS credentials'],
    ['it has no region', 2, STATIC_KEYS, 'profile research does not exist or names none'],
  ])('%s', async (_why, exitCode, lines, said) => {
    const build = await serving(OWN);
    const env = filesOf({ build: at(build), ...(lines && { research: lines }) });
    const regions = exitCode === 2 ? [] : ['--region', 'us-east-1'];
    const ended = await survey(env, ...PROFILES, ...regions, '--json');
    const document = read(ended);
    expect(ended.code).toBe(exitCode);
    expect(document.summary.builds).toBe(SIZE / 3);
    expect(document.source.accounts).toHaveLength(1);
    expect(document.gaps).toEqual([
      expect.objectContaining({
        what: `the builds of ${exitCode === 2 ? 'profile research' : 'us-east-1 (research)'}`,
        why: expect.stringContaining(said),
      }),
    ]);
    expect(ended.stderr).toMatch(/pc-doctor: (?:profile research|us-east-1 \(research\)): no /);
  });

  test.each(['deny', 'expired-token'] as const)('%s', async (kind) => {
    const { env } = await twoAccounts({ faults: [{ action: '*', fault: { kind } }] });
    const ended = await survey(env, ...PROFILES, '--region', 'us-east-1', '--region', 'eu-west-1', '--json');
    const document = read(ended);
    expect(ended.code).toBe(6);
    expect(document.summary.builds).toBe((SIZE / 3) * 2);
    const unseen = document.gaps.map(({ what }) => what).filter((what) => what.startsWith('the builds of '));
    expect(unseen.join().match(/\S+ \(research\)/g)).toEqual(['us-east-1 (research)', 'eu-west-1 (research)']);
  });

  test('where its queries alone are denied, its builds are read, and the gap names it', async () => {
    const { env } = await twoAccounts({ faults: [{ action: 'StartQuery', fault: { kind: 'deny' } }] });
    const document = read(await survey(env, ...PROFILES, '--region', 'us-east-1', '--json'));
    expect(document.summary.builds).toBe((SIZE / 3) * 2);
    expect(document.gaps.map(({ what }) => what)).toEqual([
      'what CloudWatch Logs Insights says of the builds in us-east-1 (research)',
    ]);
  });
});

describe('no build is counted twice', () => {
  test('where two profiles lead to the same account, which is scanned once', async () => {
    const build = await serving(OWN);
    const env = filesOf({ build: at(build), research: at(build) });
    const ended = await survey(env, ...PROFILES, '--region', 'us-east-1', '--json');
    const { summary, source, gaps } = read(ended);
    expect([ended.code, summary.builds, gaps]).toEqual([0, SIZE / 3, []]);
    expect(source.accounts?.map(({ profile }) => profile)).toEqual(['build']);
    expect(ended.stderr).toContain(
      'us-east-1 (research) is the same account as us-east-1 (build): its builds are counted once',
    );
    expect(build.requests.filter(({ action }) => action === 'StartQuery')).toHaveLength(2);
  });

  test('where one of them sees less of it, the other is taken', async () => {
    const [build, research] = [
      await serving(OWN, { faults: [{ action: 'DescribeStacks', fault: { kind: 'deny' } }] }),
      await serving(OWN),
    ];
    const env = filesOf({ build: at(build), research: at(research) });
    const { source, gaps } = read(await survey(env, ...PROFILES, '--region', 'us-east-1', '--json'));
    expect(source.accounts?.map(({ profile }) => profile)).toEqual(['research']);
    expect(gaps).toEqual([]);
  });

  test('where the account of one monitors that of the other', async () => {
    const [own, other] = [await accountOf(OWN), await accountOf(OTHER)];
    const linked = other.builds.map(({ logGroup, ...build }) => ({
      ...build,
      stack: null,
      image: null,
      logGroup: logGroup && { ...logGroup, linkedAccount: OTHER },
    }));
    const build = await replayed({ ...own, builds: [...own.builds, ...linked] });
    const research = await replayed(other);
    const env = filesOf({ build: at(build), research: at(research) });
    const alone = read(await survey(env, '--profile', 'build', ...REGIONS, '--json'));
    const both = read(await survey(env, ...PROFILES, ...REGIONS, '--json'));
    expect([alone.summary.builds, both.summary.builds]).toEqual([2 * SIZE, 2 * SIZE]);
    for (const { images } of both.causes) {
      expect(images.filter(({ profile }) => profile === 'research')).toHaveLength(images.length / 2);
    }
  });
});

test.each([[['list']], [['diagnose', 'my-image']], [['watch', 'my-image']], [['demo']], [[]]])(
  'any other command refuses a second profile: %j',
  async (command) => {
    const { code, stderr } = await pcDoctor([...command, ...PROFILES]);
    expect(code).toBe(2);
    expect(stderr).toContain('this command asks the account of one profile');
    expect(stderr).toContain('pc-doctor survey takes several');
  },
);
