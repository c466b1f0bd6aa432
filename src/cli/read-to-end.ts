// A build's evidence grows while it is read; whoever shows no progress wants only the whole.

import type { Evidence } from '../model/evidence.ts';

/** The last picture of a build that its source gives. */
export async function readToEnd(reading: AsyncIterable<Evidence>): Promise<Evidence> {
  let last: Evidence | null = null;
  for await (const evidence of reading) last = evidence;
  if (last === null) throw new Error('a source of evidence yielded nothing, not even a gap');
  return last;
}
