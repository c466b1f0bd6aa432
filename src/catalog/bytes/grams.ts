// Which words of four bytes betray a literal. For each of the four positions that it may have between the words, the rarest gram that
// then fills a word is chosen; of literals of five and six bytes a word may hold a byte before or behind them, and all its values are
// entered (after the sampled q-grams of Sutinen and Tarhio, 1996).

import { frequencyOf, type Commonness } from './commonness.ts';
import { FOLD_BYTE, wordAt, WORD_BYTES } from './words.ts';

/** Shorter ones hold no word in every position that they may have, not even with one byte unknown. */
export const SHORTEST_BETRAYED = 5;

export interface Gram {
  readonly word: number;
  /** How far into the literal the word begins; -1 is a byte before it. */
  readonly reach: number;
}

/** The words of a literal of at least SHORTEST_BETRAYED bytes: wherever it stands, one of them fills a word of the text. */
export function gramsOf(bytes: Buffer, common: Commonness): Gram[] {
  return [0, 1, 2, 3].flatMap((phase) => {
    const reaches = reachesOf(bytes.length, phase);
    if (reaches.length === 0) return withUnknown(bytes, phase + WORD_BYTES > bytes.length + 1 ? -1 : phase);
    const grams = reaches.map((reach) => ({ word: wordAt(bytes, reach), reach }));
    return [grams.reduce((a, b) => (frequencyOf(b.word, common) < frequencyOf(a.word, common) ? b : a))];
  });
}

/** Where a word of the literal begins that lies wholly in it. */
function reachesOf(length: number, phase: number): number[] {
  const reaches: number[] = [];
  for (let reach = phase; reach + WORD_BYTES <= length; reach += WORD_BYTES) reaches.push(reach);
  return reaches;
}

function withUnknown(bytes: Buffer, reach: number): Gram[] {
  const padded = Buffer.concat([Buffer.alloc(1), bytes, Buffer.alloc(1)]);
  const unknown = reach < 0 ? 0 : WORD_BYTES - 1;
  return FOLDED_BYTES.map((byte) => {
    const word = Buffer.from(padded.subarray(reach + 1, reach + 1 + WORD_BYTES));
    word[unknown] = byte;
    return { word: wordAt(word, 0), reach };
  });
}

/** What a byte may be once it is folded. */
const FOLDED_BYTES = [...Array(256).keys()].filter((byte) => (byte & FOLD_BYTE) !== 0);
