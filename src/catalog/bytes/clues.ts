// What the innermost loop looks for: words that betray a literal, each with the bytes of the literal around it. Most words that literals
// share with common text (the `http` of `< HTTP/`) are let go there. In flat arrays, since making thousands of objects takes longer than
// scanning a short log.

import type { ScanIndex } from './scan-index.ts';
import { FOLD_BYTE } from './words.ts';

/** Of each gram of an index, in its order. */
export interface Clues {
  readonly words: Int32Array;
  /** Eight a clue: bytes of the literal, folded. */
  readonly bytes: Uint8Array;
  /** How many of the eight there are. */
  readonly lengths: Uint8Array;
  /** How far before the word they begin; -1 is a byte behind where it does. */
  readonly before: Int32Array;
}

/** As many as are compared at once. */
export const CLUE_BYTES = 8;
/** Bytes on both sides of the word. */
const BEFORE = 2;

/** In the order of its grams. */
export function cluesOf({ needles, grams }: ScanIndex): Clues {
  const literals = needles.map(({ literal }) => Buffer.from(literal));
  const clues = {
    words: new Int32Array(grams.length),
    bytes: new Uint8Array(grams.length * CLUE_BYTES),
    lengths: new Uint8Array(grams.length),
    before: new Int32Array(grams.length),
  };
  grams.forEach(([word, needle, reach], i) => {
    const literal = literals[needle] ?? Buffer.alloc(0);
    const from = Math.max(0, Math.min(reach - BEFORE, literal.length - CLUE_BYTES));
    const length = Math.min(CLUE_BYTES, literal.length - from);
    clues.words[i] = word;
    clues.before[i] = reach - from;
    clues.lengths[i] = length;
    for (let k = 0; k < length; k += 1) clues.bytes[i * CLUE_BYTES + k] = (literal[from + k] ?? 0) | FOLD_BYTE;
  });
  return clues;
}
