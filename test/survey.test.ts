// Counting builds: whatever their order, every build is counted once, and hours and money add up.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SurveyedBuild } from '../src/model/survey.ts';
import { countUp } from '../src/survey.ts';

const HOUR = 3_600_000;
const GOOD: SurveyedBuild = {
  id: 'good',
  region: 'us-east-1',
  account: null,
  profile: null,
  pclusterVersion: '3.4.1',
  verdict: 'not-failed',
  fingerprint: null,
  pattern: null,
  title: null,
  line: null,
  startedAt: 0,
  endedAt: HOUR,
  spentMs: HOUR,
};

function failed(id: string, fingerprint: string, more: Partial<SurveyedBuild> = {}): SurveyedBuild {
  const pattern = fingerprint === 'unknown' ? null : fingerprint;
  const verdict = pattern === null ? 'located' : 'recognised';
  return { ...GOOD, id, verdict, fingerprint, pattern, title: `${id}: ${fingerprint}`, line: `line of ${id}`, ...more };
}

const BUILDS = [
  GOOD,
  failed('b', 'disk/full', { startedAt: 10 * HOUR, endedAt: 12 * HOUR, spentMs: 2 * HOUR, pclusterVersion: '3.5.0' }),
  failed('a', 'disk/full', { endedAt: 5 * HOUR }),
  failed('c', 'unknown'),
  { ...GOOD, id: 'd', verdict: 'inconclusive' as const },
];

test('builds are counted by cause, the most frequent first, with when, which versions and at what price', () => {
  const { summary, causes } = countUp(BUILDS, 1.5);
  expect(summary).toEqual({
    builds: 5,
    recognised: 2,
    located: 1,
    inconclusive: 1,
    notFailed: 1,
    hours: 6,
    hoursLost: 4,
    costLost: 6,
  });
  expect(causes.map(({ fingerprint }) => fingerprint)).toEqual(['disk/full', 'unknown']);
  expect(causes[0]).toEqual({
    fingerprint: 'disk/full',
    verdict: 'recognised',
    pattern: 'disk/full',
    title: 'a: disk/full',
    line: 'line of a',
    builds: 2,
    firstSeen: '1970-01-01T05:00:00.000Z',
    lastSeen: '1970-01-01T12:00:00.000Z',
    hours: 3,
    cost: 4.5,
    versions: [
      { version: '3.4.1', builds: 1 },
      { version: '3.5.0', builds: 1 },
    ],
    images: [
      { id: 'a', region: 'us-east-1' },
      { id: 'b', region: 'us-east-1' },
    ],
  });
});

test('without a price nothing is said of money', () => {
  const { summary, causes } = countUp(BUILDS, null);
  expect([summary.costLost, ...causes.map(({ cost }) => cost)]).toEqual([null, null, null]);
});

const anyBuild = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    profile: fc.constantFrom('build', 'research', null),
    cause: fc.constantFrom('disk/full', 'net/down', 'unknown', null),
    endedAt: fc.option(fc.integer({ min: 0, max: 100 * HOUR })),
    spentMs: fc.integer({ min: 0, max: 10 * HOUR }),
  })
  .map(({ cause, ...more }) => (cause === null ? { ...GOOD, ...more } : failed(more.id, cause, more)));

test('builds of several profiles are told apart, and nothing is said of profiles where there is one', () => {
  const [, ...failures] = BUILDS;
  const { causes } = countUp([...failures, failed('a', 'disk/full', { endedAt: 5 * HOUR, profile: 'research' })], null);
  expect(causes[0]?.images).toEqual([
    { id: 'a', region: 'us-east-1' },
    { id: 'a', region: 'us-east-1', profile: 'research' },
    { id: 'b', region: 'us-east-1' },
  ]);
});

test('every build is counted once, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(anyBuild), (builds) => {
      const { summary, causes } = countUp(builds, 2);
      const { recognised, located, inconclusive, notFailed } = summary;
      expect(recognised + located + inconclusive + notFailed).toBe(builds.length);
      expect(causes.reduce((sum, cause) => sum + cause.builds, 0)).toBe(recognised + located);
      for (const cause of causes) {
        expect(cause.versions.reduce((sum, version) => sum + version.builds, 0)).toBe(cause.builds);
        expect(cause.images).toHaveLength(cause.builds);
      }
      const counts = ({ fingerprint, builds: number, hours, firstSeen, lastSeen }: (typeof causes)[number]) => ({
        fingerprint,
        number,
        hours,
        firstSeen,
        lastSeen,
      });
      expect(countUp(builds.toReversed(), 2).causes.map(counts)).toEqual(causes.map(counts));
    }),
  );
});
