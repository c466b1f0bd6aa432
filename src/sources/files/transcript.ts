// Collects the lines of one file while a shape reads it, and keeps what shapes would otherwise each keep for themselves: how many
// events there were, and the time of the event that the next line goes on.

import type { Gap, Line } from '../../model/evidence.ts';
import { messageLines } from '../message-lines.ts';
import { tooManyLines } from './file-gaps.ts';
import { MAX_LINES } from './limits.ts';

export interface SaidEvent {
  /** 1-based: the physical line, or the event in its list. */
  readonly ordinal: number;
  /** Milliseconds since the epoch, UTC, or null. */
  readonly time: number | null;
  /** May hold several lines. */
  readonly text: string;
}

export class Transcript {
  readonly lines: Line[] = [];
  events = 0;
  /** Lines dropped at the beginning, since there were too many to keep. */
  forgotten = 0;
  #time: number | null = null;
  #afterUnread = false;

  /** Begins an event. */
  event({ ordinal, time, text }: SaidEvent): void {
    this.events += 1;
    this.#time = time;
    const lines = text.includes('\n') ? messageLines(text) : [text];
    lines.forEach((line, index) => {
      this.#push(ordinal, line, index > 0);
    });
  }

  /** Goes on with the event begun last; where there is none, the text began in the middle of one. */
  more(ordinal: number, text: string): void {
    if (this.events === 0 || this.#afterUnread) this.event({ ordinal, time: null, text });
    else this.#push(ordinal, text, true);
  }

  #push(ordinal: number, text: string, continues: boolean): void {
    if (this.lines.length >= MAX_LINES) this.forgotten += this.lines.splice(0, MAX_LINES / 2).length;
    const line: Line = { witness: 'log', log: 0, ordinal, time: this.#time, text, continues };
    this.lines.push(this.#afterUnread ? { ...line, afterUnread: true } : line);
    this.#afterUnread = false;
  }

  /** What comes next stands behind lines that are not read. */
  leap(): void {
    this.#afterUnread = true;
  }

  /** What was not kept. */
  gaps(name: string): readonly Gap[] {
    return this.forgotten === 0 ? [] : [tooManyLines(name, this.forgotten)];
  }
}
