// Patterns for tests, made as a user's file is read, and what they find in a piece of log.
import { catalogOf } from '../../src/catalog/catalog.ts';
import { mistakeText, parsePattern } from '../../src/catalog/load.ts';
import { findMatches } from '../../src/catalog/match.ts';
import type { Match, Pattern } from '../../src/model/catalog.ts';
import type { Run } from '../../src/model/run.ts';
import { read } from '../dialects/read.ts';

/** The least that a pattern file must say. */
export const LEAST = {
  title: 'a title',
  kind: 'cause',
  layer: 'system',
  explanation: 'an explanation',
  match: { line: 'No space left' },
  hits: [{ log: 'cp: x: No space left on device' }],
  misses: [{ log: 'Filesystem has space left' }],
};

/** A pattern of the given fields over the least ones. JSON is YAML. */
export function pattern(fields: Readonly<Record<string, unknown>>, id = 'test/one'): Pattern {
  const loaded = parsePattern(JSON.stringify({ ...LEAST, ...fields }), { path: `${id}.yaml`, id });
  if ('pattern' in loaded) return loaded.pattern;
  throw new Error(loaded.mistakes.map(mistakeText).join('\n'));
}

/** What a matcher finds in a run. */
export function matchesIn(run: Run, match: unknown): Match[] {
  return findMatches(catalogOf([pattern({ match })]), run);
}

/** The deciding lines that a matcher finds in a text. */
export function decided(match: unknown, text: string): string[] {
  const run = read(text);
  return matchesIn(run, match).map((found) => run.events[found.at]?.body ?? '');
}
