// Text as words of four bytes, each with a hash by which it is looked up in a table.

export const WORD_BYTES = 4;
/** Makes capitals small letters and other bytes something else, in literals and text alike. */
export const FOLD = 0x20_20_20_20;
export const FOLD_BYTE = FOLD & 0xff;
/** Spreads words over the table (the constant of Knuth's multiplicative hashing). */
const FACTOR = 0x9e_37_79_b1 | 0;
export const HASH_BITS = 18;
const HASH_SHIFT = 32 - HASH_BITS;

/** Of a word, its letters folded. */
export function hashOf(word: number): number {
  return Math.imul(word | FOLD, FACTOR) >>> HASH_SHIFT;
}

/** Folded. */
export function wordAt(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const high = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
  return low | (high << 16) | FOLD;
}
