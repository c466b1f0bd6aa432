// Patterns that a site leaves out for a while.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { temporaryFolder } from '../cli/pc-doctor.ts';
import { LEAST } from './patterns.ts';

const MYSQL = 'os-packages/mysql-client-downgrade';
const NOW = Date.UTC(2026, 10, 23, 12);

function site(suppressions: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'own'));
  writeFileSync(join(folder, 'own', 'one.yaml'), stringify(LEAST));
  writeFileSync(join(folder, 'suppressions.yaml'), suppressions);
  return folder;
}

async function opened(suppressions: string) {
  const { patterns, remarks } = await openCatalog(site(suppressions), NOW);
  return { ids: patterns.map(({ id }) => id), remarks };
}

test('until its last day a pattern is left out, a shipped one or one of the site', async () => {
  const rows = [MYSQL, 'own/one'].map((pattern) => ({ pattern, reason: 'not here', until: '2026-11-23' }));
  const { ids, remarks } = await opened(stringify(rows));
  expect(ids).not.toContain(MYSQL);
  expect(ids).not.toContain('own/one');
  expect(remarks).toEqual([]);
});

test('after its last day it counts again, and a remark says so', async () => {
  const { ids, remarks } = await opened(stringify([{ pattern: MYSQL, reason: 'fixed soon', until: '2026-11-22' }]));
  expect(ids).toContain(MYSQL);
  expect(remarks).toEqual([`the suppression of ${MYSQL} ended on 2026-11-22: it counts again (fixed soon)`]);
});

test('one that names no pattern is remarked on', async () => {
  const { remarks } = await opened(stringify([{ pattern: 'own/two', reason: 'x', until: '2027-01-01' }]));
  expect(remarks).toEqual(['the suppression of own/two names no pattern']);
});

test.each([
  ['- pattern: own/one\n  reason: x\n', 'suppressions.yaml:1:3: 0.until: is missing'],
  ['- pattern: own/one\n  reason: x\n  until: soon\n', 'suppressions.yaml:3:10: 0.until: must be YYYY-MM-DD'],
  ['- pattern: [\n', 'suppressions.yaml:'],
])('%j is refused with its place', async (text, said) => {
  await expect(opened(text)).rejects.toThrow(said);
});

test('an empty file suppresses nothing', async () => {
  expect((await opened('# nothing\n')).ids).toContain(MYSQL);
});
