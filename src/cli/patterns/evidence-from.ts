// The log a person names, read to its end.

import type { Evidence } from '../../model/evidence.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { readFiles } from '../../sources/files.ts';
import type { Session } from '../session.ts';

/** Throws Trouble for what is no log. */
export async function evidenceFrom(path: string, { progress }: Session): Promise<Evidence> {
  const [build, second] = await readFiles([path], { onProgress: progress.onProgress });
  if (second) throw new Trouble(`${path} holds several builds`, { exitCode: EXIT.usage, toTry: 'name one of them' });
  let last: Evidence | null = null;
  for await (const evidence of build?.evidence() ?? []) last = evidence;
  if (last === null) throw new Error('a file yielded nothing');
  return last;
}
