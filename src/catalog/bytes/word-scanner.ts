// The innermost loop: text is looked at as words of four bytes, each of which is hashed and looked up in a table. Of any literal of
// seven bytes one of four grams stands in such a word, whatever its position; so no byte is looked at twice, and no word waits for
// the one before it. This is the plain form; kernel.ts has the same in WebAssembly.

import { CLUE_BYTES, cluesOf, type Clues } from './clues.ts';
import type { ScanIndex } from './scan-index.ts';
import { FOLD_BYTE, HASH_BITS, hashOf, WORD_BYTES } from './words.ts';

/** Memory for text, and what finds the words of an index in it. */
export interface WordScanner {
  /** Where the text is put. */
  readonly text: Buffer;
  /**
   * Where in a part of the text words stand around which a clue fits, ascending, counted from the beginning of the part, and perhaps some
   * beyond it; valid until asked again.
   */
  readonly positions: (from: number, to: number) => Uint32Array;
  /** How many line breaks stand from here to there. */
  readonly lineBreaks: (from: number, to: number) => number;
}

/** As many bytes as a step of the kernel looks at. */
export const STEP = 32;

/** The scanner without WebAssembly, for so many bytes of text, a multiple of STEP. */
export function plainScanner(room: number, index: ScanIndex): WordScanner {
  const text = Buffer.alloc(room);
  const clues = cluesOf(index);
  const tables = { clues, ...tablesOf(clues), found: new Uint32Array(room / WORD_BYTES) };
  return {
    text,
    positions: (from, to) => tables.found.subarray(0, findWords(text.subarray(from, to), tables)),
    lineBreaks: (from, to) => countBreaks(text, from, to),
  };
}

/** Marks are 1 where a hash has clues. */
function tablesOf({ words }: Clues): Pick<Tables, 'marks' | 'byHash'> {
  const marks = new Uint8Array(1 << HASH_BITS);
  const byHash = new Map<number, number[]>();
  words.forEach((word, clue) => {
    const hash = hashOf(word);
    marks[hash] = 1;
    byHash.set(hash, [...(byHash.get(hash) ?? []), clue]);
  });
  return { marks, byHash };
}

interface Tables {
  readonly clues: Clues;
  readonly marks: Uint8Array;
  readonly byHash: ReadonlyMap<number, readonly number[]>;
  readonly found: Uint32Array;
}

function findWords(text: Buffer, { clues, marks, byHash, found }: Tables): number {
  let count = 0;
  for (let at = 0; at + WORD_BYTES <= text.length; at += WORD_BYTES) {
    const hash = hashOf(text.readInt32LE(at));
    if (marks[hash] === 0 || byHash.get(hash)?.some((clue) => fits(clues, clue, text, at)) !== true) continue;
    found[count] = at;
    count += 1;
  }
  return count;
}

/** Beyond the end of a text: it stands in no literal, since UTF-8 has no such byte, where a folded 0 would be a blank. */
const NO_BYTE = 0xff;

// oxlint-disable-next-line max-params -- objects would be made for every word
function fits({ bytes, lengths, before }: Clues, clue: number, text: Uint8Array, at: number): boolean {
  const from = at - (before[clue] ?? 0);
  if (from < 0) return false;
  for (let i = 0; i < (lengths[clue] ?? 0); i += 1) {
    if (((text[from + i] ?? NO_BYTE) | FOLD_BYTE) !== bytes[clue * CLUE_BYTES + i]) return false;
  }
  return true;
}

const LF = 0x0a;

function countBreaks(text: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text[at] === LF) count += 1;
  return count;
}
