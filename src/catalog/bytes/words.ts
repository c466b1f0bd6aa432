// The innermost loop: text is looked at as words of four bytes, each of which is hashed and looked up in a table. Of any literal of
// seven bytes one of four grams stands in such a word, whatever its position; so no byte is looked at twice, and no word waits for
// the one before it. This is the plain form; kernel.ts has the same in WebAssembly.

export const WORD_BYTES = 4;
/** Makes capitals small letters and other bytes something else, in literals and text alike. */
export const FOLD = 0x20_20_20_20;
/** Spreads words over the table (the constant of Knuth's multiplicative hashing). */
const FACTOR = 0x9e_37_79_b1 | 0;
export const HASH_BITS = 18;
const HASH_SHIFT = 32 - HASH_BITS;

/** Memory for text, and what finds words in it. */
export interface WordScanner {
  /** Where the text is put. */
  readonly text: Buffer;
  /** The same as words of four bytes. */
  readonly words: Int32Array;
  /** From now on these words (folded) are wanted, and no others. */
  readonly want: (words: readonly number[]) => void;
  /** Where in the text before `end` wanted words stand, ascending, and perhaps some beyond it; valid until it is asked again. */
  readonly positions: (end: number) => Uint32Array;
  /** How many line breaks stand from here to there. */
  readonly lineBreaks: (from: number, to: number) => number;
}

/** As many bytes as a step of the kernel looks at. */
export const STEP = 32;

/** The scanner without WebAssembly, for so many bytes of text, a multiple of STEP. */
export function plainScanner(room: number): WordScanner {
  const memory = new ArrayBuffer(room);
  const words = new Int32Array(memory);
  const text = Buffer.from(memory);
  const wanted = new Uint8Array(1 << HASH_BITS);
  const found = new Uint32Array(words.length);
  return {
    text,
    words,
    want: (sought) => markWanted(wanted, sought),
    positions: (end) => found.subarray(0, findWords({ words, wanted, found }, (end + 3) >> 2)),
    lineBreaks: (from, to) => countBreaks(text, from, to),
  };
}

/** By hash: 1 where words are wanted. */
export function markWanted(wanted: Uint8Array, words: readonly number[]): void {
  wanted.fill(0);
  for (const word of words) wanted[hashOf(word)] = 1;
}

interface Tables {
  readonly words: Int32Array;
  readonly wanted: Uint8Array;
  readonly found: Uint32Array;
}

function findWords({ words, wanted, found }: Tables, end: number): number {
  let count = 0;
  for (let i = 0; i < end; i += 1) {
    if (wanted[hashOf(words[i] ?? 0)] === 0) continue;
    found[count] = i << 2;
    count += 1;
  }
  return count;
}

/** Of a word, its letters folded. */
export function hashOf(word: number): number {
  return Math.imul(word | FOLD, FACTOR) >>> HASH_SHIFT;
}

const LF = 0x0a;

function countBreaks(text: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text[at] === LF) count += 1;
  return count;
}
