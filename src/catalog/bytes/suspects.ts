// The lines of a block in which something may be found, gathered from the places where literals stand.

export interface Suspect {
  /** Where the line begins and ends in the block, its line break not counted. */
  readonly start: number;
  readonly end: number;
  /** The expressions (positions in the list) that may be found in it. */
  readonly expressions: ReadonlySet<number> | 'any';
}

interface Growing extends Suspect {
  expressions: Set<number> | 'any';
}

const LF = 0x0a;

/** Gathers suspects in a block of whole lines. */
export class Suspects {
  readonly #block: Buffer;
  readonly #lines = new Map<number, Growing>();
  #latest: Growing | null = null;

  constructor(block: Buffer) {
    this.#block = block;
  }

  /** In the line that holds this place. */
  add(at: number, expressions: readonly number[]): void {
    const line = this.#lineAt(at);
    if (line.expressions === 'any') return;
    for (const expression of expressions) line.expressions.add(expression);
  }

  /** Whatever is looked for may be found in the line that holds this place. */
  addAny(at: number): void {
    this.#lineAt(at).expressions = 'any';
  }

  /** In every line. */
  addEverywhere(expressions: readonly number[]): void {
    for (let at = 0; at < this.#block.length; at = this.#lineAt(at).end + 1) this.add(at, expressions);
  }

  /** In the order of the block. */
  lines(): Suspect[] {
    return [...this.#lines.values()].sort((a, b) => a.start - b.start);
  }

  #lineAt(at: number): Growing {
    const latest = this.#latest;
    if (latest !== null && latest.start <= at && at <= latest.end) return latest;
    // A negative place would be counted from the end.
    const start = at === 0 ? 0 : this.#block.lastIndexOf(LF, at - 1) + 1;
    const line = this.#lines.get(start) ?? { start, end: this.#block.indexOf(LF, at), expressions: new Set<number>() };
    this.#lines.set(start, line);
    this.#latest = line;
    return line;
  }
}
