// Which words of four bytes betray which literals. For each of the four positions that a literal may have between the words, the rarest
// gram that then fills a word is chosen, as it is in the beginning of the very text; of literals of five and six bytes a word may hold
// a byte before or behind them, and all its values are entered (after the sampled q-grams of Sutinen and Tarhio, 1996).

import type { Needle } from './needles.ts';
import { FOLD, hashOf, HASH_BITS } from './words.ts';

const WORD = 4;

export interface GramIndex {
  /** Hashes of all words that are wanted. */
  readonly hashes: readonly number[];
  /** Calls `found` with each literal that stands around the word at this position, and a position in it. */
  lookUp(text: Buffer, at: number, found: (needle: Needle, within: number) => void): void;
}

interface Entry {
  readonly word: number;
  readonly needle: Needle;
  /** How far into the literal the word begins; -1 is a byte before it. */
  readonly reach: number;
}

/** The index of literals of at least five bytes, for a text that begins like this. */
export function gramIndexOf(needles: readonly Needle[], sample: Buffer): GramIndex {
  const common = commonness(sample);
  const table = new WordTable(needles.flatMap((needle) => entriesOf(needle, common)));
  const lookUp: GramIndex['lookUp'] = (text, at, found) => {
    for (const { needle, reach } of table.at(wordAt(text, at))) {
      if (standsAt(text, needle, at - reach)) found(needle, Math.max(at, at - reach));
    }
  };
  return { hashes: table.words.map(hashOf), lookUp };
}

const NOTHING: readonly Entry[] = [];

/** Entries by their words: open addressing, a few times as fast as a Map, since millions of words of a log are looked up. */
class WordTable {
  readonly #slots: number;
  readonly #keys: Int32Array;
  readonly #entries: (readonly Entry[])[];

  constructor(entries: readonly Entry[]) {
    this.#slots = 1 << Math.ceil(Math.log2(2 * entries.length + 2));
    this.#keys = new Int32Array(this.#slots);
    this.#entries = Array.from({ length: this.#slots }, () => NOTHING);
    for (const entry of entries) {
      const slot = this.#slotOf(entry.word);
      this.#keys[slot] = entry.word;
      this.#entries[slot] = [...(this.#entries[slot] ?? NOTHING), entry];
    }
  }

  get words(): number[] {
    return [...new Set(this.#entries.flatMap((entries) => entries.map(({ word }) => word)))];
  }

  at(word: number): readonly Entry[] {
    return this.#entries[this.#slotOf(word)] ?? NOTHING;
  }

  /** Its own, or a free one; no folded word is zero, which marks those. */
  #slotOf(word: number): number {
    let slot = hashOf(word) & (this.#slots - 1);
    for (let key = this.#keys[slot]; key !== 0 && key !== word; key = this.#keys[slot])
      slot = (slot + 1) & (this.#slots - 1);
    return slot;
  }
}

function standsAt(text: Buffer, { bytes, caseless }: Needle, start: number): boolean {
  if (start < 0 || start + bytes.length > text.length) return false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = text[start + i] ?? 0;
    if ((caseless ? lowered(byte) : byte) !== bytes[i]) return false;
  }
  return true;
}

function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

function entriesOf(needle: Needle, common: Uint32Array): Entry[] {
  return [0, 1, 2, 3].flatMap((phase) => {
    const reaches = reachesOf(needle.bytes.length, phase);
    if (reaches.length === 0) return withUnknown(needle, phase + WORD > needle.bytes.length + 1 ? -1 : phase);
    return [
      rarest(
        reaches.map((reach) => ({ word: wordAt(needle.bytes, reach), needle, reach })),
        common,
      ),
    ];
  });
}

/** Where a word of the literal begins that lies wholly in it. */
function reachesOf(length: number, phase: number): number[] {
  const reaches: number[] = [];
  for (let reach = phase; reach + WORD <= length; reach += WORD) reaches.push(reach);
  return reaches;
}

function withUnknown(needle: Needle, reach: number): Entry[] {
  const { bytes } = needle;
  const padded = Buffer.concat([Buffer.alloc(1), bytes, Buffer.alloc(1)]);
  const unknown = reach < 0 ? 0 : WORD - 1;
  return FOLDED_BYTES.map((byte) => {
    const word = Buffer.from(padded.subarray(reach + 1, reach + 1 + WORD));
    word[unknown] = byte;
    return { word: wordAt(word, 0), needle, reach };
  });
}

/** What a byte may be once it is folded. */
const FOLDED_BYTES = [...Array(256).keys()].filter((byte) => (byte & FOLD & 0xff) !== 0);

function rarest(entries: readonly Entry[], common: Uint32Array): Entry {
  const count = ({ word }: Entry) => common[hashOf(word)] ?? 0;
  return entries.reduce((a, b) => (count(b) < count(a) ? b : a));
}

function commonness(sample: Buffer): Uint32Array {
  const counts = new Uint32Array(1 << HASH_BITS);
  for (let at = 0; at + WORD <= sample.length; at += 1) {
    const hash = hashOf(wordAt(sample, at));
    counts[hash] = (counts[hash] ?? 0) + 1;
  }
  return counts;
}

function wordAt(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const high = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
  return low | (high << 16) | FOLD;
}
