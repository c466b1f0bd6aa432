// Whom to ask next, so that one request a poll is enough: the log while it speaks, and how far the build is now and then; more often once the log
// is silent, is not there, or has said that the run failed.

import type { Doom } from '../dialects/passing.ts';
import type { Subject } from '../sources/aws/follow.ts';

const WHILE_IT_SPEAKS_MS = 300_000;
const WHILE_IT_IS_SILENT_MS = 30_000;

export class Turns {
  #askedStateAt = -Infinity;
  #isSpeaking = false;
  #goesOn = false;

  /** `doom` as the log has told it. */
  next(now: number, doom: Doom | null): Subject {
    const patience = this.#isSpeaking && doom !== 'certain' ? WHILE_IT_SPEAKS_MS : WHILE_IT_IS_SILENT_MS;
    // A failure that is only likely is borne out by what the log says next.
    const isLogsTurn = this.#goesOn || doom === 'likely' || now - this.#askedStateAt < patience;
    if (isLogsTurn) return 'log';
    this.#askedStateAt = now;
    return 'state';
  }

  /** What the log answered: how many lines, and whether more are there to be read at once. */
  logSaid({ lines, goesOn }: { readonly lines: number; readonly goesOn: boolean }): void {
    this.#isSpeaking = lines > 0;
    this.#goesOn = goesOn;
  }
}
