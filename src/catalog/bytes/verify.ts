// What is really found in suspect lines: their text is decoded here, and nowhere else.

import { isFound, searchable } from '../scan.ts';
import type { Suspect } from './suspects.ts';

export interface Verifying {
  readonly block: Buffer;
  readonly expressions: readonly string[];
  readonly body: (line: string) => string;
  /** In bytes. */
  readonly longestLine: number;
}

/** A line in which something was found, and where it begins in the block. */
export interface Verified {
  readonly start: number;
  readonly text: string;
  /** Positions in the list of expressions, ascending. */
  readonly found: readonly number[];
}

/** By the expressions that each line is suspected of. */
export function verified(suspects: readonly Suspect[], how: Verifying): Verified[] {
  return suspects.flatMap(({ start, end, expressions }) => {
    const text = textOf({ start, end }, how);
    const body = how.body(text);
    const found = [...expressions].filter((one) => isFound(how.expressions[one] ?? '', body)).sort((a, b) => a - b);
    return found.length === 0 ? [] : [{ start, text, found }];
  });
}

/** By all expressions, each looked for in all the lines at once. */
export function verifiedByAll(suspects: readonly Suspect[], how: Verifying): Verified[] {
  if (suspects.length === 0) return [];
  const texts = suspects.map((suspect) => textOf(suspect, how));
  const found = texts.map((): number[] => []);
  const search = searchable(texts.map(how.body), how.expressions);
  for (const [one, expression] of how.expressions.entries()) {
    for (const position of search.positions(expression)) found[position]?.push(one);
  }
  return suspects.flatMap(({ start }, i) => {
    const ones = found[i] ?? [];
    return ones.length === 0 ? [] : [{ start, text: texts[i] ?? '', found: ones }];
  });
}

const CR = 0x0d;

function textOf({ start, end }: Pick<Suspect, 'start' | 'end'>, { block, longestLine }: Verifying): string {
  let stop = Math.min(end, start + longestLine);
  while (stop > start && block[stop - 1] === CR) stop -= 1;
  return block.toString('utf8', start, stop);
}
