// What a scan of a part of a log tells, in whatever thread.

import type { ByteScan } from '../../catalog/bytes/byte-scan.ts';
import type { Sought } from '../../catalog/sought-lines.ts';
import { knownAmong, type KnownLine } from '../../known-lines.ts';
import { suspectsIn, type Log } from './log-bytes.ts';
import type { Part } from './parts.ts';

export interface PartOfLog {
  /** `-` for standard input. */
  readonly path: string;
  readonly part: Part;
  readonly sought: Sought;
}

export interface Told {
  /** Numbered from the beginning of the part. */
  readonly known: readonly KnownLine[];
  /** How many lines of the part have ended so far. */
  readonly lines: number;
}

interface How extends Pick<Log, 'pieces'> {
  readonly scan: ByteScan;
}

/** The last one tells how many lines there are in all. */
export async function* toldOf({ path, part, sought }: PartOfLog, { scan, pieces }: How): AsyncGenerator<Told> {
  for await (const suspects of suspectsIn({ path, pieces }, { scan, part })) {
    const known = await knownAmong(suspects, sought);
    if (known.length > 0) yield { known, lines: scan.lines };
  }
  yield { known: [], lines: scan.lines };
}
