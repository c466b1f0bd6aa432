// Many failed builds in one run, some of which cannot be read: the report is complete, and the exit code says the worst.
import { describe, expect, test } from 'vitest';
import type { Diagnosis, Report } from '../../src/model/diagnosis.ts';
import type { Account } from '../../src/replay/account/account.ts';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import type { FaultRule } from '../../src/replay/faults.ts';
import type { Replay } from '../../src/replay/server.ts';
import { validator } from '../json-schema.ts';
import { fleetId, fleetOf, FLEET_REGIONS } from '../replay/fleet.ts';
import { pcDoctor, served, type Served } from './pc-doctor.ts';

const IN_BOTH_REGIONS = FLEET_REGIONS.flatMap((region) => ['--region', region]);

/** Throttled calls are repeated after waits by chance; here chance makes them short. */
const SHORT_WAITS = { NODE_OPTIONS: '--import data:text/javascript,Math.random=()=>0.01' };

/** Without the one whose log is as long as several pages: reading it many times over takes a while. */
async function fleet(size: number): Promise<Account> {
  const { builds, ...account } = await loadAccount('src/replay/demo');
  return fleetOf({ ...account, builds: builds.filter(({ imageId }) => imageId !== 'ubuntu20-mysql') }, size);
}

async function servedFleet(size: number, faults: readonly FaultRule[]): Promise<Served> {
  const { env, replay } = await served(await fleet(size), { faults, latencyMs: 5 });
  return { replay, env: { ...env, ...SHORT_WAITS } };
}

function report(stdout: string): Report {
  const parsed = JSON.parse(stdout);
  expect(validator('dist/report.schema.json')(parsed)).toBeNull();
  return parsed;
}

/** The actions that were asked about one build. */
function askedAbout(replay: Replay, id: string): string[] {
  return replay.requests.filter(({ input }) => JSON.stringify(input).includes(id)).map(({ action }) => action);
}

function strike(ids: readonly string[], rule: Omit<FaultRule, 'resource'>): FaultRule[] {
  return ids.map((resource) => ({ ...rule, resource }));
}

const DENIED = [7, 60, 141].map(fleetId);
const THROTTLED = [12, 90, 200].map(fleetId);
const REPEATED = [22, 23, 24];

describe('200 failed builds in two regions, some denied, some throttled, some throttled for a while', () => {
  interface Ran {
    readonly replay: Replay;
    readonly code: number | null;
    readonly stderr: string;
    readonly report: Report;
  }

  async function ran(): Promise<Ran> {
    const { env, replay } = await servedFleet(200, [
      ...strike(DENIED, { action: '*', fault: { kind: 'deny' } }),
      ...strike(THROTTLED, { action: '*', fault: { kind: 'throttle' } }),
      ...strike(REPEATED.map(fleetId), { action: 'GetLogEvents', fault: { kind: 'throttle' }, times: 2 }),
    ]);
    const { code, stdout, stderr } = await pcDoctor(['--json', ...IN_BOTH_REGIONS], { env });
    return { replay, code, stderr, report: report(stdout) };
  }

  let only: Promise<Ran> | null = null;
  const run = () => (only ??= ran());

  function diagnosisOf({ report: { diagnoses } }: Ran, id: string): Diagnosis | undefined {
    return diagnoses.find(({ image }) => image.id === id);
  }

  test('all of them are in the report, and the exit code is the worst', async () => {
    const { code, report: whole } = await run();
    expect(code).toBe(6);
    expect(whole.summary).toMatchObject({ examined: 200, notFailed: 0 });
    const images = whole.diagnoses.map(({ image }) => `${image.region} ${image.id}`);
    const { builds } = await fleet(200);
    expect(images.toSorted()).toEqual(builds.map(({ region, imageId }) => `${region} ${imageId}`).toSorted());
  });

  test.each(DENIED)('%s, which is denied, is inconclusive, and its only gap names the call', async (id) => {
    expect(diagnosisOf(await run(), id)).toMatchObject({
      verdict: 'inconclusive',
      rootCause: null,
      gaps: [
        {
          what: `the build ${id}`,
          why: expect.stringContaining('cloudformation:DescribeStacks was denied'),
          toSeeIt: 'allow cloudformation:DescribeStacks for your user or role, then run again',
        },
      ],
    });
  });

  test.each(THROTTLED)(
    '%s, which is throttled for good, is inconclusive, and its only gap names the call',
    async (id) => {
      const why = 'cloudformation:DescribeStacks was throttled until the attempts ran out';
      expect(diagnosisOf(await run(), id)).toMatchObject({
        verdict: 'inconclusive',
        gaps: [{ what: `the build ${id}`, why }],
      });
    },
  );

  test.each(REPEATED)('build %i, whose log is throttled for a while, has the diagnosis of its like', async (number) => {
    const whole = await run();
    // Copies of six builds alternate between two regions.
    const [struck, like] = [number, number + 12].map((one) => diagnosisOf(whole, fleetId(one)));
    expect(struck?.fingerprint).toMatch(/^pcd1:/);
    expect(struck?.fingerprint).toBe(like?.fingerprint);
    expect(struck?.gaps).toEqual(like?.gaps);
  });

  test('standard error says each trouble once, and of how many builds', async () => {
    const { stderr } = await run();
    expect(stderr.match(/^pc-doctor: .* was denied: /gm)).toHaveLength(DENIED.length);
    expect(stderr.match(/^pc-doctor: .* was throttled until the attempts ran out$/gm)).toHaveLength(1);
    expect(stderr).toMatch(/^pc-doctor: 6 of 200 builds could not be read; the report says why$/m);
  });

  test('a few requests are in flight at a time: four for each region', async () => {
    const { replay } = await run();
    expect(replay.mostInFlight).toBeGreaterThan(2);
    expect(replay.mostInFlight).toBeLessThanOrEqual(4 * FLEET_REGIONS.length);
  });

  test('the lists are asked once, and of no build anything twice but the pages of its log', async () => {
    const { replay } = await run();
    // Stacks and log groups page by page, and the good images of the one region in which a failure is only located.
    expect(replay.requests.filter(({ input }) => !JSON.stringify(input).includes('hpc-'))).toHaveLength(9);
    const unlucky = [...DENIED, ...THROTTLED, ...REPEATED.map(fleetId)];
    const lucky = (await fleet(200)).builds.map(({ imageId }) => imageId).filter((id) => !unlucky.includes(id));
    for (const id of lucky) {
      const asked = askedAbout(replay, id).filter((action) => action !== 'GetLogEvents');
      expect(asked).not.toContain('DescribeStacks');
      expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    }
  });

  test('what is denied is asked once, what is throttled as often as it is worth', async () => {
    const { replay } = await run();
    for (const id of DENIED)
      expect(askedAbout(replay, id)).toEqual(['DescribeLogStreams', 'DescribeStackEvents', 'DescribeStacks']);
    for (const id of THROTTLED) expect(askedAbout(replay, id)).toHaveLength(3 * 8);
    const refused = replay.requests.filter(({ action, status }) => action === 'GetLogEvents' && status === 400);
    expect(refused).toHaveLength(2 * REPEATED.length);
  });
});

test('builds that are throttled for good end with 7, and those in the same run that are not have their cause', async () => {
  const { env } = await servedFleet(4, strike(['hpc-002'], { action: '*', fault: { kind: 'throttle' } }));
  const { code, stdout } = await pcDoctor(['diagnose', '--all', '--json', ...IN_BOTH_REGIONS], { env });
  expect(code).toBe(7);
  expect(report(stdout).summary).toMatchObject({ examined: 4 });
});

test('at the deadline the builds that were not reached stand in the report, too', async () => {
  const { env } = await servedFleet(12, strike(['hpc-003', 'hpc-004'], { action: '*', fault: { kind: 'hang' } }));
  const { code, stdout } = await pcDoctor(['--json', '--timeout', '5', ...IN_BOTH_REGIONS], { env });
  const { summary, diagnoses } = report(stdout);
  expect(code).toBe(7);
  expect(summary.examined).toBe(12);
  expect(diagnoses.filter(({ gaps }) => gaps.some(({ what }) => /^the build hpc-00[34]$/.test(what)))).toHaveLength(2);
});

test('in text a build that could not be read has its page, in its place', async () => {
  const { env } = await servedFleet(4, strike(['hpc-001'], { action: '*', fault: { kind: 'deny' } }));
  const named = ['hpc-001', 'hpc-003'];
  const { code, stdout } = await pcDoctor(['diagnose', ...named], { env });
  expect(code).toBe(6);
  expect([...stdout.matchAll(/^── (\S+) ─+$/gm)].map(([, id]) => id)).toEqual(named);
  expect(stdout).toContain('2 builds examined: ');
});

test('where no build at all could be read, there is no report', async () => {
  const { env } = await servedFleet(4, [{ action: '*', resource: 'hpc-001', fault: { kind: 'deny' } }]);
  const { code, stdout, stderr } = await pcDoctor(['diagnose', 'hpc-001', '--json'], { env });
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
  expect(stderr).toMatch(/^pc-doctor: cloudformation:DescribeStacks was denied: .*\ntry: .*\n$/);
});
