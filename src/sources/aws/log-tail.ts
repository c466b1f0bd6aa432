// One log stream read from its end backward. The page at the tail may be empty and not the end (boto/boto3#3718), and the SDK's
// own paginator walks forward from there: so the tokens are followed here until the one that was sent comes back.

import { setImmediate } from 'node:timers/promises';
import type { Gap, Line, LogSource } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import type { EventPage, EventWindow, LogEvent } from './cloudwatch-logs.ts';
import type { CallFailure } from './failures.ts';
import { isStreamListUnread } from './build-log.ts';
import { gapOf } from './meanings.ts';
import { physicalLines } from './physical-lines.ts';
import { glance, look, type Seen } from './seen.ts';

export interface StreamToRead extends EventWindow {
  /** True when no event will be added any more. */
  readonly over: boolean;
  /** As DescribeLogStreams says; null when it does not. */
  readonly lastEventAt: number | null;
}

/** CloudWatch fills a page up to 1 MB or 10,000 events where it can. One with this much room is likely the first of its stream. */
const ROOMY_BYTES = 900_000;
const ROOMY_EVENTS = 9_000;

/** The newest pages, with which most builds are settled. */
const USUAL_PAGES = 2;

/** A stream of 500 MB; a build that was ever seen has less than 20. */
const MOST_PAGES = 500;

const EARLIER_PART = 'the earlier part of log stream';

/** Whether a gap is that reading back stopped before the beginning of a stream. */
export function stopsShort({ what }: Gap): boolean {
  return what.startsWith(EARLIER_PART);
}

const STREAM = 'log stream';

/** Whether a gap is that some of a log, or all of it, could not be read although it is there. */
export function isLogUnread(gap: Gap): boolean {
  return stopsShort(gap) || gap.what.startsWith(`${STREAM} `) || isStreamListUnread(gap);
}

/** What has been read of a stream so far. */
export class LogTail {
  readonly #account: AwsAccount;
  readonly #stream: StreamToRead;
  /** Place of the stream among the logs of the evidence. */
  readonly #log: number;
  /** Newest first; empty ones are not kept. Their lines have no numbers. */
  readonly #pages: (readonly Line[])[] = [];
  #token: string | undefined;
  #requests = 0;
  #bytes = 0;
  #events = 0;
  #roomLeft = false;
  #failure: CallFailure | null = null;
  #atStart = false;
  /** Asked for, and not yet waited for. */
  #ahead: Promise<Seen<EventPage>> | null = null;

  constructor(account: AwsAccount, stream: StreamToRead, log: number) {
    this.#account = account;
    this.#stream = stream;
    this.#log = log;
  }

  /** True when there is nothing more to read, or nothing more can be read. */
  get ended(): boolean {
    return this.#atStart || this.#failure !== null || this.#requests >= MOST_PAGES;
  }

  /**
   * Reads `count` more pages that hold events. Where the last of them has room left it asks once more, because reaching the start
   * of the stream is what gives its lines their numbers. Whoever needed more than the newest pages may well need the one before them
   * too: it is asked for while these are looked at. Behind the newest ones it would mostly be a megabyte for nothing.
   */
  async readMore(count: number): Promise<void> {
    const wanted = this.#pages.length + count;
    while (!this.ended && this.#pages.length < wanted) await this.#readPage();
    if (!this.ended && this.#roomLeft) await this.#readPage();
    if (!this.ended && this.#pages.length > USUAL_PAGES) await this.#askAhead();
  }

  get source(): LogSource {
    const { group, stream: name, over } = this.#stream;
    return { group, name, events: this.#events, complete: this.#atStart && over };
  }

  /** All lines read, oldest first. */
  get lines(): readonly Line[] {
    const lines = this.#pages.toReversed().flat();
    // A window that starts within the stream leaves unread what stands before it.
    return this.#atStart && this.#stream.from === undefined ? numbered(lines) : lines;
  }

  get gaps(): Gap[] {
    const { stream, lastEventAt } = this.#stream;
    const part = this.#events > 0 ? `${EARLIER_PART} ${stream}` : `${STREAM} ${stream}`;
    if (this.#failure) return [gapOf(this.#failure, part)];
    if (this.#atStart && this.#events === 0 && lastEventAt !== null) return [expired(stream)];
    return this.ended && !this.#atStart ? [tooLong(part)] : [];
  }

  async #readPage(): Promise<void> {
    const asked = this.#ahead ?? this.#ask();
    this.#ahead = null;
    const { value: page, failure } = await asked;
    this.#requests += 1;
    if (!page) {
      this.#failure = failure;
      return;
    }
    this.#atStart = page.older === undefined || page.older === this.#token;
    this.#token = page.older;
    this.#keep(page);
    this.#report();
  }

  /** Resolves when the request is on its way: whoever looks at the pages lets nothing else happen meanwhile. */
  async #askAhead(): Promise<void> {
    this.#ahead = this.#ask();
    // Nobody may ever want it; who does gets the error.
    this.#ahead.catch(() => {});
    await setImmediate();
  }

  /** Once events are in hand, AWS falling silent costs the rest of the log and not the run. */
  async #ask(): Promise<Seen<EventPage>> {
    const logs = await this.#account.logs();
    const asked = logs.events(this.#stream, this.#token);
    return this.#events > 0 ? glance(asked) : look(asked);
  }

  #keep({ events, bytes }: EventPage): void {
    this.#bytes += bytes;
    if (events.length === 0) return;
    this.#events += events.length;
    this.#roomLeft = bytes < ROOMY_BYTES && events.length < ROOMY_EVENTS;
    this.#pages.push(pageLines(events, this.#log));
  }

  #report(): void {
    this.#account.onProgress({
      kind: 'reading',
      what: this.#stream.stream,
      pages: this.#requests,
      bytes: this.#bytes,
      events: this.#events,
    });
  }
}

/** Most events are one line: made here at once, since a log has tens of thousands. */
function pageLines(events: readonly LogEvent[], log: number): Line[] {
  const lines: Line[] = [];
  for (const { timestamp: time, message: text } of events) {
    if (text.includes('\n')) lines.push(...physicalLines({ witness: 'log', log, ordinal: null, time, text }));
    else lines.push({ witness: 'log', log, ordinal: null, time, text, continues: false });
  }
  return lines;
}

/** Gives each line the number of its event in the stream. */
function numbered(lines: readonly Line[]): Line[] {
  let ordinal = 0;
  return lines.map((line) => {
    if (!line.continues) ordinal += 1;
    return { ...line, ordinal };
  });
}

function expired(stream: string): Gap {
  return {
    what: `${STREAM} ${stream}`,
    why: 'it had events, but none is left: the retention of its log group has removed them',
    toSeeIt: 'build again, after `aws logs delete-retention-policy` so that the next log is kept',
  };
}

function tooLong(part: string): Gap {
  return {
    what: part,
    why: `reading stopped after ${MOST_PAGES} pages`,
    toSeeIt: 'export the log (`pcluster export-image-logs`) and diagnose the file',
  };
}
