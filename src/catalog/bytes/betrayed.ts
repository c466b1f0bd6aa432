// Which literals stand around the words of a text that were met: eight bytes of one fit there, here all of them are compared. Open addressing
// over flat arrays, which are made faster than a Map of objects.

import type { Needle, ScanIndex } from './scan-index.ts';
import { hashOf, wordAt } from './words.ts';

/** Words that were met. */
interface Met {
  /** Whole lines. */
  readonly text: Uint8Array;
  /** Where in the text they stand, in bytes. */
  readonly positions: Uint32Array;
}

const made = new WeakMap<ScanIndex, Betrayed>();

/** The literals of an index by the words that betray them; made once, for however many logs. */
export function betrayedBy(index: ScanIndex): Betrayed {
  const betrayed = made.get(index) ?? new Betrayed(index);
  made.set(index, betrayed);
  return betrayed;
}

/** Grams are known by their positions in the index. */
class Betrayed {
  readonly #index: ScanIndex;
  readonly #literals: readonly Uint8Array[];
  /** Of a power of two of slots, less one. */
  readonly #mask: number;
  /** By slot; no folded word is zero, which marks a free one. */
  readonly #keys: Int32Array;
  /** By slot, the first gram of the word, counted from 1; by gram, the next one of its word. Zero for none. */
  readonly #first: Uint32Array;
  readonly #next: Uint32Array;

  constructor(index: ScanIndex) {
    const { needles, grams } = index;
    this.#index = index;
    this.#literals = needles.map(({ literal }) => Buffer.from(literal));
    this.#mask = (1 << Math.ceil(Math.log2(2 * grams.length + 2))) - 1;
    this.#keys = new Int32Array(this.#mask + 1);
    this.#first = new Uint32Array(this.#mask + 1);
    this.#next = new Uint32Array(grams.length + 1);
    grams.forEach(([word], i) => {
      const slot = this.#slotOf(word);
      this.#keys[slot] = word;
      this.#next[i + 1] = this.#first[slot] ?? 0;
      this.#first[slot] = i + 1;
    });
  }

  /** Calls `found` with each literal that stands around one of the words, and a position in it. */
  literalsAt({ text, positions }: Met, found: (needle: Needle, within: number) => void): void {
    const { needles, grams } = this.#index;
    for (const at of positions) {
      const slot = this.#slotOf(wordAt(text, at));
      for (let one = this.#first[slot] ?? 0; one !== 0; one = this.#next[one] ?? 0) {
        const [, position = -1, reach = 0] = grams[one - 1] ?? [];
        const [needle, literal] = [needles[position], this.#literals[position]];
        if (needle === undefined || literal === undefined) continue;
        const start = at - reach;
        if (standsAt(text, { literal, start, caseless: needle.caseless })) found(needle, Math.max(at, start));
      }
    }
  }

  /** Its own, or a free one. */
  #slotOf(word: number): number {
    let slot = hashOf(word) & this.#mask;
    for (let key = this.#keys[slot]; key !== 0 && key !== word; key = this.#keys[slot]) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

interface Place {
  readonly literal: Uint8Array;
  readonly start: number;
  readonly caseless: boolean;
}

function standsAt(text: Uint8Array, { literal, start, caseless }: Place): boolean {
  if (start < 0 || start + literal.length > text.length) return false;
  for (let i = 0; i < literal.length; i += 1) {
    const byte = text[start + i] ?? 0;
    if ((caseless ? lowered(byte) : byte) !== literal[i]) return false;
  }
  return true;
}

function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
