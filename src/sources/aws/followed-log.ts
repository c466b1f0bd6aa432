// One log stream followed forward while it grows, one request at a time: from its first event, because the beginning says what is built and when
// each step began, and then from the last token. Its memory is bounded: of a log longer than any, the beginning, the end and the marks stay.

import type { Gap, Line, LogSource } from '../../model/evidence.ts';
import { Transcript } from '../files/transcript.ts';
import type { AwsAccount } from './account.ts';
import type { EventWindow, NewerPage } from './cloudwatch-logs.ts';
import type { CallFailure } from './failures.ts';
import { physicalLines } from './physical-lines.ts';
import { attempt } from './seen.ts';

/** A whole build writes some 30,000. */
const MOST_LINES = 40_000;

/** CloudWatch sends 10,000 at most; after so many more are likely to be there already. */
const FULL_EVENTS = 5000;

/** `absent`: the stream has not begun. */
export type LogLook =
  | { readonly kind: 'read'; readonly lines: readonly Line[]; readonly goesOn: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unseen'; readonly failure: CallFailure };

export class FollowedLog {
  readonly window: EventWindow;
  readonly #transcript = new Transcript(MOST_LINES);
  #token: string | undefined;
  /** True once the end was reached. Before that, a page that is not full, or empty, may not be the last one. */
  #hasCaughtUp = false;

  constructor(window: EventWindow) {
    this.window = window;
  }

  /** What has been written since the last look; one request, of up to 1 MB. */
  async look(account: AwsAccount): Promise<LogLook> {
    const logs = await account.logs();
    const { value: page, failure } = await attempt(logs.newer(this.window, this.#token));
    if (page) return this.#take(page);
    return failure.kind === 'missing' && !this.hasBegun ? { kind: 'absent' } : { kind: 'unseen', failure };
  }

  get hasBegun(): boolean {
    return this.#transcript.events > 0;
  }

  get events(): number {
    return this.#transcript.events;
  }

  get lines(): readonly Line[] {
    return this.#transcript.lines;
  }

  get source(): LogSource {
    return { group: this.window.group, name: this.window.stream, events: this.events, complete: false };
  }

  get gaps(): readonly Gap[] {
    return this.#transcript.gaps(this.window.stream);
  }

  #take({ events, newer }: NewerPage): LogLook {
    this.#hasCaughtUp ||= newer === undefined || newer === this.#token;
    this.#token = newer ?? this.#token;
    const goesOn = this.#hasCaughtUp ? events.length >= FULL_EVENTS : true;
    const lines = events.flatMap(({ timestamp: time, message: text }) => {
      const ordinal = this.#ordinal();
      this.#transcript.event({ ordinal, time, text });
      return physicalLines({ witness: 'log' as const, log: 0, ordinal, time, text });
    });
    return { kind: 'read', lines, goesOn };
  }

  /** A window that starts within the stream leaves unread what stands before it. */
  #ordinal(): number | null {
    return this.window.from === undefined ? this.#transcript.events + 1 : null;
  }
}
