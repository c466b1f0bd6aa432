// How what is told reaches standard output: lines for people, with the step that is open on the progress line; or NDJSON.

import type { WatchEvent, WatchLine } from '../../model/watch.ts';
import { watchNdjson } from '../../reports/watch-json.ts';
import { watchText } from '../../reports/watch-text.ts';
import type { Session } from '../session.ts';

export type Tell = (events: readonly WatchEvent[]) => Promise<void>;

/** The teller for the format that was asked for; it gets what may be shown. */
export function openTeller(session: Session, image: WatchLine['image']): Tell {
  return session.settings.format === 'text' ? inText(session, image) : inNdjson(session, image);
}

function inText({ page, print, progress }: Session, image: WatchLine['image']): Tell {
  let told: string | null = null;
  return async (events) => {
    const text = watchText(events, { page, image, told });
    if (text !== '') await print(text);
    for (const event of events) {
      if (event.event === 'verdict') told = event.diagnosis.fingerprint;
      if (event.event === 'progress') progress.onProgress({ ...event, kind: 'watching', image: image.id ?? '' });
    }
  };
}

/** Somebody who reads a stream needs no more of it than to know that it lives. */
const PROGRESS_EVERY_MS = 60_000;

function inNdjson({ print }: Session, image: WatchLine['image']): Tell {
  let lastAt = -Infinity;
  return async (events) => {
    const lines = events.filter(({ event, at }) => event !== 'progress' || at - lastAt >= PROGRESS_EVERY_MS);
    lastAt = lines.findLast(({ event }) => event === 'progress')?.at ?? lastAt;
    if (lines.length > 0) await print(watchNdjson(lines, image));
  };
}
