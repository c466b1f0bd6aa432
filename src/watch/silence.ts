// How long a log has been silent, and when that is worth saying. Some steps print nothing for a quarter of an hour; a question that nobody answers
// is said sooner.

/** It is said again each time it has lasted twice as long. */
const SAID_AFTER_MS = 300_000;
const QUESTION_SAID_AFTER_MS = 60_000;

export class Silence {
  #since: number | null = null;
  #saidMs = 0;
  #listenedAt = -Infinity;

  /** Something was heard now, which was said then. Clocks differ: it was not there yet when one listened last. */
  broken(now: number, said: number | null): void {
    this.#since = Math.min(now, Math.max(said ?? now, this.#listenedAt));
    this.#saidMs = 0;
  }

  /** One has listened, and heard all that there was. */
  listened(now: number): void {
    this.#listenedAt = now;
  }

  /** How long it has lasted, if now is the time to say so. */
  worthSaying(now: number, asks: boolean): number | null {
    if (this.#since === null) return null;
    const lasted = now - this.#since;
    const next = this.#saidMs > 0 ? 2 * this.#saidMs : asks ? QUESTION_SAID_AFTER_MS : SAID_AFTER_MS;
    if (lasted < next) return null;
    this.#saidMs = next * 2 ** Math.floor(Math.log2(lasted / next));
    return lasted;
  }
}
