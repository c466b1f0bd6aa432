// Which literals stand around the words of a text that were met. Open addressing over flat arrays, some times as fast as a Map of objects,
// since a hundredth of all words of a log are looked up.

import type { Needle, ScanIndex } from './scan-index.ts';
import { FOLD, hashOf } from './words.ts';

/** Words that were met. */
interface Met {
  /** Whole lines. */
  readonly text: Uint8Array;
  /** The same, and perhaps more behind it, as words of four bytes. */
  readonly words: Int32Array;
  /** Where in the text they stand, in bytes. */
  readonly positions: Uint32Array;
}

/** A literal that may stand around a word. */
interface Entry {
  readonly needle: Needle;
  readonly bytes: Uint8Array;
  /** How far into it the word begins. */
  readonly reach: number;
}

const NOTHING: readonly Entry[] = [];

const made = new WeakMap<ScanIndex, Betrayed>();

/** The literals of an index by the words that betray them; made once, for however many logs. */
export function betrayedBy(index: ScanIndex): Betrayed {
  const betrayed = made.get(index) ?? new Betrayed(index);
  made.set(index, betrayed);
  return betrayed;
}

class Betrayed {
  /** Of a power of two of slots, less one. */
  readonly #mask: number;
  /** By slot; no folded word is zero, which marks a free one. */
  readonly #keys: Int32Array;
  readonly #entries: (readonly Entry[])[];

  constructor({ needles, grams }: ScanIndex) {
    const bytes = needles.map(({ literal }) => Buffer.from(literal));
    this.#mask = (1 << Math.ceil(Math.log2(2 * grams.length + 2))) - 1;
    this.#keys = new Int32Array(this.#mask + 1);
    this.#entries = Array.from(this.#keys, () => NOTHING);
    for (const [word, position, reach] of grams) {
      const needle = needles[position];
      const own = bytes[position];
      if (needle !== undefined && own !== undefined) this.#enter(word, { needle, bytes: own, reach });
    }
  }

  /** Calls `found` with each literal that stands around one of the words, and a position in it. */
  literalsAt({ text, words, positions }: Met, found: (needle: Needle, within: number) => void): void {
    for (const at of positions) {
      const entries = this.#entries[this.#slotOf((words[at >> 2] ?? 0) | FOLD)] ?? NOTHING;
      for (const entry of entries) {
        if (standsAt(text, entry, at - entry.reach)) found(entry.needle, Math.max(at, at - entry.reach));
      }
    }
  }

  #enter(word: number, entry: Entry): void {
    const slot = this.#slotOf(word);
    this.#keys[slot] = word;
    this.#entries[slot] = [...(this.#entries[slot] ?? NOTHING), entry];
  }

  /** Its own, or a free one. */
  #slotOf(word: number): number {
    let slot = hashOf(word) & this.#mask;
    for (let key = this.#keys[slot]; key !== 0 && key !== word; key = this.#keys[slot]) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

function standsAt(text: Uint8Array, { bytes, needle: { caseless } }: Entry, start: number): boolean {
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
