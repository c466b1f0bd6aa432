// Whom to ask next. The log is looked at in each poll, so that nothing fatal in it has to wait; how far the build is, is asked between two of them now
// and then, and more often once the log is silent, is not there, or has said that the run failed.

import type { Doom } from '../dialects/passing.ts';
import type { Sighting, Subject } from '../sources/aws/follow.ts';

/** Looks at the log for one at the state. */
const LOOKS_WHILE_IT_SPEAKS = 30;
const LOOKS_WHILE_IT_IS_SILENT = 3;
/** Waits between looks at what cannot be seen grow up to this. */
const LONGEST_WAIT_MS = 60_000;

export interface Turn {
  readonly subject: Subject;
  /** Until then, in milliseconds. */
  readonly afterMs: number;
}

export class Turns {
  readonly #everyMs: number;
  #subject: Subject = 'state';
  #askedStateAt = -Infinity;
  #isSpeaking = false;
  #unseen = 0;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** The turn after one that showed this; `doom` as the log has told it so far. */
  next(sighting: Sighting, { now, doom }: { readonly now: number; readonly doom: Doom | null }): Turn {
    const last = this.#subject;
    this.#unseen = sighting.kind === 'unseen' ? this.#unseen + 1 : 0;
    if (last === 'state') this.#askedStateAt = now;
    else this.#isSpeaking = sighting.kind === 'log' && sighting.lines.length > 0;
    const goesOn = sighting.kind === 'log' && sighting.goesOn;
    this.#subject = !goesOn && last === 'log' && this.#isStateDue(now, doom) ? 'state' : 'log';
    return { subject: this.#subject, afterMs: goesOn ? 0 : this.#waitMs(last) };
  }

  /** A failure that is only likely is borne out by what the log says next. */
  #isStateDue(now: number, doom: Doom | null): boolean {
    const looks = this.#isSpeaking && doom !== 'certain' ? LOOKS_WHILE_IT_SPEAKS : LOOKS_WHILE_IT_IS_SILENT;
    const isToBeBorneOut = doom === 'likely' && this.#isSpeaking;
    return !isToBeBorneOut && now - this.#askedStateAt >= looks * this.#everyMs;
  }

  #waitMs(last: Subject): number {
    const usual = last === this.#subject ? this.#everyMs : this.#everyMs / 2;
    return this.#unseen < 2 ? usual : Math.max(usual, Math.min(usual * 2 ** (this.#unseen - 1), LONGEST_WAIT_MS));
  }
}
