// Builds whose log is in hand, so that it can be looked at and read further back. A build's log takes tens of megabytes: only those that
// were read last are kept, the others are read again when somebody opens them.

import { examine, readUntilSettled, type Asked, type Examined } from '../../doctor.ts';
import type { Evidence } from '../../model/evidence.ts';
import { stopsShort } from '../../sources/aws/log-tail.ts';
import type { ImageKey, Older } from '../../tui/news.ts';

const MOST_KEPT = 12;

export interface Reading {
  readonly examined: Examined;
  readonly older: Older;
}

interface Held extends Reading {
  readonly source: AsyncIterator<Evidence>;
}

export interface Readings {
  /** Reads a build from its end, as far as its diagnosis needs. */
  readonly open: (key: ImageKey, source: AsyncIterable<Evidence>) => Promise<Reading>;
  /** The build somebody looks at now: it stays in hand until another one is asked for. */
  readonly held: (key: ImageKey) => Reading | null;
  /**
   * Reads one turn further back; null when the build is no longer held. A source that has stopped short reads no more: `again` gives a
   * new one.
   */
  readonly older: (key: ImageKey, again: () => AsyncIterable<Evidence>) => Promise<Reading | null>;
}

/** The builds in hand, none yet. */
export function createReadings(asked: Asked): Readings {
  const kept = new Map<ImageKey, Held>();
  let lookedAt: ImageKey | null = null;
  const keep = (key: ImageKey, held: Held) => {
    kept.delete(key);
    kept.set(key, held);
    const oldest = [...kept.keys()].find((other) => other !== lookedAt);
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return held;
  };
  return {
    open: async (key, source) => {
      const reading = source[Symbol.asyncIterator]();
      const examined = await readUntilSettled(reading, asked);
      return keep(key, { examined, older: olderOf(examined.evidence), source: reading });
    },
    held: (key) => {
      lookedAt = key;
      return kept.get(key) ?? null;
    },
    older: async (key, again) => {
      const held = kept.get(key);
      if (held === undefined) return null;
      const source = held.older.kind === 'refused' ? again()[Symbol.asyncIterator]() : held.source;
      const evidence = await furtherBack(source, held.examined.evidence);
      const examined = evidence === null ? held.examined : examine(evidence, asked);
      const older: Older = evidence === null ? { kind: 'none' } : olderOf(evidence);
      return keep(key, { examined, older, source });
    },
  };
}

/** The first evidence that holds more than what is known, or else the last one; null when there is none left. */
async function furtherBack(source: AsyncIterator<Evidence>, known: Evidence): Promise<Evidence | null> {
  let last: Evidence | null = null;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    last = next.value;
    if (last.lines.length > known.lines.length) return last;
  }
  return last;
}

/** Whether a log stream has a beginning that was not read, and whether it could not be. */
function olderOf({ logs, gaps }: Evidence): Older {
  const gap = gaps.find(stopsShort);
  if (gap !== undefined) return { kind: 'refused', excuse: { what: gap.why, toTry: gap.toSeeIt } };
  const isOpen = logs.some(({ group, complete }) => group !== null && !complete);
  return { kind: isOpen ? 'unread' : 'none' };
}
