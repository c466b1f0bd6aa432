// The matching engine behind its small interface: lines in, (line, expression) hits out. RE2 semantics, so that the time is linear
// in the text whatever a user's pattern says. Lines without the literals that an expression requires are ruled out first, many at a
// time. An expression sees at most LONGEST_SEARCHED characters of a line: CloudWatch events may be 1 MB long, and no message that
// explains a failure begins beyond its first 16 thousand characters.

import { RE2JS } from 're2js';
import { scanLiterals, SHORTEST_SCANNED } from './literal-scan.ts';
import { folded, requiredOf, type AnyOf } from './literals.ts';

const LONGEST_SEARCHED = 16_384;

/** Lines that can be asked for the positions of an expression. */
export interface Searchable {
  /** Positions of the lines in which the expression is found, ascending. */
  positions(expression: string): readonly number[];
}

/**
 * Makes lines searchable. An expression is looked for when it is first asked about, and once; the literals of those that are expected are
 * all found in one pass.
 */
export function searchable(lines: readonly string[], expected: readonly string[] = []): Searchable {
  const plain = new Block(lines.map(searched), rarestLiterals(expected, false));
  const inFolded = once(() => new Block(plain.lines.map(folded), rarestLiterals(expected, true)));
  const positions = remembering((expression) => {
    const { sets, caseless } = requiredBy(expression);
    const block = caseless ? inFolded() : plain;
    const [rarest, ...others] = sets;
    const candidates = rarest ? block.linesWith(rarest) : [...lines.keys()];
    return candidates.filter(
      (position) =>
        holdsAll(block.lines[position] ?? '', others) &&
        compiled(expression)
          .matcher(plain.lines[position] ?? '')
          .find(),
    );
  });
  return { positions };
}

function rarestLiterals(expressions: readonly string[], caseless: boolean): string[] {
  const required = expressions.map(requiredBy).filter((one) => one.caseless === caseless);
  return [...new Set(required.flatMap(({ sets }) => sets[0] ?? []))];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function searched(line: string): string {
  return line.length > LONGEST_SEARCHED ? line.slice(0, LONGEST_SEARCHED) : line;
}

function holdsAll(line: string, sets: readonly AnyOf[]): boolean {
  return sets.every((set) => set.some((literal) => line.includes(literal)));
}

/** Lines as one text, in which a literal is found many times faster than line by line. */
class Block {
  readonly lines: readonly string[];
  readonly #text: string;
  /** Where each line starts in the text. */
  readonly #starts: Uint32Array;
  readonly #known = new Map<string, readonly number[]>();

  /** `expected` are literals that will be asked about. */
  constructor(lines: readonly string[], expected: readonly string[]) {
    this.lines = lines;
    this.#text = lines.join('\n');
    this.#starts = new Uint32Array(lines.length);
    let start = 0;
    for (const [i, line] of lines.entries()) {
      this.#starts[i] = start;
      start += line.length + 1;
    }
    this.#scan(expected.filter((literal) => literal.length >= SHORTEST_SCANNED && !literal.includes('\n')));
  }

  #scan(literals: readonly string[]): void {
    if (literals.length === 0) return;
    const found = new Map(literals.map((literal): [string, number[]] => [literal, []]));
    let line = 0;
    scanLiterals(this.#text, literals, (literal, at) => {
      // Windows ascend, and the literals around them nearly.
      line = this.#lineAt(at, (this.#starts[line] ?? 0) <= at ? line : 0);
      const lines = found.get(literal);
      if (lines !== undefined && lines.at(-1) !== line) lines.push(line);
    });
    for (const [literal, lines] of found) this.#known.set(literal, lines);
  }

  /** Positions of the lines that hold any of these, ascending. */
  linesWith(literals: readonly string[]): readonly number[] {
    const [first = '', ...others] = literals;
    if (others.length === 0) return this.#linesWithOne(first);
    return [...new Set(literals.flatMap((literal) => this.#linesWithOne(literal)))].sort((a, b) => a - b);
  }

  #linesWithOne(literal: string): readonly number[] {
    const known = this.#known.get(literal);
    if (known) return known;
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
    this.#known.set(literal, found);
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

const requiredBy = remembering(requiredOf);
/** Compiled when a line first needs it: most expressions of the catalog meet no candidate in a log. */
const compiled = remembering((expression) => RE2JS.compile(expression));

function remembering<T>(make: (expression: string) => T): (expression: string) => T {
  const known = new Map<string, T>();
  return (expression) => {
    const fresh = known.get(expression) ?? make(expression);
    known.set(expression, fresh);
    return fresh;
  };
}

/** Named groups of the first occurrence in a line; null when it is not found. */
export function captures(expression: string, line: string): Record<string, string> | null {
  const regex = compiled(expression);
  const matcher = regex.matcher(searched(line));
  if (!matcher.find()) return null;
  const groups: Record<string, string> = {};
  for (const name of Object.keys(regex.namedGroups())) {
    const value = matcher.group(name);
    if (value !== null && value !== undefined) groups[name] = value;
  }
  return groups;
}
