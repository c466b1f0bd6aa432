// A thread that scans a part of a log, seen from the one that asked for it.

import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PartOfLog, Told } from './told.ts';

interface PartThread {
  readonly told: AsyncIterable<Told>;
  readonly stop: () => Promise<unknown>;
}

/** Begins at once. Of what it has told and nobody has taken yet it keeps some megabytes, and then waits. */
export function startThread(part: PartOfLog): PartThread {
  const worker = new Worker(new URL('../cli/part-worker.mjs', import.meta.url), { workerData: part });
  const messages = on(worker, 'message', { close: ['exit'] });
  const told = async function* (): AsyncGenerator<Told> {
    for await (const [one] of messages) {
      yield one;
      worker.postMessage('taken');
    }
  };
  return { told: told(), stop: () => worker.terminate() };
}
