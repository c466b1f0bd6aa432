// Whether patterns match their own samples: what `npm test` proves of the shipped ones, for those of a site.

import { lintPatterns } from '../../catalog/lint.ts';
import { openWholeCatalog } from '../../catalog/shipped.ts';
import { matchSample } from '../../doctor.ts';
import type { Pattern } from '../../model/catalog.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { count } from '../../wording/counts.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { findPattern } from './find-pattern.ts';
import { printJson } from './print-json.ts';

const SAMPLES = ['hit-not-matched', 'miss-matched'];

/** Prints what does not hold; exits 9 when something does not. Without ids all patterns are tested. */
export async function testPatterns(ids: readonly string[], session: Session): Promise<ExitCode> {
  const catalog = await openWholeCatalog(session.settings.patterns);
  const patterns = ids.length === 0 ? catalog.patterns : ids.map((id) => findPattern(catalog, id));
  const scene = { patterns: catalog.patterns, inGoodBuilds: [], find: matchSampleIn(catalog) };
  const failures = lintPatterns(patterns, scene).filter(({ rule }) => SAMPLES.includes(rule));
  const code = failures.length === 0 ? EXIT.done : EXIT.catalogInvalid;
  const counts = { patterns: patterns.length, hits: samples(patterns, 'hits'), misses: samples(patterns, 'misses') };
  if (session.settings.format === 'json') return printJson({ ...counts, failures }, session, code);
  const said = `${count(counts.patterns, 'pattern')}, ${count(counts.hits, 'hit')}, ${count(counts.misses, 'near miss', 'near misses')}`;
  const lines = [
    ...failures.map(({ pattern, what }) => `${pattern}: ${what}`),
    `${said}: ${count(failures.length, 'failure')}`,
  ];
  await session.print(lines.map((line) => `${neutraliseLine(line)}\n`).join(''));
  return code;
}

function matchSampleIn(catalog: Parameters<typeof matchSample>[0]) {
  return (sample: Parameters<typeof matchSample>[1]) => matchSample(catalog, sample);
}

function samples(patterns: readonly Pattern[], which: 'hits' | 'misses'): number {
  return patterns.reduce((sum, pattern) => sum + pattern[which].length, 0);
}
