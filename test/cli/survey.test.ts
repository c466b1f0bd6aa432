// A survey of many builds: the same numbers from AWS, from files and from the diagnosis of each; what it asks of AWS, and what it says
// before it scans anything.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packed } from '../../src/cli/bundle/pack.ts';
import type { Report } from '../../src/model/diagnosis.ts';
import type { SurveyDocument } from '../../src/model/survey.ts';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import type { ReplayOptions, Replay } from '../../src/replay/server.ts';
import { validator } from '../json-schema.ts';
import { exportBuilds, unpackBuilds } from '../replay/exported.ts';
import { SURVEYED_REGIONS, surveyedFleetOf } from '../replay/fleet.ts';
import { ended, pcDoctor, served, startPcDoctor, temporaryFolder, type Served } from './pc-doctor.ts';

const REGIONS = SURVEYED_REGIONS.flatMap((region) => ['--region', region]);
const SIZE = 45;

/** Without the build whose log is as long as several pages: reading it many times over takes a while. */
async function account() {
  const { builds, ...rest } = await loadAccount('src/replay/demo');
  return surveyedFleetOf({ ...rest, builds: builds.filter(({ imageId }) => imageId !== 'ubuntu20-mysql') }, SIZE);
}

async function fleet(options: ReplayOptions = {}): Promise<Served> {
  return served(await account(), { queryPolls: 0, ...options });
}

const ALL = ['survey', ...REGIONS, '--yes', '--json', '--price', '1.53'];

async function surveyed(args: readonly string[], { env }: Pick<Served, 'env'>): Promise<SurveyDocument> {
  const { stdout } = await pcDoctor(args, { env });
  const document = JSON.parse(stdout);
  expect(validator('dist/survey.schema.json')(document)).toBeNull();
  return document;
}

/** Builds by the fingerprint of their cause. */
function causes(groups: readonly { readonly fingerprint: string; readonly images: readonly unknown[] }[]) {
  return new Map(groups.map(({ fingerprint, images }) => [fingerprint, images.length]));
}

describe('the same builds', () => {
  test('give the same numbers from AWS, from archives, from folders, and from the diagnosis of each', async () => {
    const one = await fleet();
    const fromAws = await surveyed(ALL, one);
    const folder = temporaryFolder();
    await exportBuilds(await account(), folder);
    const fromFiles = await surveyed(['survey', '--from', folder, '--json', '--price', '1.53'], one);
    expect(fromFiles.summary).toEqual(fromAws.summary);
    expect(fromFiles.causes).toEqual(fromAws.causes);
    expect(fromAws.summary).toMatchObject({ builds: SIZE, notFailed: (SIZE / 3) * 2 });

    expect(fromFiles.source.read).toBe(SIZE / 3);

    const unpacked = temporaryFolder();
    unpackBuilds(await account(), unpacked);
    const fromFolders = await surveyed(['survey', '--from', unpacked, '--json', '--price', '1.53'], one);
    expect(fromFolders.summary).toEqual(fromAws.summary);
    expect(fromFolders.causes).toEqual(fromAws.causes);
    expect(fromFolders.source).toMatchObject({ kind: 'files', read: SIZE / 3 });

    const { stdout } = await pcDoctor(['diagnose', '--all', '--json', ...REGIONS], { env: one.env });
    const report: Report = JSON.parse(stdout);
    expect(causes(fromAws.causes)).toEqual(causes(report.groups));
    expect(fromAws.summary.inconclusive).toBe(report.summary.inconclusive);
  });

  test('give the same numbers where Insights may not be asked: then each of them is read, and that is said', async () => {
    const [free, denied] = [
      await fleet(),
      await fleet({ faults: [{ action: 'StartQuery', fault: { kind: 'deny' } }] }),
    ];
    const [whole, slow] = [await surveyed(ALL, free), await surveyed(ALL, denied)];
    expect(slow.causes).toEqual(whole.causes);
    expect(slow.summary).toEqual(whole.summary);
    expect(slow.source.read).toBe(SIZE);
    expect(slow.gaps.map(({ why }) => why)).toContainEqual(expect.stringContaining('logs:StartQuery was denied'));
  });

  test('are counted since a time by when they began, on both ways', async () => {
    const one = await fleet();
    const folder = temporaryFolder();
    await exportBuilds(await account(), folder);
    const since = ['--since', '2025-01-01'];
    const fromAws = await surveyed([...ALL, ...since], one);
    const fromFiles = await surveyed(['survey', '--from', folder, '--json', '--price', '1.53', ...since], one);
    expect(fromAws.summary.builds).toBeLessThan(SIZE);
    expect(fromFiles.summary).toEqual(fromAws.summary);
    expect(fromFiles.causes).toEqual(fromAws.causes);
    expect(fromAws.source.since).toBe('2025-01-01T00:00:00.000Z');
  });
});

test('the report is the same whatever the number of threads, also of what is damaged or no build at all', async () => {
  const folder = temporaryFolder();
  const { builds, ...rest } = await account();
  await exportBuilds({ ...rest, builds: builds.slice(0, 12) }, folder);
  const whole = readFileSync(join(folder, `${builds[1]?.imageId}.tar.gz`));
  writeFileSync(join(folder, 'cut-off.tar.gz'), whole.subarray(0, whole.length / 2));
  writeFileSync(join(folder, 'nothing.tar.gz'), await packed('nothing', { 'data.json': '{"a": 1}' }));
  const runs = await Promise.all(
    ['1', '2', '3'].map((threads) => pcDoctor(['survey', '--from', folder, '--json', '--threads', threads])),
  );
  const said = runs.map(({ stdout, stderr, code }) => ({ code, stderr, ...JSON.parse(stdout), generatedAt: null }));
  expect(said[0]).toMatchObject({ code: 2, summary: { builds: 14 } });
  expect(said[0].stderr).toContain('nothing.tar.gz');
  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
});

test('builds in an account that this one monitors are counted too, by their logs', async () => {
  const { builds, ...rest } = await account();
  const elsewhere = (build: (typeof builds)[number]) =>
    build.logGroup === null
      ? build
      : { ...build, stack: null, image: null, logGroup: { ...build.logGroup, linkedAccount: '444455556666' } };
  const linked = builds.map((build, index) => (index < 6 ? elsewhere(build) : build));
  const { replay, env } = await served({ ...rest, builds: linked }, { queryPolls: 0 });
  const { summary, gaps } = await surveyed(ALL, { env });
  const whole = await surveyed(ALL, await fleet());
  expect(summary).toEqual(whole.summary);
  expect(gaps.map(({ what }) => what).join()).not.toContain('log group');
  const named = replay.requests.flatMap(({ action, input }) =>
    action === 'GetLogEvents' ? [String(input['logGroupIdentifier'])] : [],
  );
  expect(new Set(named.filter((arn) => arn.includes(':444455556666:log-group:'))).size).toBe(2);
});

/** What was asked in a region, but for what is asked about single builds. */
function askedAtLarge({ requests }: Replay, region: string): string[] {
  const ofAll = ['DescribeLogGroups', 'DescribeStacks', 'StartQuery', 'GetQueryResults'];
  return requests.filter((one) => one.region === region && ofAll.includes(one.action)).map(({ action }) => action);
}

test('a region costs at most 12 requests, whatever the number of builds, besides those about builds that have to be read', async () => {
  const { replay, env } = await fleet({ queryPolls: 2 });
  const { source } = await surveyed(ALL, { env });
  expect(source).toMatchObject({ kind: 'aws', regions: [...SURVEYED_REGIONS], read: SIZE / 3 });
  for (const region of SURVEYED_REGIONS) expect(askedAtLarge(replay, region).length).toBeLessThanOrEqual(12);
  const read = new Set(
    replay.requests.filter(({ action }) => action === 'GetLogEvents').map(({ input }) => input['logGroupName']),
  );
  expect(read.size).toBe(SIZE / 3);
});

describe('before anything is scanned', () => {
  test('it says how much and at what price; without a yes nothing is', async () => {
    const { replay, env } = await fleet();
    const { code, stdout, stderr } = await pcDoctor(['survey', ...REGIONS], { env });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/45 log groups in us-east-1, eu-west-1 and us-west-2 with [\d.]+ MB/);
    expect(stderr).toMatch(/about [\d.]+ MB, (?:under )?\$0\.\d+ at the list price of us-east-1/);
    expect(stderr).toContain('try: add --yes');
    expect(replay.requests.map(({ action }) => action)).not.toContain('StartQuery');
  });

  test('files cost nothing, and nobody is asked', async () => {
    const folder = temporaryFolder();
    const { builds, ...rest } = await account();
    await exportBuilds({ ...rest, builds: builds.slice(0, 3) }, folder);
    const { code, stdout } = await pcDoctor(['survey', '--from', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('3 builds in eu-west-1');
  });
});

test('in a folder of logs each is a build', async () => {
  const folder = temporaryFolder();
  for (const story of ['mysql-on-3.4.1', 'good-build', 'cut-in-mid-step', 'from-an-issue']) {
    copyFileSync(`test/stories/${story}/input.log`, join(folder, `${story}.log`));
  }
  const { stdout } = await pcDoctor(['survey', '--from', folder, '--json']);
  const { summary }: SurveyDocument = JSON.parse(stdout);
  expect(summary).toMatchObject({ builds: 4, recognised: 2, inconclusive: 1, notFailed: 1 });
  // It does not say which image it is about.
  expect(stdout).toContain('"from-an-issue.log"');
});

test('an account in which nothing may be seen is no survey of no builds', async () => {
  const { env } = await fleet({ faults: [{ action: '*', fault: { kind: 'deny' } }] });
  const { code, stdout, stderr } = await pcDoctor(ALL, { env });
  expect([code, stdout]).toEqual([6, '']);
  expect(stderr).toContain('was denied');
});

test('a region that cannot be reached is a gap beside the count of the other', async () => {
  const { env } = await fleet();
  const { code, stdout, stderr } = await pcDoctor(
    ['survey', '--region', 'us-east-1a', '--region', 'us-east-1', '--yes', '--json'],
    { env },
  );
  const { source, summary, gaps }: SurveyDocument = JSON.parse(stdout);
  expect([code, source.regions, summary.builds]).toEqual([8, ['us-east-1'], SIZE / 3]);
  const why = 'there is no region "us-east-1a"';
  expect(gaps).toContainEqual(expect.objectContaining({ what: 'the builds of us-east-1a', why }));
  expect(stderr).toContain(`pc-doctor: ${why}`);
});

test('a region in which no build ever ran is not scanned', async () => {
  const { replay, env } = await fleet();
  const { summary } = await surveyed(['survey', '--region', 'ap-south-1', '--yes', '--json'], { env });
  expect(summary).toMatchObject({ builds: 0, hours: 0 });
  expect(replay.requests.map(({ action }) => action).toSorted()).toEqual(['DescribeLogGroups', 'DescribeStacks']);
});

test('builds whose log cannot be read are inconclusive, whatever other witnesses say, and the gap says why', async () => {
  const { env } = await fleet({ faults: [{ action: 'GetLogEvents', fault: { kind: 'deny' } }] });
  const { summary, gaps } = await surveyed(ALL, { env });
  expect(summary).toMatchObject({ builds: SIZE, notFailed: (SIZE / 3) * 2 });
  expect(summary).toMatchObject({ recognised: 0, located: 0, inconclusive: SIZE / 3 });
  expect(gaps.map(({ why }) => why)).toContainEqual(expect.stringContaining('logs:GetLogEvents was denied'));
});

test('Ctrl-C stops the queries', async () => {
  const { replay, env } = await fleet({ queryPolls: 1000 });
  const child = startPcDoctor(ALL, env);
  const end = ended(child);
  while (replay.requests.filter(({ action }) => action === 'GetQueryResults').length < 6) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGINT');
  expect((await end).code).toBe(130);
  expect(replay.requests.filter(({ action }) => action === 'StopQuery')).toHaveLength(6);
});

test.each([
  ['markdown', '# 45 builds in us-east-1, eu-west-1 and us-west-2'],
  ['html', '<svg viewBox='],
])('%s is written', async (format, part) => {
  const { env } = await fleet();
  const { stdout } = await pcDoctor(['survey', ...REGIONS, '--yes', '--format', format], { env });
  expect(stdout).toContain(part);
});

test.each([
  ['--since', 'yesterday', 'It takes a date'],
  ['--price', 'much', 'It takes the price of an hour'],
  ['--format', 'junit', 'junit'],
])('%s %s is refused', async (option, value, why) => {
  const { code, stderr } = await pcDoctor(['survey', option, value]);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});
