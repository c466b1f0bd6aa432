// What a scan looks for: the literals that expressions require, and the words that betray them. Each expression is found by the set of
// its literals that is rarest in build logs, and in one of three ways: by literals that are long enough to be betrayed by a word, by shorter
// ones, or, where nothing is certain, by looking at every line. It is plain data: that of the shipped catalog is made with it.

import type { AnyOf } from '../literals.ts';
import { requiredBy } from '../required.ts';
import { frequencyOf, type Commonness } from './commonness.ts';
import { gramsOf, SHORTEST_BETRAYED } from './grams.ts';

/** A literal, and the expressions (positions in the list) that may be found where it stands. */
export interface Needle {
  readonly literal: string;
  /** ASCII letters of both cases count; the literal is in lower case. */
  readonly caseless: boolean;
  readonly owners: readonly number[];
}

export interface ScanIndex {
  readonly expressions: readonly string[];
  readonly needles: readonly Needle[];
  /** Word, position of the needle that it betrays, and how far into its bytes the word begins. */
  readonly grams: readonly (readonly [word: number, needle: number, reach: number])[];
  /** Positions of needles that are too short for it: each costs a search of its own over all the text. */
  readonly short: readonly number[];
  /** Expressions for which every line of a log is decoded and searched: some hundred times as dear as one with a literal. */
  readonly everyLine: readonly number[];
}

/** The index of these expressions. */
export function scanIndexOf(expressions: readonly string[], common: Commonness): ScanIndex {
  const needles = new Map<string, Needle & { owners: number[] }>();
  const everyLine: number[] = [];
  for (const [owner, expression] of expressions.entries()) {
    const { sets, caseless } = requiredBy(expression);
    const rarest = rarestOf(sets, common);
    if (rarest.length === 0) everyLine.push(owner);
    for (const literal of rarest) {
      const key = `${caseless} ${literal}`;
      const needle = needles.get(key) ?? { literal, caseless, owners: [] };
      needle.owners.push(owner);
      needles.set(key, needle);
    }
  }
  return { expressions, ...wordsOf([...needles.values()], common), everyLine };
}

/** The index with further expressions. */
export function extended(index: ScanIndex, more: readonly string[], common: Commonness): ScanIndex {
  const added = scanIndexOf(more, common);
  const [expressions, needles] = [index.expressions.length, index.needles.length];
  return {
    expressions: [...index.expressions, ...more],
    needles: [...index.needles, ...added.needles.map((one) => ({ ...one, owners: moved(one.owners, expressions) }))],
    grams: [...index.grams, ...added.grams.map(([word, needle, reach]) => [word, needle + needles, reach] as const)],
    short: [...index.short, ...moved(added.short, needles)],
    everyLine: [...index.everyLine, ...moved(added.everyLine, expressions)],
  };
}

function moved(positions: readonly number[], by: number): number[] {
  return positions.map((position) => position + by);
}

function wordsOf(needles: readonly Needle[], common: Commonness): Pick<ScanIndex, 'needles' | 'grams' | 'short'> {
  const isShort = ({ literal }: Needle) => Buffer.byteLength(literal) < SHORTEST_BETRAYED;
  const grams = needles.flatMap((needle, position) =>
    isShort(needle)
      ? []
      : gramsOf(Buffer.from(needle.literal), common).map(({ word, reach }) => [word, position, reach] as const),
  );
  return { needles, grams, short: needles.flatMap((needle, position) => (isShort(needle) ? position : [])) };
}

/** What bytes that are no UTF-8 are decoded to: it stands in no bytes for certain. */
const REPLACEMENT = '\ufffd';

function rarestOf(sets: readonly AnyOf[], common: Commonness): AnyOf {
  const certain = sets.filter((anyOf) => anyOf.every((literal) => literal !== '' && !literal.includes(REPLACEMENT)));
  const [first, ...others] = certain.map((anyOf) => ({ anyOf, cost: costOf(anyOf, common) }));
  return first === undefined ? [] : others.reduce((a, b) => (b.cost < a.cost ? b : a), first).anyOf;
}

/** A search of its own over a million words takes as long as looking at so many places that a word betrayed. */
const COST_OF_SHORT = 20_000;
/** Every word fills a place in the table that words of no interest may share. */
const COST_OF_WORD = 3;

/** How many places in a million words will be looked at for a set. */
function costOf(anyOf: AnyOf, common: Commonness): number {
  return anyOf.reduce((sum, literal) => sum + costOfOne(Buffer.from(literal), common), 0);
}

function costOfOne(bytes: Buffer, common: Commonness): number {
  if (bytes.length < SHORTEST_BETRAYED) return COST_OF_SHORT;
  return gramsOf(bytes, common).reduce((sum, { word }) => sum + COST_OF_WORD + frequencyOf(word, common), 0);
}
