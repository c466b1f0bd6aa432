// Proves every pattern with its own samples: each hit matches with the captures it names, no miss does, and no pattern claims
// the sample of another one unless the catalog says that they are related. On the log of a good build the catalog is silent.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../src/catalog/shipped.ts';
import { findMatches } from '../src/catalog/match.ts';
import { readRun } from '../src/dialects/run.ts';
import type { Match, Pattern, Sample } from '../src/model/catalog.ts';
import { evidenceOf } from '../src/sources/sample.ts';

const catalog = await openCatalog(null);

/** Matches in lines that really happened: what an echo or a diff holds does not count as matching a sample. */
function matches(sample: Pick<Sample, 'text' | 'witness'>): Match[] {
  const run = readRun(evidenceOf(sample.text, sample.witness));
  return findMatches(catalog, run).filter((match) => run.events[match.at]?.hollow === null);
}

function related(a: Pattern, b: Pattern): boolean {
  return [...a.refines, ...a.leadsTo].includes(b.id) || [...b.refines, ...b.leadsTo].includes(a.id);
}

describe.each(catalog.patterns)('$id', (pattern) => {
  test.each(pattern.hits.map((hit, i) => [i + 1, hit] as const))('matches its hit %i', (_, hit) => {
    const found = matches(hit).filter((match) => match.pattern.id === pattern.id);
    expect(found.length).toBeGreaterThan(0);
    expect(Object.assign({}, ...found.map((match) => match.captures))).toMatchObject(hit.captures);
  });

  test.each(pattern.misses.map((miss, i) => [i + 1, miss] as const))('does not match its near miss %i', (_, miss) => {
    expect(matches(miss).map((match) => match.pattern.id)).not.toContain(pattern.id);
  });

  test('is alone in claiming its hits, but for its relations', () => {
    const strangers = pattern.hits
      .flatMap(matches)
      // Harmless lines may stand in the log of any failure.
      .filter((match) => match.pattern.kind !== 'benign')
      .filter((match) => match.pattern.id !== pattern.id && !related(match.pattern, pattern));
    expect(strangers.map((match) => match.pattern.id)).toEqual([]);
  });

  test('names only patterns that exist', () => {
    const known = new Set(catalog.patterns.map((other) => other.id));
    expect([...pattern.refines, ...pattern.leadsTo].filter((id) => !known.has(id))).toEqual([]);
  });
});

test('nothing of the log of a good build is taken for a failure', () => {
  const text = readFileSync('test/stories/good-build/input.log', 'utf8');
  const blamed = matches({ text, witness: 'log' }).filter((match) => match.pattern.kind !== 'benign');
  expect(blamed.map((match) => match.pattern.id)).toEqual([]);
});
