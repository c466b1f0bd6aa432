// The clock of a recorded account: it stands still until somebody sets it, and whoever serves a stream learns when that happens.

export class Clock {
  #now: number;
  #waiting: (() => void)[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#now;
  }

  set(now: number): void {
    this.#now = now;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  /** Resolves when it is set the next time. */
  moves(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
