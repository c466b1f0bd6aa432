// The word scanner in WebAssembly, several times as fast as the plain one. Where an engine has no WebAssembly or none of its SIMD
// (`node --jitless`, processors without SSE 4.1), the plain one is used.

import kernel from 'virtual:kernel';
import { HASH_BITS, markWanted, plainScanner, STEP, type WordScanner } from './words.ts';

const PAGE = 65_536;

/** The fastest scanner there is here, for so many bytes of text. */
export function wordScanner(room: number): WordScanner {
  return kernelScanner(room) ?? plainScanner(room);
}

/** Null where this engine cannot run it. */
export function kernelScanner(room: number): WordScanner | null {
  const code = Buffer.from(kernel, 'base64');
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(code)) return null;
  const { hashes, found, end } = layout(room);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { scan: { memory } });
  const { positions, lineBreaks } = exports;
  if (positions === undefined || lineBreaks === undefined) return null;
  const wanted = new Uint8Array(memory.buffer, 0, hashes);
  return {
    text: Buffer.from(memory.buffer, hashes, room),
    words: new Int32Array(memory.buffer, hashes, room / Int32Array.BYTES_PER_ELEMENT),
    want: (words) => markWanted(wanted, words),
    positions: (until) => new Uint32Array(memory.buffer, found, positions(hashes, hashes + until, found)),
    lineBreaks: (from, to) => lineBreaks(hashes + from, hashes + to),
  };
}

/** Hashes, text and what was found, one behind the other; a step may reach beyond the end of the text. */
function layout(room: number) {
  const hashes = 1 << HASH_BITS;
  const found = hashes + room + STEP;
  return { hashes, found, end: found + room + STEP };
}
