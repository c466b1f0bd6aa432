// Lines whose bytes do not show what an expression sees: colours stand between the letters of a word and are taken off with the
// carriers, and RE2 takes two letters beyond ASCII for an `s` and a `k` where case does not count. Every expression is searched in them.

import { isAscii } from 'node:buffer';
import { occurrences } from './short-needles.ts';

const ESCAPE = Buffer.from('\u001b');
const FOLDED_TO_ASCII = [Buffer.from('\u017f'), Buffer.from('\u212a')];

/** Places in the odd lines of a block. */
export function* oddPlaces(block: Buffer): Generator<number> {
  yield* occurrences(ESCAPE, block);
  if (isAscii(block)) return;
  for (const letter of FOLDED_TO_ASCII) yield* occurrences(letter, block);
}
