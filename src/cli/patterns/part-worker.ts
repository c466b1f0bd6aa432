// The thread that scans a part of a log. It waits while too much of what it told was not taken.

import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { lineScans } from '../../known-lines.ts';
import { toldOf, type PartOfLog } from './told.ts';

/**
 * Characters of known lines. The other thread takes none before it is through with its own part, so that less would stop this one; a
 * log of nothing but known lines must not fill the memory.
 */
const MOST_WAITING = 16 * 1024 * 1024;

if (parentPort === null) throw new Error('this is the inside of a thread, not a program');
const part: PartOfLog = workerData;
const taken = on(parentPort, 'message');
const sizes: number[] = [];
let waiting = 0;
for await (const told of toldOf(part, { scan: lineScans(part.sought)(), pieces: null })) {
  parentPort.postMessage(told);
  const size = told.known.reduce((sum, { text }) => sum + text.length, 0);
  sizes.push(size);
  waiting += size;
  while (waiting > MOST_WAITING) {
    await taken.next();
    waiting -= sizes.shift() ?? 0;
  }
}
parentPort.close();
