// What is found in suspect lines by the engine for all expressions.

import { isFound, searchable } from '../scan.ts';
import type { SuspectLine } from './byte-scan.ts';
import { foundIn, type FoundLine } from './verify.ts';

/** The suspects in which expressions are found, in the same order. */
export function verifiedByRe2(suspects: readonly SuspectLine[], expressions: readonly string[]): FoundLine[] {
  const byAny = foundByAny(suspects, expressions);
  return suspects.flatMap((suspect) => {
    const { body, expressions: suspected } = suspect;
    if (suspected === 'any') return foundIn(suspect, byAny.get(suspect) ?? []);
    return foundIn(
      suspect,
      suspected.filter((one) => isFound(expressions[one] ?? '', body)),
    );
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
