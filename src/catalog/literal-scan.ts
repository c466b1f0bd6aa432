// Finds many literals in one text in one pass. Of each literal a window of four characters is chosen, as rare as can be had; a rolling
// hash of the last four characters of the text is looked up in a table of those windows, and only where one is met are the literals
// behind it compared. A catalog of hundreds of patterns costs hardly more than one (after the q-gram filters of Wu and Manber, 1994).

/** Shorter ones have no window. */
export const SHORTEST_SCANNED = 4;

const HASHES = 1 << 16;
const MASK = HASHES - 1;
/** Four characters of four bits each fill the hash; older ones are shifted out of it. */
const SHIFT = 4;
/** Makes capitals small letters and other characters something else, in literals and text alike: literals of both kinds share the table. */
const FOLD = 0x20;

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
  const { table, met } = tableOf(wanted, text);
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = ((hash << SHIFT) ^ (text.charCodeAt(at) | FOLD)) & MASK;
    if (met[hash] === 0) continue;
    for (const { one, reach } of table.get(hash) ?? []) {
      if (standsAt(text, one, at - reach)) found(one, at - reach);
    }
  }
}

function standsAt(text: string, { literal, caseless }: Wanted, at: number): boolean {
  return caseless ? text.slice(at, at + literal.length).toLowerCase() === literal : text.startsWith(literal, at);
}

function tableOf<W extends Wanted>(wanted: readonly W[], text: string) {
  const common = commonness(text);
  const table = new Map<number, { one: W; reach: number }[]>();
  const met = new Uint8Array(HASHES);
  for (const one of wanted) {
    const { hash, reach } = rarestWindow(one.literal, common);
    const entries = table.get(hash);
    if (entries === undefined) table.set(hash, [{ one, reach }]);
    else entries.push({ one, reach });
    met[hash] = 1;
  }
  return { table, met };
}

/** How much of the text is looked at to learn which windows are common in it. */
const SAMPLE_LENGTH = 100_000;

function commonness(text: string): Uint32Array {
  const counts = new Uint32Array(HASHES);
  let hash = 0;
  // From its end: there the failure is, and the words around it.
  for (let at = Math.max(0, text.length - SAMPLE_LENGTH); at < text.length; at += 1) {
    hash = ((hash << SHIFT) ^ (text.charCodeAt(at) | FOLD)) & MASK;
    counts[hash] = (counts[hash] ?? 0) + 1;
  }
  return counts;
}

function rarestWindow(literal: string, common: Uint32Array): { hash: number; reach: number } {
  let best = { hash: 0, reach: 0 };
  let least = Infinity;
  let hash = 0;
  for (let reach = 0; reach < literal.length; reach += 1) {
    hash = ((hash << SHIFT) ^ (literal.charCodeAt(reach) | FOLD)) & MASK;
    const count = common[hash] ?? 0;
    if (reach >= SHORTEST_SCANNED - 1 && count < least) [best, least] = [{ hash, reach }, count];
  }
  return best;
}
