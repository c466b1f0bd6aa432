// The thread that tells of builds in files, one by one as they are handed to it.

import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '../../catalog/shipped.ts';
import type { Answer, Errand, ThreadSettings } from './build-thread.ts';
import { tellOfFiles } from './tell-of-files.ts';

const port = parentPort;
if (port === null) throw new Error('this is the inside of a thread, not a program');
const { patterns, full }: ThreadSettings = workerData;
const catalog = openCatalog(patterns);
port.on('message', (errand: Errand) => {
  void answerTo(errand).then((answer) => port.postMessage(answer));
});

/** An error is not sent: its class would be lost on the way. */
async function answerTo({ id, files }: Errand): Promise<Answer> {
  const told = await tellOfFiles(files, { catalog: await catalog, full, onProgress: () => {} });
  return { id, told: told.unread === null ? told : null };
}
