// `pc-doctor cache` and `pc-doctor cache clear`: how much is kept, and getting rid of it.

import { rmSync } from 'node:fs';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import { bytes, count } from '../../wording/counts.ts';
import type { Session } from '../session.ts';
import { cachedFiles, cacheFolder } from './folder.ts';

/** Prints where the cache is and how much is in it. */
export async function tellCache(session: Session): Promise<ExitCode> {
  const folder = cacheFolder();
  await session.print(`${amountIn(folder)} in ${folder}\n`);
  return EXIT.done;
}

/** Removes the folder. Throws Trouble where that is not allowed. */
export async function clearCache(session: Session): Promise<ExitCode> {
  const folder = cacheFolder();
  const amount = amountIn(folder);
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    throw new Trouble(`cannot remove ${folder}: ${error instanceof Error ? error.message : String(error)}`, {
      exitCode: EXIT.usage,
      toTry: 'get the right to write there',
      cause: error,
    });
  }
  await session.print(`removed ${amount} from ${folder}\n`);
  return EXIT.done;
}

/** `7 builds, 1.4 MB` */
function amountIn(folder: string): string {
  const files = cachedFiles(folder);
  return `${count(files.length, 'build')}, ${bytes(files.reduce((sum, file) => sum + file.bytes, 0))}`;
}
