// A catalog of several folders: which pattern of an id counts, and when two catalogs are the same.
import { expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/catalog.ts';
import { findMatches } from '../../src/catalog/match.ts';
import { openWholeCatalog } from '../../src/catalog/shipped.ts';
import { read } from '../dialects/read.ts';
import { pattern } from './patterns.ts';

const OURS = pattern({ title: 'ours', match: { line: 'No space left' } }, 'system/disk');
const THEIRS = pattern({ title: 'theirs', match: { line: 'Disk quota exceeded' } }, 'system/disk');
const OTHER = pattern({ title: 'other' }, 'kernel/headers');

test('a later pattern of the same id replaces an earlier one, matcher and all', () => {
  const catalog = catalogOf([OURS, OTHER, THEIRS]);
  expect(catalog.patterns.map((one) => [one.id, one.title])).toEqual([
    ['kernel/headers', 'other'],
    ['system/disk', 'theirs'],
  ]);
  const found = findMatches(catalog, read('Disk quota exceeded\nNo space left'));
  expect(found.map((match) => [match.at, match.pattern.title])).toEqual([
    [0, 'theirs'],
    [1, 'other'],
  ]);
});

test('the order of the files changes nothing, the digest included', () => {
  expect(catalogOf([OTHER, OURS])).toEqual(catalogOf([OURS, OTHER]));
});

test('the digest tells catalogs apart', () => {
  const digests = [[], [OURS], [THEIRS], [OURS, OTHER]].map((patterns) => catalogOf(patterns).digest);
  expect(new Set(digests).size).toBe(4);
  for (const digest of digests) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('the shipped catalog is the patterns of this project', async () => {
  const catalog = await openWholeCatalog(null);
  expect(catalog.patterns.length).toBeGreaterThanOrEqual(12);
  expect(catalog.patterns.map((one) => one.id)).toContain('os-packages/mysql-client-downgrade');
});
