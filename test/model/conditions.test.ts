// When a condition of the catalog holds for an image, and the words that say why. What is not known is neither yes nor no.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conditions } from '../../src/model/catalog.ts';
import { holds, readRange, splitMinor, type KnownFacts } from '../../src/model/conditions.ts';

const NOTHING: KnownFacts = { pclusterVersion: null, os: null, osVersion: null, arch: null };
const UBUNTU: KnownFacts = { pclusterVersion: '3.4.1', os: 'ubuntu2004', osVersion: '20.04', arch: 'x86_64' };
const ROCKY: KnownFacts = { pclusterVersion: '3.9.3', os: 'rocky9', osVersion: '9.4', arch: 'arm64' };

test.each([
  ['>=3.3.0 <=3.4.1', '3.2.1', 'no'],
  ['>=3.3.0 <=3.4.1', '3.3.0', 'yes'],
  ['>=3.3.0 <=3.4.1', '3.4.1', 'yes'],
  ['>=3.3.0 <=3.4.1', '3.5.0', 'no'],
  ['3.4.1', '3.4.1', 'yes'],
  ['3.4.1', '3.4.0', 'no'],
  ['<3.14.0', '3.9.3', 'yes'],
  ['<3.14.0', '3.14.0', 'no'],
  ['>=3.0.0 <3.2.0 || >=3.8.0', '3.1.5', 'yes'],
  ['>=3.0.0 <3.2.0 || >=3.8.0', '3.7.2', 'no'],
  ['>=3.0.0 <3.2.0 || >=3.8.0', '3.15.0', 'yes'],
  ['>=3.12.0', '3.12.0b1', 'yes'],
  ['>=3.12.0', '3.12.0-beta.1', 'yes'],
  ['>=3.12.0', '3.11.1b2', 'no'],
  ['<3.12.0', '3.12.0b1', 'no'],
])('the range %s over %s: %s', (pcluster, pclusterVersion, expected) => {
  expect(holds({ pcluster }, { ...NOTHING, pclusterVersion }).holds).toBe(expected);
});

test.each([
  ['ubuntu2004', 'ubuntu2004', '20.04', 'yes'],
  ['ubuntu2004', 'ubuntu2204', '22.04', 'no'],
  ['rocky9', 'rocky9', '9.4', 'yes'],
  ['rocky9', 'rocky9', null, 'yes'],
  ['rocky9', 'rocky8', '8.9', 'no'],
  ['rocky9', 'rhel9', '9.4', 'no'],
  ['rocky9.4', 'rocky9', '9.4', 'yes'],
  ['rocky9.4', 'rocky9', '9.3', 'no'],
  ['rocky9.4', 'rocky9', '9.40', 'no'],
  ['rocky9.4', 'rocky9', null, 'unknown'],
  ['rocky9.4', 'rocky9', '9', 'unknown'],
  ['rocky9.4', 'rocky8', null, 'no'],
  ['alinux2', 'alinux2023', '2023', 'no'],
  ['centos7', 'centos7', '7.9.2009', 'yes'],
])('%s for an image of %s (%s): %s', (name, os, osVersion, expected) => {
  expect(holds({ os: [name] }, { ...NOTHING, os, osVersion }).holds).toBe(expected);
});

test('of several names one is enough, and one that may fit makes it unknown', () => {
  expect(holds({ os: ['rhel9', 'rocky9'] }, ROCKY).holds).toBe('yes');
  expect(holds({ os: ['rocky9.3', 'rocky9.4'] }, ROCKY).holds).toBe('yes');
  expect(holds({ os: ['rhel8', 'rocky9.4'] }, { ...ROCKY, osVersion: null }).holds).toBe('unknown');
});

test('no conditions hold for every image', () => {
  expect(holds({}, NOTHING)).toEqual({ holds: 'yes', because: [] });
});

const MYSQL: Conditions = { pcluster: '>=3.3.0 <=3.4.1', os: ['ubuntu2004'], arch: ['x86_64'] };

test('all that are given must hold, and each says its fact', () => {
  expect(holds(MYSQL, UBUNTU)).toEqual({ holds: 'yes', because: ['ParallelCluster 3.4.1', 'ubuntu2004', 'x86_64'] });
});

test('what does not fit decides, and only that is said', () => {
  expect(holds(MYSQL, { ...ROCKY, osVersion: '9.3' })).toEqual({
    holds: 'no',
    because: [
      'for ParallelCluster 3.3.0 to 3.4.1; this is 3.9.3',
      'for ubuntu2004; this is rocky9.3',
      'for x86_64; this is arm64',
    ],
  });
  expect(holds(MYSQL, { ...NOTHING, os: 'rocky8' })).toEqual({
    holds: 'no',
    because: ['for ubuntu2004; this is rocky8'],
  });
});

test('what is not known is asked for', () => {
  expect(holds(MYSQL, { ...UBUNTU, pclusterVersion: null, arch: null })).toEqual({
    holds: 'unknown',
    because: ['needs to know the ParallelCluster version (3.3.0 to 3.4.1)', 'needs to know the architecture (x86_64)'],
  });
  expect(holds({ os: ['rocky9', 'rhel9'] }, NOTHING).because).toEqual([
    'needs to know the operating system (rocky9, rhel9)',
  ]);
  expect(holds({ os: ['rocky9.4'] }, { ...NOTHING, os: 'rocky9' }).because).toEqual([
    'needs to know the minor release of rocky9 (rocky9.4)',
  ]);
});

test('a version that cannot be read is not known', () => {
  expect(holds({ pcluster: '<3.14.0' }, { ...NOTHING, pclusterVersion: 'develop' })).toEqual({
    holds: 'unknown',
    because: ['needs to know the ParallelCluster version (before 3.14.0)'],
  });
});

test.each([
  ['>=3.3.0 <=3.4.1', '3.3.0 to 3.4.1'],
  ['>=3.4.1 <=3.4.1', '3.4.1'],
  ['>=3.3.0 <3.5.0', '3.3.0 up to but not including 3.5.0'],
  ['<3.14.0', 'before 3.14.0'],
  ['<=3.9.3', '3.9.3 or earlier'],
  ['>3.9.3', 'after 3.9.3'],
  ['>=3.8.0', '3.8.0 or later'],
  ['3.4.1', '3.4.1'],
  ['=3.4.1', '3.4.1'],
  ['>= 3.8.0', '3.8.0 or later'],
  ['<3.2.0 || >=3.8.0', 'before 3.2.0 or 3.8.0 or later'],
  ['3.3.0 - 3.4.1', '3.3.0 to 3.4.1'],
  ['>3.3.0 <3.5.0', '>3.3.0 <3.5.0'],
  ['^3.4.0', '^3.4.0'],
  ['3.4.x', '3.4.x'],
])('the range %s reads "%s"', (range, words) => {
  expect(readRange(range)).toBe(words);
});

test('the minor release is split off where there is one', () => {
  expect(splitMinor('rocky9.4')).toEqual(['rocky9', '4']);
  expect(splitMinor('alinux2023')).toEqual(['alinux2023']);
  expect(splitMinor('ubuntu2004')).toEqual(['ubuntu2004']);
});

const versions = fc.tuple(fc.constant(3), fc.nat(16), fc.nat(5)).map((parts) => parts.join('.'));

function order(version: string): number {
  return version.split('.').reduce((sum, part) => sum * 100 + Number(part), 0);
}

test('a range over two versions holds for a third exactly when that lies between them', () => {
  fc.assert(
    fc.property(versions, versions, versions, (low, high, mine) => {
      const expected = order(low) <= order(mine) && order(mine) <= order(high) ? 'yes' : 'no';
      expect(holds({ pcluster: `>=${low} <=${high}` }, { ...NOTHING, pclusterVersion: mine }).holds).toBe(expected);
    }),
  );
});

test('to know more never turns a no into a yes or a yes into a no', () => {
  const facts = fc.record({
    pclusterVersion: fc.constantFrom(null, '3.2.0', '3.4.1', '3.12.0b1'),
    os: fc.constantFrom(null, 'ubuntu2004', 'rocky9'),
    osVersion: fc.constantFrom(null, '9.3', '9.4', '20.04'),
    arch: fc.constantFrom(null, 'x86_64' as const, 'arm64' as const),
  });
  const conditions = fc.record(
    {
      pcluster: fc.constantFrom('>=3.3.0 <=3.4.1', '<3.14.0'),
      os: fc.constantFrom(['ubuntu2004'], ['rocky9.4'], ['rocky9']),
      arch: fc.constantFrom(['x86_64'] as const, ['arm64'] as const),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(conditions, facts, (given, known) => {
      const whole = {
        pclusterVersion: '3.4.1',
        os: 'rocky9',
        osVersion: '9.4',
        arch: 'x86_64',
        ...present(known),
      } as const;
      const before = holds(given, known).holds;
      expect(before === 'unknown' ? before : holds(given, whole).holds).toBe(before);
    }),
  );
});

function present(facts: KnownFacts): Partial<KnownFacts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}
