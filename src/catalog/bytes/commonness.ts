// How common words of four bytes are in build logs, so that literals are sought by their rarest. Counted by hash, since words that share
// one with a common word are met as often as that.

import { hashOf, HASH_BITS, wordAt, WORD_BYTES } from './words.ts';

/** By hash, on a scale of logarithms: a byte is enough to tell rare from common. */
export type Commonness = Uint8Array;

/** Of so many words. */
const PER = 1_000_000;
/** Steps to a doubling; the most common word of all stays below 256. */
const STEPS = 12;

/** Where nothing is known of the logs. */
export function noCommonness(): Commonness {
  return new Uint8Array(1 << HASH_BITS);
}

/** Every text counts alike, however long it is. */
export function commonnessOf(texts: readonly Uint8Array[]): Commonness {
  const shares = new Float64Array(1 << HASH_BITS);
  for (const text of texts) {
    const share = PER / text.length / texts.length;
    for (let at = 0; at + WORD_BYTES <= text.length; at += 1) {
      const hash = hashOf(wordAt(text, at));
      shares[hash] = (shares[hash] ?? 0) + share;
    }
  }
  return Uint8Array.from(shares, (share) => Math.round(STEPS * Math.log2(1 + share)));
}

/** How many of a million words have the hash of this one. */
export function frequencyOf(word: number, common: Commonness): number {
  return 2 ** ((common[hashOf(word)] ?? 0) / STEPS) - 1;
}
