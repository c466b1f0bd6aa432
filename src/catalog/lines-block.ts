// Lines as one text, in which a literal is found many times faster than line by line, and hundreds of them in one pass.

import { scanLiterals, SHORTEST_SCANNED, type Wanted } from './literal-scan.ts';
import { folded, type Required } from './literals.ts';

/** What RE2 takes for an ASCII letter when case does not count, and `toLowerCase` of a slice does not. */
const FOLDS_TO_ASCII = /[\u017f\u212a]/;

/** The lines of a log. */
export class LinesBlock {
  readonly lines: readonly string[];
  readonly #text: string;
  /** Where each line starts in the text. */
  readonly #starts: Uint32Array;
  /** Positions of lines by literal, those of caseless ones apart. */
  readonly #known = { plain: new Map<string, readonly number[]>(), caseless: new Map<string, readonly number[]>() };
  #folded: LinesBlock | null = null;

  /** `expected` is what will be asked about. */
  constructor(lines: readonly string[], expected: readonly Required[]) {
    this.lines = lines;
    this.#text = lines.join('\n');
    this.#starts = new Uint32Array(lines.length);
    let start = 0;
    for (const [i, line] of lines.entries()) {
      this.#starts[i] = start;
      start += line.length + 1;
    }
    this.#scan(expected);
  }

  /** Positions of the lines that may match what requires this, ascending; null when nothing is required. */
  candidates({ sets, caseless }: Required): readonly number[] | null {
    const [rarest, ...others] = sets;
    if (rarest === undefined) return null;
    const found = this.#linesWith(rarest, caseless);
    if (others.length === 0) return found;
    return found.filter((position) => {
      const line = this.lines[position] ?? '';
      const shown = caseless ? folded(line) : line;
      return others.every((set) => set.some((literal) => shown.includes(literal)));
    });
  }

  #scan(expected: readonly Required[]): void {
    const isPlain = !FOLDS_TO_ASCII.test(this.#text);
    const usable = expected.filter(({ caseless }) => isPlain || !caseless);
    const wanted = distinct(usable).filter(
      ({ literal }) => literal.length >= SHORTEST_SCANNED && !literal.includes('\n'),
    );
    if (wanted.length === 0) return;
    const all = wanted.map((one) => ({ ...one, lines: [] as number[] }));
    let line = 0;
    scanLiterals(this.#text, all, ({ lines }, at) => {
      // Windows ascend, and the literals around them nearly.
      line = this.#lineAt(at, (this.#starts[line] ?? 0) <= at ? line : 0);
      if (lines.at(-1) !== line) lines.push(line);
    });
    for (const { literal, caseless, lines } of all) this.#known[caseless ? 'caseless' : 'plain'].set(literal, lines);
  }

  #linesWith(literals: readonly string[], caseless: boolean): readonly number[] {
    const [first = '', ...others] = literals;
    if (others.length === 0) return this.#linesWithOne(first, caseless);
    return [...new Set(literals.flatMap((literal) => this.#linesWithOne(literal, caseless)))].sort((a, b) => a - b);
  }

  #linesWithOne(literal: string, caseless: boolean): readonly number[] {
    const known = this.#known[caseless ? 'caseless' : 'plain'];
    const found = known.get(literal) ?? (caseless ? this.#inFolded(literal) : this.#indexed(literal));
    known.set(literal, found);
    return found;
  }

  /** What was not expected is looked for in a copy without capitals. */
  #inFolded(literal: string): readonly number[] {
    const block = this.#folded ?? new LinesBlock(this.lines.map(folded), []);
    this.#folded = block;
    return block.#linesWithOne(literal, false);
  }

  #indexed(literal: string): readonly number[] {
    const found: number[] = [];
    let line = 0;
    for (
      let at = this.#text.indexOf(literal);
      at >= 0;
      at = this.#text.indexOf(literal, this.#starts[line + 1] ?? Infinity)
    ) {
      line = this.#lineAt(at, line);
      found.push(line);
    }
    return found;
  }

  /** The line that holds the offset; `from` is not after it. */
  #lineAt(offset: number, from: number): number {
    let low = from;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The rarest literals of each. */
function distinct(required: readonly Required[]): Wanted[] {
  const keys = new Map<string, Wanted>();
  for (const { sets, caseless } of required) {
    for (const literal of sets[0] ?? []) keys.set(`${caseless} ${literal}`, { literal, caseless });
  }
  return [...keys.values()];
}
