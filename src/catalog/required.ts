// What expressions require, each worked out once. Apart from the engine, which what only looks for literals does not load.

import { folded, requiredOf, type Required } from './literals.ts';

const known = new Map<string, Required>();

/** What an expression requires. */
export function requiredBy(expression: string): Required {
  const required = known.get(expression) ?? requiredOf(expression);
  known.set(expression, required);
  return required;
}

/** What was worked out before: when the catalog was built. */
export function rememberRequired(required: Readonly<Record<string, Required>>): void {
  for (const [expression, one] of Object.entries(required)) known.set(expression, one);
}

const LONGEST_SEARCHED = 16_384;

/** What an expression sees of a line: CloudWatch events may be 1 MB long, and no message that explains a failure begins further in. */
export function searched(line: string): string {
  return line.length > LONGEST_SEARCHED ? line.slice(0, LONGEST_SEARCHED) : line;
}

/** Whether a line holds what an expression requires, so that it may be found there. */
export function isPossible(expression: string, line: string): boolean {
  const { sets, caseless } = requiredBy(expression);
  const shown = caseless ? folded(line) : line;
  return sets.every((anyOf) => anyOf.some((literal) => shown.includes(literal)));
}
