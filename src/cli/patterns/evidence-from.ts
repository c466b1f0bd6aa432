// The log a person names, read to its end.

import type { Evidence } from '../../model/evidence.ts';
import { readFile } from '../../sources/files.ts';
import type { Session } from '../session.ts';

/** Throws Trouble for what is no log. */
export async function evidenceFrom(path: string, { progress }: Session): Promise<Evidence> {
  let last: Evidence | null = null;
  for await (const evidence of readFile(path, { onProgress: progress.onProgress })) last = evidence;
  if (last === null) throw new Error('a file yielded nothing');
  return last;
}
