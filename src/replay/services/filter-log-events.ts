// FilterLogEvents: the events of several streams that match a pattern, merged by time. A page ends after so many bytes looked at,
// found or not, so that `events: []` with a token is normal; only a missing token is the end. `endTime` is inclusive here.

import { z } from 'zod';
import type { LogGroup, Stream } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { digitsFor } from './digits.ts';
import { compileFilter } from './filter-pattern.ts';
import { eventBytes, PAGE_BYTES, PAGE_EVENTS } from './get-log-events.ts';
import { keptSince, namedGroup, namedStream, streamsOf } from './log-groups.ts';
import { checked, type Input, type World } from './service.ts';
import { eventsOf, type LogEvent } from './stream-events.ts';

const INVALID = 'InvalidParameterException';
/** Reading newest first is refused for older events. */
const DESCENDING_SINCE = Date.parse('2024-01-01T00:00:00Z');

const filterInput = z.object({
  logStreamNames: z.array(z.string().min(1)).min(1).max(100).optional(),
  logStreamNamePrefix: z.string().min(1).optional(),
  startTime: z.number().int().min(0).default(0),
  endTime: z.number().int().min(0).default(Number.MAX_SAFE_INTEGER),
  filterPattern: z.string().max(1024).default(''),
  limit: z.number().int().min(1).max(PAGE_EVENTS).default(PAGE_EVENTS),
  startFromHead: z.boolean().default(true),
  nextToken: z.string().optional(),
});

type Asked = z.output<typeof filterInput>;

interface Candidate {
  readonly stream: string;
  readonly event: LogEvent;
}

export function filterLogEvents(input: Input, world: World): unknown {
  const asked = checked(input, filterInput, INVALID);
  const group = namedGroup(input, world);
  if (!asked.startFromHead && asked.startTime < DESCENDING_SINCE) {
    throw new AwsError(INVALID, 'startTime must be on or after 2024-01-01 when startFromHead is false.');
  }
  const candidates = candidatesOf(asked, { group, world });
  const purpose = `filter ${world.region} ${group.name} ${asked.filterPattern} ${asked.startFromHead}`;
  const from = asked.nextToken === undefined ? 0 : world.tokens.redeem(asked.nextToken, purpose);
  const page = scan(candidates, { from, asked, scanBytes: world.habits.filterScanBytes });
  return {
    events: page.found.map(filtered),
    searchedLogStreams: [],
    ...(page.to < candidates.length && { nextToken: world.tokens.issue(purpose, page.to) }),
  };
}

function candidatesOf(asked: Asked, { group, world }: { group: LogGroup; world: World }): Candidate[] {
  const since = Math.max(asked.startTime, keptSince(group, world));
  const until = Math.min(asked.endTime, world.now);
  const merged = askedStreams(asked, { group, world }).flatMap((stream) =>
    eventsOf(stream)
      .filter(({ timestamp }) => timestamp >= since && timestamp <= until)
      .map((event) => ({ stream: stream.name, event })),
  );
  merged.sort((a, b) => a.event.timestamp - b.event.timestamp);
  return asked.startFromHead ? merged : merged.reverse();
}

function askedStreams(
  { logStreamNames: names, logStreamNamePrefix: prefix }: Asked,
  { group, world }: { group: LogGroup; world: World },
): readonly Stream[] {
  if (names && prefix !== undefined) {
    throw new AwsError(INVALID, 'LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.');
  }
  if (names) return names.map((name) => namedStream(group, name, world));
  return streamsOf(group, world).filter(({ name }) => name.startsWith(prefix ?? ''));
}

function scan(
  candidates: readonly Candidate[],
  { from, asked, scanBytes }: { from: number; asked: Asked; scanBytes: number },
): { found: Candidate[]; to: number } {
  const matches = compileFilter(asked.filterPattern);
  const found: Candidate[] = [];
  let to = from;
  let scanned = 0;
  let sent = 0;
  for (const candidate of candidates.slice(from)) {
    const bytes = eventBytes(candidate.event);
    const match = matches(candidate.event.message);
    const full = found.length >= asked.limit || (match && sent + bytes > PAGE_BYTES);
    // One event may be larger than a page; it still has to be passed.
    if (to > from && (full || scanned + bytes > scanBytes)) break;
    if (match) found.push(candidate);
    sent += match ? bytes : 0;
    scanned += bytes;
    to += 1;
  }
  return { found, to };
}

function filtered({ stream, event }: Candidate): unknown {
  return { logStreamName: stream, ...event, eventId: digitsFor(`${stream} ${event.timestamp} ${event.message}`) };
}
