// The thread that scans a part of a log. It waits while too much of what it told was not taken.

import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { lineScans } from '../../known-lines.ts';
import { toldOf, type PartOfLog } from './told.ts';

/** Some megabytes, since a scan tells at most of the lines of a quarter of a megabyte at once. */
const MOST_WAITING = 64;

if (parentPort === null) throw new Error('this is the inside of a thread, not a program');
const part: PartOfLog = workerData;
const taken = on(parentPort, 'message');
let posted = 0;
for await (const told of toldOf(part, { scan: lineScans(part.sought)(), pieces: null })) {
  parentPort.postMessage(told);
  posted += 1;
  if (posted > MOST_WAITING) await taken.next();
}
parentPort.close();
