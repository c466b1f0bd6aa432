// Invented secrets in the lines in which builds print them: none survives, in whatever spelling, and the lines of real builds stay as they
// are but for what really is a secret in them.
import { readFileSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/catalog.ts';
import { loadPatternFolder } from '../../src/catalog/load.ts';
import { matchSample } from '../../src/doctor.ts';
import type { Sample } from '../../src/model/catalog.ts';
import { countRemovals, createRedactor } from '../../src/wording/redact.ts';
import { KINDS_OF_SECRETS, plantedLines, spellingsOf } from './secrets.ts';

const redact = (text: string) => createRedactor().text(text);

test.each(KINDS_OF_SECRETS)('%s: nothing of them survives', (kind) => {
  fc.assert(
    fc.property(plantedLines(kind), ({ text, secrets }) => {
      const redacted = redact(text);
      for (const spelling of secrets.flatMap(spellingsOf)) expect(redacted).not.toContain(spelling);
      expect(redact(redacted)).toBe(redacted);
    }),
    { numRuns: 300 },
  );
});

function logsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?:\.log|stack-events\.txt)$/.test(file))
    .map((file) => `${folder}/${file}`);
}

test.each([...logsBelow('test/stories'), ...logsBelow('src/replay/demo')])(
  '%s is left alone but for its account and names of its own',
  (path) => {
    const removals = countRemovals();
    createRedactor().text(readFileSync(path, 'utf8'), removals.noted);
    const kinds = new Set(removals.list().map(({ kind }) => kind));
    expect([...kinds].filter((kind) => kind !== 'account' && kind !== 'resource')).toEqual([]);
  },
);

const patterns = await loadPatternFolder('patterns');
const catalog = catalogOf(patterns);

const isFound = (id: string, { witness, text }: Sample) =>
  matchSample(catalog, { witness, text: redact(text) }).some(({ pattern }) => pattern.id === id);

test('every pattern is found in its samples when their secrets are hidden', () => {
  const lost = patterns.flatMap(({ id, hits }) => (hits.every((hit) => isFound(id, hit)) ? [] : [id]));
  expect(lost).toEqual([]);
});
