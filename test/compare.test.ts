// A failed build beside a good one: what the good one printed too no longer decides, and what differs is told.
import { expect, test } from 'vitest';
import { openCatalog } from '../src/catalog/shipped.ts';
import { compare, durationsIn } from '../src/compare.ts';
import { examine } from '../src/doctor.ts';
import type { Diagnosis } from '../src/model/diagnosis.ts';
import { evidenceOf } from '../src/sources/sample.ts';
import { buildLog, chefBlock, type LoggedBuild } from './build-log.ts';

const catalog = await openCatalog(null);

function compared(failed: LoggedBuild, good: LoggedBuild): { alone: Diagnosis; beside: Diagnosis } {
  const examined = examine(evidenceOf(buildLog(failed)), { catalog });
  const other = { evidence: evidenceOf(buildLog(good)), configuration: null, kernel: null, ami: null, builtAt: null };
  return {
    alone: examined.diagnosis,
    beside: compare({ failed: examined, configuration: null, other, asked: { catalog } }),
  };
}

function decisive({ rootCause }: Diagnosis): string | undefined {
  return rootCause?.evidence[0]?.text;
}

/** A step `Site` that prints these lines on stderr. */
function site(stderr: readonly string[], exit: number, name = 'Site'): LoggedBuild {
  return { steps: [{ name, stderr, exit }], end: exit === 0 ? 'succeeded' : 'failed' };
}

const NOISE = 'sitectl: error: mirror 3 of 7 did not take the lock 4711';
const REASON = 'sitectl: error: the licence for module solver has run out';

test('a harmless error that the good build printed too, but for its numbers, decides no longer', () => {
  const good = ['sitectl: error: mirror 5 of 9 did not take the lock 815', 'all modules are there'];
  const { alone, beside } = compared(site([NOISE, 'trying the next', REASON], 4), site(good, 0));
  expect(decisive(alone)).toBe(NOISE);
  expect(decisive(beside)).toBe(REASON);
  expect(beside).toMatchObject({ verdict: 'located', changes: { since: { verdict: 'not-failed' } } });
  expect(beside.fingerprint).not.toBe(alone.fingerprint);
});

test('within the output of a Chef resource as well', () => {
  const failed = ['* bash[site tools] action run', ...chefBlock('bash[site tools]', [NOISE, REASON], 2)];
  const good = ['* bash[site tools] action run', NOISE, '- execute "bash"'];
  const { alone, beside } = compared(
    { steps: [{ name: 'InstallPClusterPackages', stdout: failed, exit: 1 }], end: 'failed' },
    { steps: [{ name: 'InstallPClusterPackages', stdout: good }], end: 'succeeded' },
  );
  expect([decisive(alone), decisive(beside)]).toEqual([`Stdout: ${NOISE}`, `Stdout: ${REASON}`]);
});

test.each([
  ['in another step', { steps: [{ name: 'Other', stderr: [NOISE] }, { name: 'Site' }], end: 'succeeded' }],
  ['in script source', { steps: [{ name: 'Site', stderr: [`echo "${NOISE}"`] }], end: 'succeeded' }],
  ['where that step failed too', site([NOISE], 4)],
  ['about another thing', site(['sitectl: error: mirror 3 of 7 did not give the lock 4711'], 0)],
  ['in no log', { steps: [] }],
] satisfies [string, LoggedBuild][])('it still decides when the other build printed it %s', (_where, good) => {
  const { alone, beside } = compared(site([NOISE, REASON], 4), good);
  expect(decisive(beside)).toBe(NOISE);
  expect(beside.fingerprint).toBe(alone.fingerprint);
});

test('where all that sounds like an error was printed by the good build too, the first still decides', () => {
  const { beside } = compared(site([NOISE, 'cleaning up'], 4), site([NOISE, 'cleaning up'], 0));
  expect([beside.verdict, decisive(beside)]).toEqual(['located', NOISE]);
});

test('errors without a like are told once each, in the order of the log, with how often they stand there', () => {
  const failed = ['loading', 'error: module 7 has no symbol main', 'error: module 8 has no symbol main', NOISE, REASON];
  const { beside } = compared(site(failed, 4), site(['loading', NOISE], 0));
  expect(beside.changes?.unlike.map(({ quote, times }) => [quote.text, times])).toEqual([
    ['error: module 7 has no symbol main', 2],
    [REASON, 1],
  ]);
  expect(beside.changes?.moreUnlike).toBe(0);
});

test('where nothing without a like sounds like an error, what was said last is told', () => {
  const { beside } = compared(site(['loading', 'giving up here'], 4), site(['loading', 'all modules are there'], 0));
  expect(beside.changes?.unlike.map(({ quote }) => quote.text)).toEqual(['giving up here']);
});

test('a build that failed as well is said to have failed, and has no say in what decides', () => {
  const { beside } = compared(site([NOISE, REASON], 4), site([NOISE], 4));
  expect(beside.changes).toMatchObject({ since: { verdict: 'located' }, unlike: [] });
});

test('the durations of the steps of a good build can be had by themselves', () => {
  expect(durationsIn({ evidence: evidenceOf(buildLog(site(['a', 'b'], 0))) })).toEqual({ 'main/build/Site': 4000 });
});

test('a recognised cause stays what it is', () => {
  const line = 'E: Packages were downgraded and -y was used without --allow-downgrades.';
  const { alone, beside } = compared(site([line], 100), site([line], 0));
  expect({ ...beside, changes: null }).toEqual(alone);
});
