// The thread that scans a part of a log. It stops while too much of what it told was not taken.

import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { lineScans } from '../../known-lines.ts';
import { toldOf, type PartOfLog } from './told.ts';

/** Some megabytes, since a scan tells at most of the lines of a quarter of a megabyte at once. */
const MOST_WAITING = 64;

const part: PartOfLog = workerData;
let waiting = 0;
parentPort?.on('message', () => (waiting -= 1));
for await (const told of toldOf(part, lineScans(part.sought)())) {
  parentPort?.postMessage(told);
  waiting += 1;
  while (waiting >= MOST_WAITING && parentPort) await once(parentPort, 'message');
}
parentPort?.close();
