// What is really found in suspect lines. RE2 is only loaded where a line is suspected of an expression that needs it.

import { nativeOf } from '../native.ts';
import { searched } from '../required.ts';
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
export async function verified(suspects: readonly SuspectLine[], expressions: readonly string[]): Promise<FoundLine[]> {
  const isNative = ({ expressions: suspected }: SuspectLine) =>
    suspected !== 'any' && suspected.every((one) => nativeOf(expressions[one] ?? '') !== null);
  if (suspects.every(isNative))
    return suspects.flatMap((suspect) => foundIn(suspect, foundNatively(suspect, expressions)));
  const { verifiedByRe2 } = await import('./verify-by-re2.ts');
  return verifiedByRe2(suspects, expressions);
}

function foundNatively({ body, expressions: suspected }: SuspectLine, expressions: readonly string[]): number[] {
  const text = searched(body);
  return suspected === 'any' ? [] : suspected.filter((one) => nativeOf(expressions[one] ?? '')?.test(text));
}

/** The line, where anything was found. */
export function foundIn({ line, text }: SuspectLine, found: readonly number[]): FoundLine[] {
  return found.length === 0 ? [] : [{ line, text, found }];
}
