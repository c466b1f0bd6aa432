// The literals that expressions require, as the bytes that a scan looks for. Each expression is found by the set of them that is rarest,
// and in one of three ways: by literals that are long enough for an index of grams, by shorter ones, or, where nothing is certain, by
// looking at every line.

import type { AnyOf } from '../literals.ts';
import { requiredBy } from '../scan.ts';

export interface Needle {
  readonly bytes: Buffer;
  /** ASCII letters of both cases count; the bytes are in lower case. */
  readonly caseless: boolean;
  /** The expressions (positions in the list) that it may be found for. */
  readonly owners: readonly number[];
}

export interface Needles {
  readonly long: readonly Needle[];
  /** Each costs a search of its own over all the text. */
  readonly short: readonly Needle[];
  /** Expressions for which every line of a log is decoded and searched: some hundred times as dear as one with a literal. */
  readonly everyLine: readonly number[];
}

/** Shorter ones hold no word of four bytes in every position that they may have, not even with one byte unknown. */
const SHORTEST_LONG = 5;

/** What to look for; the owners are positions in the list of expressions. */
export function needlesOf(expressions: readonly string[]): Needles {
  const needles = new Map<string, Needle & { owners: number[] }>();
  const everyLine: number[] = [];
  for (const [owner, expression] of expressions.entries()) {
    const { sets, caseless } = requiredBy(expression);
    const rarest = rarestOf(sets);
    if (rarest.length === 0) everyLine.push(owner);
    for (const literal of new Set(rarest)) {
      const key = `${caseless} ${literal}`;
      const needle = needles.get(key) ?? { bytes: Buffer.from(literal), caseless, owners: [] };
      needle.owners.push(owner);
      needles.set(key, needle);
    }
  }
  const all = [...needles.values()];
  const isLong = ({ bytes }: Needle) => bytes.length >= SHORTEST_LONG;
  return { long: all.filter(isLong), short: all.filter((needle) => !isLong(needle)), everyLine };
}

/** What bytes that are no UTF-8 are decoded to: it stands in no bytes for certain. */
const REPLACEMENT = '\ufffd';

function rarestOf(sets: readonly AnyOf[]): AnyOf {
  const certain = sets.filter((anyOf) => anyOf.every((literal) => literal !== '' && !literal.includes(REPLACEMENT)));
  return certain.reduce<AnyOf>((a, b) => (shortestOf(b) > shortestOf(a) ? b : a), []);
}

function shortestOf(anyOf: AnyOf): number {
  return anyOf.length === 0 ? 0 : Math.min(...anyOf.map((literal) => Buffer.byteLength(literal)));
}
