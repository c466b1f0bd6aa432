// What is told of a build in progress as NDJSON (watch.schema.json): a line an event, as soon as it is known.

import type { WatchEvent, WatchLine } from '../model/watch.ts';
import { isoTime } from '../wording/time.ts';
import { inOrder } from './json.ts';
import { jsonLines } from './json-text.ts';
import { watchKeys } from './watch-keys.ts';

/** The events, each on its line. */
export function watchNdjson(events: readonly WatchEvent[], image: WatchLine['image']): string {
  const lines = events.map((event): WatchLine => ({ ...event, schemaVersion: '1.0', at: isoTime(event.at), image }));
  return jsonLines(lines.map((line) => inOrder(line, watchKeys(line.event))));
}
