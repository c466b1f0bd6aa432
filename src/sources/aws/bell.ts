// Rings when a log has got new lines, as long as Live Tail lets it. A session that ends is opened again; one that may not be opened, or breaks
// every time, is given up, and then nobody is worse off than without it.

import type { WatchEvent } from '../../model/watch.ts';
import { CallFailure } from './failures.ts';
import { gapOf } from './meanings.ts';
import type { OpenTail, TailedStream } from './live-tail.ts';

type Tidings = WatchEvent<'live-tail'> | WatchEvent<'sampled'>;

/** One that breaks so often without having told anything will not do better. */
const MOST_VAIN_SESSIONS = 3;

/** https://aws.amazon.com/cloudwatch/pricing/, in us-east-1. */
const USD_PER_MINUTE = 0.01;

export class Bell {
  readonly #now: () => number;
  readonly #ended = new AbortController();
  readonly #tidings: Tidings[] = [];
  #isOpen = false;
  #vain = 0;
  #lastEnd: string | null = null;
  #hasSampled = false;
  #ring: () => void = () => {};

  /** `now` gives milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Begins to listen, unless it does already, or has given up. */
  listen(open: OpenTail, stream: TailedStream): void {
    if (this.#isOpen || this.#vain >= MOST_VAIN_SESSIONS) return;
    this.#isOpen = true;
    void this.#session(open, stream);
  }

  /** Resolves at the next ring. */
  rings(): Promise<void> {
    return new Promise((resolve) => (this.#ring = resolve));
  }

  /** What is to be told since the last time. */
  tidings(): readonly Tidings[] {
    return this.#tidings.splice(0);
  }

  close(): void {
    this.#ended.abort();
  }

  async #session(open: OpenTail, stream: TailedStream): Promise<void> {
    this.#vain += 1;
    try {
      for await (const update of await open(stream, this.#ended.signal)) {
        if (update.kind === 'began') this.#hasBegun();
        else this.#heard(update);
      }
      this.#hasEnded('its connection was closed');
    } catch (error) {
      if (!this.#ended.signal.aborted) this.#hasEnded(why(error), isFinal(error));
    }
    this.#isOpen = false;
  }

  #hasBegun(): void {
    const state = this.#lastEnd === null ? 'began' : 'renewed';
    this.#says(state, this.#lastEnd);
  }

  #heard({ lines, sampled }: { readonly lines: number; readonly sampled: boolean }): void {
    this.#vain = 0;
    if (sampled && !this.#hasSampled) this.#tidings.push({ event: 'sampled', at: this.#now() });
    this.#hasSampled = sampled;
    if (lines > 0) this.#ring();
  }

  #hasEnded(reason: string, isFinalEnd = false): void {
    this.#lastEnd = reason;
    if (isFinalEnd) this.#vain = MOST_VAIN_SESSIONS;
    if (this.#vain < MOST_VAIN_SESSIONS) return;
    this.#says('ended', reason);
  }

  #says(state: WatchEvent<'live-tail'>['state'], reason: string | null): void {
    this.#tidings.push({ event: 'live-tail', at: this.#now(), state, why: reason, usdPerMinute: USD_PER_MINUTE });
  }
}

/** Denied, or refused because too many are open: asking again would be refused again. */
function isFinal(error: unknown): boolean {
  return error instanceof CallFailure && (error.kind === 'denied' || error.kind === 'refused');
}

function why(error: unknown): string {
  if (error instanceof CallFailure) return gapOf(error, '').why;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
