// Where bytes stand that are too short for the index of grams: each costs a search of its own, at the speed of memory where it is rare.

import type { Needle } from './scan-index.ts';

/** Places of a literal in a block, ascending: at least one in every line that holds it. */
export function* placesOf({ literal, caseless }: Needle, block: Buffer): Generator<number> {
  const bytes = Buffer.from(literal);
  for (const spelling of caseless ? spellings(bytes) : [bytes]) yield* occurrences(spelling, block);
}

/** Every occurrence of bytes in a block. */
export function* occurrences(bytes: Buffer, block: Buffer): Generator<number> {
  for (let at = block.indexOf(bytes); at !== -1; at = block.indexOf(bytes, at + 1)) yield at;
}

/** A literal in small letters with each of them in both cases: at most sixteen, of four letters. */
function spellings(bytes: Buffer): Buffer[] {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).map((char) => [
    ...new Set([char, char.toUpperCase()]),
  ]);
  const all = letters.reduce<readonly string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)),
    [''],
  );
  return all.map((spelling) => Buffer.from(spelling, 'latin1'));
}
