// Ctrl-C as most commands need it ends the process at once. A command that has something to say at its end takes it: then the first one only
// aborts a signal, and the second ends the process all the same.

export class Interruption {
  #taken: AbortController | null = null;

  /** Aborted by the next Ctrl-C. */
  take(): AbortSignal {
    this.#taken = new AbortController();
    return this.#taken.signal;
  }

  /** Whether somebody takes care of it. */
  strike(): boolean {
    if (this.#taken === null || this.#taken.signal.aborted) return false;
    this.#taken.abort();
    return true;
  }
}
