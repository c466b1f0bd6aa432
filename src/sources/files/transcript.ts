// Collects the lines of one file while a shape reads it, and keeps what shapes would otherwise each keep for themselves: how many
// events there were, and the time of the event that the next line goes on.

import type { Gap, Line } from '../../model/evidence.ts';
import { messageLines } from '../message-lines.ts';
import { tooManyLines } from './file-gaps.ts';
import { HEAD_LINES, MAX_LINES } from './limits.ts';

export interface SaidEvent {
  /** 1-based: the physical line, or the event in its list. */
  readonly ordinal: number | null;
  /** Milliseconds since the epoch, UTC, or null. */
  readonly time: number | null;
  /** May hold several lines. */
  readonly text: string;
}

export class Transcript {
  readonly #mostLines: number;
  #lines: Line[] = [];
  events = 0;
  /** Lines dropped in the middle, since there were too many to keep. */
  forgotten = 0;
  #time: number | null = null;
  #afterUnread = false;

  /** Keeps so many lines at most. */
  constructor(mostLines = MAX_LINES) {
    this.#mostLines = mostLines;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

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

  #push(ordinal: number | null, text: string, continues: boolean): void {
    if (this.#lines.length >= this.#mostLines) this.#forget();
    const line: Line = { witness: 'log', log: 0, ordinal, time: this.#time, text, continues };
    this.#lines.push(this.#afterUnread ? { ...line, afterUnread: true } : line);
    this.#afterUnread = false;
  }

  /** What comes next stands behind lines that are not read. */
  leap(): void {
    this.#afterUnread = true;
  }

  /**
   * Makes room. A build fails at the end of its log and says at its beginning what it builds; of what lies between, the lines that no
   * program printed hold the marks of its steps.
   */
  #forget(): void {
    const before = this.#lines.length;
    const marks = kept(this.#lines, (line) => !line.text.startsWith('Std'));
    this.#lines = marks.length <= ROOMY * this.#mostLines ? marks : kept(this.#lines, () => false);
    this.forgotten += before - this.#lines.length;
  }

  /** What was not kept. */
  gaps(name: string): readonly Gap[] {
    return this.forgotten === 0 ? [] : [tooManyLines(name, this.forgotten)];
  }
}

/** Making room for fewer would be done all the time. */
const ROOMY = 0.75;

/** The first lines, the newer half, and those between them that are worth it. */
function kept(lines: readonly Line[], isWorthIt: (line: Line) => boolean): Line[] {
  const newer = lines.length / 2;
  let isGap = false;
  return lines.flatMap((line, index) => {
    const stays = index < HEAD_LINES || index >= newer || isWorthIt(line);
    const after = isGap && stays ? { ...line, afterUnread: true } : line;
    isGap = !stays;
    return stays ? [after] : [];
  });
}
