// So many calls within a second, for each region by itself, as AWS counts them. Calls that are refused count for nothing.

const SECOND_MS = 1000;

export class Quota {
  readonly #perSecond: number;
  readonly #now: () => number;
  /** By region, when the calls of the last second were let through. */
  readonly #admitted = new Map<string, readonly number[]>();

  /** `now` gives milliseconds. */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Whether a call is let through. */
  admits(region: string): boolean {
    const now = this.#now();
    const recent = (this.#admitted.get(region) ?? []).filter((at) => now - at < SECOND_MS);
    const isFree = recent.length < this.#perSecond;
    this.#admitted.set(region, isFree ? [...recent, now] : recent);
    return isFree;
  }
}
