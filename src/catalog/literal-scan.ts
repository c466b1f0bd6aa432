// Finds many literals in one text in one pass. Of each literal a window of four characters is chosen, as rare as can be had; a rolling
// hash of the last four characters of the text is looked up in a table of those windows, and only where one is met are the literals
// behind it compared. A catalog of hundreds of patterns costs hardly more than one (after the q-gram filters of Wu and Manber, 1994).

/** Shorter ones have no window. */
export const SHORTEST_SCANNED = 4;

const HASHES = 1 << 16;
const MASK = HASHES - 1;
/** Four characters of four bits each fill the hash; older ones are shifted out of it. */
const SHIFT = 4;

interface Entry {
  readonly literal: string;
  /** From the start of the literal to the last character of its window. */
  readonly reach: number;
}

/** Calls `found` for every occurrence of every literal, in the order in which their windows stand in the text. */
export function scanLiterals(
  text: string,
  literals: readonly string[],
  found: (literal: string, at: number) => void,
): void {
  const { table, met } = tableOf(literals, text);
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = ((hash << SHIFT) ^ text.charCodeAt(at)) & MASK;
    if (met[hash] === 0) continue;
    for (const { literal, reach } of table.get(hash) ?? []) {
      if (text.startsWith(literal, at - reach)) found(literal, at - reach);
    }
  }
}

function tableOf(literals: readonly string[], text: string) {
  const common = commonness(text);
  const table = new Map<number, Entry[]>();
  const met = new Uint8Array(HASHES);
  for (const literal of literals) {
    const { hash, reach } = rarestWindow(literal, common);
    table.set(hash, [...(table.get(hash) ?? []), { literal, reach }]);
    met[hash] = 1;
  }
  return { table, met };
}

/** How much of the text is looked at to learn which windows are common in it. */
const SAMPLE_LENGTH = 200_000;

function commonness(text: string): Uint32Array {
  const counts = new Uint32Array(HASHES);
  let hash = 0;
  // From its end: there the failure is, and the words around it.
  for (let at = Math.max(0, text.length - SAMPLE_LENGTH); at < text.length; at += 1) {
    hash = ((hash << SHIFT) ^ text.charCodeAt(at)) & MASK;
    counts[hash] = (counts[hash] ?? 0) + 1;
  }
  return counts;
}

function rarestWindow(literal: string, common: Uint32Array): { hash: number; reach: number } {
  let best = { hash: 0, reach: 0 };
  let least = Infinity;
  for (let reach = SHORTEST_SCANNED - 1; reach < literal.length; reach += 1) {
    const hash = hashOf(literal, reach);
    const count = common[hash] ?? 0;
    if (count < least) [best, least] = [{ hash, reach }, count];
  }
  return best;
}

function hashOf(literal: string, last: number): number {
  let hash = 0;
  for (let at = last - SHORTEST_SCANNED + 1; at <= last; at += 1) {
    hash = ((hash << SHIFT) ^ literal.charCodeAt(at)) & MASK;
  }
  return hash;
}
