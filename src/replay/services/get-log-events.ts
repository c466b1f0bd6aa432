// GetLogEvents: pages of at most 1 MB or 10,000 events, read from either end. What surprises clients is kept: the page at the tail
// may be empty and not the end, `endTime` is exclusive, and at the end the token that was sent comes back.

import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { keptSince, namedGroup, namedStream } from './log-groups.ts';
import { checked, type Input, type World } from './service.ts';
import { eventsOf, type LogEvent } from './stream-events.ts';

/** CloudWatch counts an event as its UTF-8 bytes and 26 more. */
const EVENT_OVERHEAD_BYTES = 26;
export const PAGE_BYTES = 1_048_576;
export const PAGE_EVENTS = 10_000;
/** Room in a token's position for the number of empty pages still to come. */
const EMPTY_PAGES = 100;

const getInput = z.object({
  logStreamName: z.string().min(1),
  startTime: z.number().int().min(0).default(0),
  endTime: z.number().int().min(0).default(Number.MAX_SAFE_INTEGER),
  limit: z.number().int().min(1).max(PAGE_EVENTS).default(PAGE_EVENTS),
  startFromHead: z.boolean().default(false),
  nextToken: z.string().optional(),
});

type Asked = z.output<typeof getInput>;

/** A place between two events, and the direction in which reading goes on from there. */
interface Cursor {
  readonly direction: 'f' | 'b';
  readonly at: number;
  readonly emptyPages: number;
}

/** Indices of the events that the request's times, the clock and retention leave: from `low` up to, not including, `high`. */
interface Window {
  readonly low: number;
  readonly high: number;
}

export function getLogEvents(input: Input, world: World): unknown {
  const asked = checked(input, getInput, 'InvalidParameterException');
  const group = namedGroup(input, world);
  const events = eventsOf(namedStream(group, asked.logStreamName, world));
  const low = firstAtOrAfter(events, Math.max(asked.startTime, keptSince(group, world)));
  const window = { low, high: Math.max(low, firstAtOrAfter(events, Math.min(asked.endTime, world.now + 1))) };
  const purpose = `${world.region} ${group.name} ${asked.logStreamName}`;
  const cursor = asked.nextToken ? redeemed(asked, { purpose, world }) : opening(asked, { window, world });
  const page = pageAt(cursor, { events, window, limit: asked.limit });
  const backward = page.from * EMPTY_PAGES + Math.max(0, cursor.emptyPages - 1);
  return {
    events: events.slice(page.from, page.to),
    nextForwardToken: world.tokens.issueLogToken('f', { purpose, position: page.to * EMPTY_PAGES }),
    nextBackwardToken: world.tokens.issueLogToken('b', { purpose, position: backward }),
  };
}

function opening(asked: Asked, { window, world }: { window: Window; world: World }): Cursor {
  if (asked.startFromHead) return { direction: 'f', at: window.low, emptyPages: 0 };
  return { direction: 'b', at: window.high, emptyPages: Math.min(world.habits.emptyTailPages, EMPTY_PAGES - 1) };
}

/** A forward token needs `startFromHead`: the API reference says so, and clients that rely on less may fail. */
function redeemed(asked: Asked, { purpose, world }: { purpose: string; world: World }): Cursor {
  const token = asked.nextToken ?? '';
  const direction = token.startsWith('f/') ? 'f' : 'b';
  if (direction === 'f' && !asked.startFromHead) {
    throw new AwsError('InvalidParameterException', 'A nextForwardToken requires startFromHead to be true.');
  }
  const position = world.tokens.redeem(token, `${direction} ${purpose}`);
  return { direction, at: Math.floor(position / EMPTY_PAGES), emptyPages: position % EMPTY_PAGES };
}

function pageAt(
  cursor: Cursor,
  { events, window, limit }: { events: readonly LogEvent[]; window: Window; limit: number },
): { from: number; to: number } {
  const at = Math.min(Math.max(cursor.at, window.low), window.high);
  if (cursor.emptyPages > 0) return { from: at, to: at };
  const step = cursor.direction === 'f' ? 1 : -1;
  const end = cursor.direction === 'f' ? window.high : window.low;
  let reached = at;
  let bytes = 0;
  while (reached !== end && Math.abs(reached - at) < limit) {
    const event = events[step === 1 ? reached : reached - 1];
    bytes += event ? eventBytes(event) : 0;
    // One event may be larger than a page; it still has to be delivered.
    if (bytes > PAGE_BYTES && reached !== at) break;
    reached += step;
  }
  return { from: Math.min(at, reached), to: Math.max(at, reached) };
}

export function eventBytes(event: LogEvent): number {
  return Buffer.byteLength(event.message) + EVENT_OVERHEAD_BYTES;
}

/** Index of the first event at or after a time, by bisection. */
function firstAtOrAfter(events: readonly LogEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.timestamp ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
