// Cuts a long file into parts of whole lines, one for each thread.

import { availableParallelism } from 'node:os';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes of a file: from the first one of a line to the line break of another. */
export interface Part {
  readonly from: number;
  /** Infinity for all that there is: a log may grow while it is read. */
  readonly to: number;
}

export const WHOLE: Part = { from: 0, to: Infinity };

/** Until another thread has started, the first one has scanned about that. */
const HEAD_START_BYTES = 128 * 1024 * 1024;
/** Less is not worth a thread: cores share memory, and often more. */
const PAYS_BYTES = 256 * 1024 * 1024;
/** Beyond that they wait for the memory. */
const MOST_THREADS = 4;
const LF = 0x0a;

/** One or more parts of a regular file, the first one the longest. `threads` is how many are wanted, null for as many as pay. */
export function partsOf(path: string, threads: number | null): readonly Part[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const paying = Math.min(availableParallelism(), MOST_THREADS, Math.ceil(size / PAYS_BYTES));
    const count = Math.max(1, threads ?? paying);
    const headStart = Math.min(HEAD_START_BYTES, size / 2);
    const share = (size - headStart) / count;
    const cuts = Array.from({ length: count - 1 }, (_, i) => lineFrom(file, Math.floor(headStart + share * (i + 1))));
    const edges = [...new Set([0, ...cuts.filter((at) => at < size)])];
    return edges.map((from, i) => ({ from, to: edges[i + 1] ?? Infinity }));
  } finally {
    closeSync(file);
  }
}

const LOOK_BYTES = 64 * 1024;

/** Where the first line begins that begins here or later; the end of the file where none does. */
function lineFrom(file: number, place: number): number {
  const bytes = Buffer.alloc(LOOK_BYTES);
  let at = Math.max(0, place - 1);
  for (
    let count = readSync(file, bytes, 0, LOOK_BYTES, at);
    count > 0;
    count = readSync(file, bytes, 0, LOOK_BYTES, at)
  ) {
    const found = bytes.subarray(0, count).indexOf(LF);
    if (found !== -1) return at + found + 1;
    at += count;
  }
  return at;
}
