// The word scanner in WebAssembly, several times as fast as the plain one. Where an engine has no WebAssembly or none of its SIMD
// (`node --jitless`, processors without SSE 4.1), the plain one is used.

import kernel from 'virtual:kernel';
import { CLUE_BYTES, cluesOf, type Clues } from './clues.ts';
import type { ScanIndex } from './scan-index.ts';
import { plainScanner, STEP, type WordScanner } from './word-scanner.ts';
import { HASH_BITS, hashOf } from './words.ts';

const PAGE = 65_536;

/** The fastest scanner there is here, for so many bytes of text. */
export function wordScanner(room: number, index: ScanIndex): WordScanner {
  return kernelScanner(room, index) ?? plainScanner(room, index);
}

/** Null where this engine cannot run it. */
export function kernelScanner(room: number, index: ScanIndex): WordScanner | null {
  const code = Buffer.from(kernel, 'base64');
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(code)) return null;
  const clues = cluesOf(index);
  const { text, steps, found, end } = layout(room, clues.words.length);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { scan: { memory } });
  const { positions, lineBreaks } = exports;
  if (positions === undefined || lineBreaks === undefined) return null;
  writeClues(clues, memory.buffer);
  return {
    text: Buffer.from(memory.buffer, text, room),
    positions: (from, to) => new Uint32Array(memory.buffer, found, positions(text + from, text + to, steps, found)),
    lineBreaks: (from, to) => lineBreaks(text + from, text + to),
  };
}

const HASHES = 1 << HASH_BITS;
const ADDRESS_BYTES = 4;
/** Clues stand in chains, one for all hashes that begin with the same twelve bits: as many chains as there are clues, more or less. */
const CHAIN_BITS = 12;
const CHAIN_SHIFT = HASH_BITS - CHAIN_BITS;
const CHAINS = HASHES;
const CLUES = CHAINS + (1 << CHAIN_BITS) * ADDRESS_BYTES;
/** What it wants to see, which bits of that count, how far before the word, and where the next clue of the chain stands. */
const CLUE_SIZE = 2 * CLUE_BYTES + 2 * ADDRESS_BYTES;

/** Marks of the wanted hashes, their clues, text, steps and what was found, one behind the other; a step may reach beyond the end of the text. */
function layout(room: number, clues: number) {
  const text = CLUES + clues * CLUE_SIZE;
  const steps = text + room + STEP;
  const found = steps + Math.ceil(room / STEP + 1) * ADDRESS_BYTES;
  return { text, steps, found, end: found + room + STEP };
}

/** In a chain each clue leads to the one that was written before it. */
function writeClues({ words, bytes, lengths, before }: Clues, memory: ArrayBuffer): void {
  const places = new Int32Array(memory);
  const octets = new Uint8Array(memory);
  words.forEach((word, i) => {
    const hash = hashOf(word);
    const at = CLUES + i * CLUE_SIZE;
    const masks = at + CLUE_BYTES;
    for (let k = 0; k < (lengths[i] ?? 0); k += 1) {
      octets[at + k] = bytes[i * CLUE_BYTES + k] ?? 0;
      octets[masks + k] = 0xff;
    }
    const place = (masks + CLUE_BYTES) / ADDRESS_BYTES;
    const first = CHAINS / ADDRESS_BYTES + (hash >>> CHAIN_SHIFT);
    places[place] = before[i] ?? 0;
    places[place + 1] = places[first] ?? 0;
    places[first] = at;
    octets[hash] = 1;
  });
}
