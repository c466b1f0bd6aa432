// What is really found in suspect lines. Apart from the scan, since the engine is only loaded where a line is suspected.

import { isFound, searchable } from '../scan.ts';
import type { SuspectLine } from './byte-scan.ts';

/** A line in which something was found. */
export interface FoundLine {
  /** From 1. */
  readonly line: number;
  /** Without its line break, and without what lies beyond its longest length. */
  readonly text: string;
  /** Positions in the list of expressions, ascending; never empty. */
  readonly found: readonly number[];
}

/** The suspects in which expressions are found, in the same order. */
export function verified(suspects: readonly SuspectLine[], expressions: readonly string[]): FoundLine[] {
  const byAny = foundByAny(suspects, expressions);
  return suspects.flatMap((suspect) => {
    const { line, text, body, expressions: suspected } = suspect;
    const found =
      suspected === 'any'
        ? (byAny.get(suspect) ?? [])
        : suspected.filter((one) => isFound(expressions[one] ?? '', body));
    return found.length === 0 ? [] : [{ line, text, found }];
  });
}

/** In the lines in which any may be found: each expression is looked for in all of them at once. */
function foundByAny(suspects: readonly SuspectLine[], expressions: readonly string[]): Map<SuspectLine, number[]> {
  const lines = suspects.filter((suspect) => suspect.expressions === 'any');
  const found = new Map(lines.map((line) => [line, [] as number[]]));
  if (lines.length === 0) return found;
  const search = searchable(
    lines.map(({ body }) => body),
    expressions,
  );
  for (const [one, expression] of expressions.entries()) {
    for (const position of search.positions(expression)) {
      const line = lines[position];
      if (line !== undefined) found.get(line)?.push(one);
    }
  }
  return found;
}
