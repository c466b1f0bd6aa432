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

/** Whether a line holds what an expression requires, so that it may be found there. */
export function isPossible(expression: string, line: string): boolean {
  const { sets, caseless } = requiredBy(expression);
  const shown = caseless ? folded(line) : line;
  return sets.every((anyOf) => anyOf.some((literal) => shown.includes(literal)));
}
