// A figure of the benchmark: what was done, what came out, what the README promises.

export interface Row {
  readonly work: string;
  readonly figure: string;
  readonly reach: string;
  /** Null where it could not be measured. */
  readonly met: boolean | null;
}

export const MEGABYTE = 1_000_000;

export function row(work: string, figure: string, reach: string, met: boolean | null): Row {
  return { work, figure, reach, met };
}

export function megabytes(amount: number): number {
  return Math.round(amount / MEGABYTE);
}
