// The lines of a log that the catalog knows, in the order of the log. A long file on disk is scanned in parts, each by a thread of its own;
// the first one by this thread.

import type { Sought } from '../../catalog/sought-lines.ts';
import { lineScans, type KnownLine } from '../../known-lines.ts';
import { isPlainFile, logTrouble, type Log } from './log-bytes.ts';
import { partsOf, WHOLE } from './parts.ts';
import { startThread } from './part-thread.ts';
import { toldOf, type Told } from './told.ts';

export interface Wanted {
  readonly sought: Sought;
  /** How many threads to use; null for as many as pay. */
  readonly threads: number | null;
}

/** Gives the known lines of a log. It throws Trouble for one that cannot be read. */
export function knownLines({ sought, threads }: Wanted): (log: Log) => AsyncGenerator<readonly KnownLine[]> {
  const newScan = lineScans(sought);
  return async function* ({ path, pieces }) {
    const others: ReturnType<typeof startThread>[] = [];
    try {
      const [first = WHOLE, ...rest] = pieces === null && isPlainFile(path) ? partsOf(path, threads) : [];
      for (const part of rest) others.push(startThread({ path, part, sought }));
      const own = toldOf({ path, part: first, sought }, { scan: newScan(), pieces });
      yield* oneBehindTheOther([own, ...others.map(({ told }) => told)]);
    } catch (error) {
      throw logTrouble(path, error);
    } finally {
      await Promise.all(others.map(({ stop }) => stop()));
    }
  };
}

/** Lines are numbered from the beginning of their part; here from that of the log. */
async function* oneBehindTheOther(parts: readonly AsyncIterable<Told>[]): AsyncGenerator<readonly KnownLine[]> {
  let before = 0;
  for (const part of parts) {
    let lines = 0;
    for await (const told of part) {
      ({ lines } = told);
      if (told.known.length > 0) yield told.known.map((one) => ({ ...one, line: before + one.line }));
    }
    before += lines;
  }
}
