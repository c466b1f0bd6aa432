// Finds the lines of a log in which expressions may be found, as bytes. They are scanned once for all literals together; only lines that
// hold one are decoded. Memory is the same for a log of any length: of a line at most a quarter of the room is looked at, four times as
// many bytes as the characters that an expression ever sees (scan.ts), so that its carriers fit too.

import { isPossible } from '../required.ts';
import { betrayedBy } from './betrayed.ts';
import { oddPlaces } from './odd-lines.ts';
import type { Needle, ScanIndex } from './scan-index.ts';
import { placesOf } from './short-needles.ts';
import { Suspects, type Suspect } from './suspects.ts';
import type { WordScanner } from './word-scanner.ts';

/** A line in which something may be found. */
export interface SuspectLine {
  /** From 1. */
  readonly line: number;
  /** Without its line break, and without what lies beyond its longest length. */
  readonly text: string;
  /** What an expression sees of it. */
  readonly body: string;
  /** What it holds the literals of: positions in the index, ascending. Any may be found in a line whose bytes do not show what it says. */
  readonly expressions: readonly number[] | 'any';
}

export interface ByteScanOptions {
  readonly index: ScanIndex;
  /** What an expression sees of a line: a part of it in one piece, unless the line holds an escape sequence. */
  readonly body: (line: string) => string;
  /** For the same index. */
  readonly scanner: WordScanner;
}

const LF = 0x0a;
const CR = 0x0d;

/** Of a text in four places as long, the longest line. */
const LONGEST_SHARE = 4;

/** A scan of one log, fed with its bytes piece by piece. */
export class ByteScan {
  readonly #options: ByteScanOptions;
  readonly #betrayed: ReturnType<typeof betrayedBy>;
  readonly #short: readonly Needle[];
  readonly #text: Buffer;
  readonly #longest: number;
  #filled = 0;
  #line = 1;
  /** The line at the end of the text is longer than is kept; the rest of it is let go. */
  #cut = false;

  constructor(options: ByteScanOptions) {
    const { index, scanner } = options;
    this.#options = options;
    this.#betrayed = betrayedBy(index);
    this.#short = index.short.flatMap((position) => index.needles[position] ?? []);
    this.#text = scanner.text;
    this.#longest = this.#text.length / LONGEST_SHARE;
  }

  /** Where the next bytes go; never empty. */
  get free(): Buffer {
    return this.#text.subarray(this.#filled);
  }

  /** The lines that have ended so far. */
  get lines(): number {
    return this.#line - 1;
  }

  /** To be called when so many bytes were put there; gives the suspects among the lines that are complete. */
  took(count: number): SuspectLine[] {
    this.#fill(count);
    const end = this.#text.subarray(0, this.#filled).lastIndexOf(LF) + 1;
    const found = end === 0 ? [] : this.#search(this.#text.subarray(0, end));
    this.#text.copyWithin(0, end, this.#filled);
    this.#filled -= end;
    this.#cut = this.#filled >= this.#longest;
    if (this.#cut) this.#filled = this.#longest;
    return found;
  }

  /** The last line, where it has no line break. */
  end(): SuspectLine[] {
    if (this.#filled === 0) return [];
    this.free[0] = LF;
    return this.took(1);
  }

  #fill(count: number): void {
    const end = this.#filled + count;
    if (!this.#cut) {
      this.#filled = end;
      return;
    }
    const at = this.#text.subarray(this.#filled, end).indexOf(LF);
    if (at === -1) return;
    this.#text.copyWithin(this.#filled, this.#filled + at, end);
    this.#filled = end - at;
  }

  #search(block: Buffer): SuspectLine[] {
    const suspects = new Suspects(block);
    for (const at of oddPlaces(block)) suspects.addAny(at);
    const add = ({ owners }: Needle, at: number) => suspects.add(at, owners);
    const { positions, words } = this.#options.scanner;
    this.#betrayed.literalsAt({ text: block, words, positions: positions(block.length) }, add);
    for (const needle of this.#short) for (const at of placesOf(needle, block)) add(needle, at);
    const { everyLine } = this.#options.index;
    if (everyLine.length > 0) suspects.addEverywhere(everyLine);
    return this.#decoded(suspects.lines(), block);
  }

  /** With their numbers; without those that lack something else that is required. */
  #decoded(suspects: readonly Suspect[], block: Buffer): SuspectLine[] {
    const { scanner, body: bodyOf } = this.#options;
    let counted = 0;
    const lines = suspects.flatMap(({ start, end, expressions }) => {
      this.#line += scanner.lineBreaks(counted, start);
      counted = start;
      const text = this.#textOf(block, start, end);
      const body = bodyOf(text);
      const possible = expressions === 'any' ? expressions : this.#possible(expressions, body);
      return possible.length === 0 ? [] : [{ line: this.#line, text, body, expressions: possible }];
    });
    this.#line += scanner.lineBreaks(counted, block.length);
    return lines;
  }

  #possible(suspected: ReadonlySet<number>, body: string): number[] {
    const { expressions } = this.#options.index;
    return [...suspected].filter((one) => isPossible(expressions[one] ?? '', body)).sort((a, b) => a - b);
  }

  #textOf(block: Buffer, start: number, end: number): string {
    let stop = Math.min(end, start + this.#longest);
    while (stop > start && block[stop - 1] === CR) stop -= 1;
    return block.toString('utf8', start, stop);
  }
}
