// Finds many literals in one text in one pass. Of each literal a window of four characters is chosen, as rare as can be had; the last four
// characters of the text are looked up in a table of those windows, and only where one is met are the literals behind it compared. A
// catalog of hundreds of patterns costs hardly more than one (after the q-gram filters of Wu and Manber, 1994).

import { FOLD_BYTE, HASH_BITS, hashOf, WORD_BYTES } from './bytes/words.ts';

/** Shorter ones have no window. */
export const SHORTEST_SCANNED = WORD_BYTES;

const HASHES = 1 << HASH_BITS;
const BYTE = 0xff;
const BYTE_BITS = 8;

/** A literal to be found; a caseless one is in lower case and ASCII only. */
export interface Wanted {
  readonly literal: string;
  readonly caseless: boolean;
}

/** Calls `found` for every occurrence of every literal, in the order in which their windows stand in the text. */
export function scanLiterals<W extends Wanted>(
  text: string,
  wanted: readonly W[],
  found: (one: W, at: number) => void,
): void {
  const units = unitsOf(text);
  const { table, met } = tableOf(wanted, units);
  let word = 0;
  for (let at = 0; at < units.length; at += 1) {
    word = joined(word, units[at] ?? 0);
    if (met[hashOf(word)] === 0) continue;
    for (const { one, reach } of table.get(word) ?? []) {
      if (standsAt(text, one, at - reach)) found(one, at - reach);
    }
  }
}

/** The low bytes of its UTF-16 code units, which are read many times as fast as the characters of a string. */
function unitsOf(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

function standsAt(text: string, { literal, caseless }: Wanted, at: number): boolean {
  return caseless ? text.slice(at, at + literal.length).toLowerCase() === literal : text.startsWith(literal, at);
}

function tableOf<W extends Wanted>(wanted: readonly W[], units: Uint8Array) {
  const common = commonness(units);
  const table = new Map<number, { one: W; reach: number }[]>();
  const met = new Uint8Array(HASHES);
  for (const one of wanted) {
    const { word, reach } = rarestWindow(one.literal, common);
    const entries = table.get(word);
    if (entries === undefined) table.set(word, [{ one, reach }]);
    else entries.push({ one, reach });
    met[hashOf(word)] = 1;
  }
  return { table, met };
}

/** How much of the text is looked at to learn which windows are common in it. */
const SAMPLE_LENGTH = 100_000;

function commonness(units: Uint8Array): Uint32Array {
  const counts = new Uint32Array(HASHES);
  let word = 0;
  // From its end: there the failure is, and the words around it.
  for (let at = Math.max(0, units.length - SAMPLE_LENGTH); at < units.length; at += 1) {
    word = joined(word, units[at] ?? 0);
    const hash = hashOf(word);
    counts[hash] = (counts[hash] ?? 0) + 1;
  }
  return counts;
}

function rarestWindow(literal: string, common: Uint32Array): { word: number; reach: number } {
  let best = { word: 0, reach: 0 };
  let least = Infinity;
  let word = 0;
  for (let reach = 0; reach < literal.length; reach += 1) {
    word = joined(word, literal.charCodeAt(reach));
    const count = common[hashOf(word)] ?? 0;
    if (reach >= WORD_BYTES - 1 && count < least) [best, least] = [{ word, reach }, count];
  }
  return best;
}

/** The word of the last four units, once another one has come: folded, and of each unit the low byte. */
function joined(word: number, unit: number): number {
  return (word << BYTE_BITS) | (unit & BYTE) | FOLD_BYTE;
}
