// Every shipped pattern is proved by its own samples, claims no sample of another one, is silent on the logs of good builds, and breaks no
// other rule of lint.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintPatterns } from '../src/catalog/lint.ts';
import { openWholeCatalog } from '../src/catalog/shipped.ts';
import { goodBuildLogs } from '../src/cli/patterns/good-builds.ts';
import { matchSample } from '../src/doctor.ts';
import type { Match, Sample } from '../src/model/catalog.ts';

const catalog = await openWholeCatalog(null);
const known = new Map<string, readonly Match[]>();

/** Samples are asked about by many patterns. */
function find(sample: Pick<Sample, 'text' | 'witness'>): readonly Match[] {
  const key = `${sample.witness} ${sample.text}`;
  const matches = known.get(key) ?? matchSample(catalog, sample);
  known.set(key, matches);
  return matches;
}

const goodBuilds = [readFileSync('test/stories/good-build/input.log', 'utf8'), ...(await goodBuildLogs())];
const inGoodBuilds = goodBuilds.flatMap((text) => find({ text, witness: 'log' }));

test.each(catalog.patterns)('$id', (pattern) => {
  const findings = lintPatterns([pattern], { patterns: catalog.patterns, find, inGoodBuilds });
  expect(findings.map(({ rule, what }) => `[${rule}] ${what}`)).toEqual([]);
});
