// Finds the lines of a log in which expressions may be found, as bytes. They are scanned once for all literals together; only lines that
// hold one are decoded. Memory is the same for a log of any length, since only the beginning of a very long line is kept.

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
  /** How many bytes of a line are kept; that much at the beginning of the scanner's text is for the line that the last bytes began. */
  readonly longest: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** A scan of one log, fed with its bytes piece by piece. */
export class ByteScan {
  /** Where the next bytes go. */
  readonly free: Buffer;
  readonly #options: ByteScanOptions;
  readonly #betrayed: ReturnType<typeof betrayedBy>;
  readonly #short: readonly Needle[];
  readonly #text: Buffer;
  /** So many bytes of the last line stand before the next ones. */
  #carried = 0;
  /** That line is longer than is kept; the rest of it is let go. */
  #cut = false;
  #line = 1;

  constructor(options: ByteScanOptions) {
    const { index, scanner, longest } = options;
    this.#options = options;
    this.#betrayed = betrayedBy(index);
    this.#short = index.short.flatMap((position) => index.needles[position] ?? []);
    this.#text = scanner.text;
    this.free = this.#text.subarray(longest);
  }

  /** The lines that have been searched so far. */
  get lines(): number {
    return this.#line - 1;
  }

  /** To be called when so many bytes were put there; gives the suspects among the lines that are complete now. */
  take(count: number): SuspectLine[] {
    const from = this.#options.longest;
    const to = from + count;
    const begin = this.#cut ? this.#joined(from, to) : from - this.#carried;
    const end = begin + this.#text.subarray(begin, to).lastIndexOf(LF) + 1;
    const suspects = begin === end ? [] : this.#search(begin, end);
    this.#carry(end, to);
    return suspects;
  }

  /** The last line, where it has no line break. */
  end(): SuspectLine[] {
    if (this.#carried === 0) return [];
    this.free[0] = LF;
    return this.take(1);
  }

  /** What was kept of a cut line is put before its line break, or, where none came, before what goes on with it; gives where it begins. */
  #joined(from: number, to: number): number {
    const at = this.#text.subarray(from, to).indexOf(LF);
    const end = at === -1 ? to : from + at;
    this.#text.copyWithin(end - this.#carried, from - this.#carried, from);
    return end - this.#carried;
  }

  /** Keeps the beginning of a line that goes on in the next bytes. */
  #carry(start: number, end: number): void {
    const { longest } = this.#options;
    this.#cut = end - start >= longest;
    this.#carried = Math.min(end - start, longest);
    this.#text.copyWithin(longest - this.#carried, start, start + this.#carried);
  }

  #search(from: number, to: number): SuspectLine[] {
    const block = this.#text.subarray(from, to);
    const suspects = new Suspects(block);
    for (const at of oddPlaces(block)) suspects.addAny(at);
    const add = ({ owners }: Needle, at: number) => suspects.add(at, owners);
    this.#betrayed.literalsAt({ text: block, positions: this.#options.scanner.positions(from, to) }, add);
    for (const needle of this.#short) for (const at of placesOf(needle, block)) add(needle, at);
    const { everyLine } = this.#options.index;
    if (everyLine.length > 0) suspects.addEverywhere(everyLine);
    return this.#decoded(suspects.lines(), from, to);
  }

  /** With their numbers; without those that lack something else that is required. */
  #decoded(suspects: readonly Suspect[], from: number, to: number): SuspectLine[] {
    const { scanner, body: bodyOf } = this.#options;
    let counted = from;
    const lines = suspects.flatMap(({ start, end, expressions }) => {
      this.#line += scanner.lineBreaks(counted, from + start);
      counted = from + start;
      const text = this.#textOf(from + start, from + end);
      const body = bodyOf(text);
      const possible = expressions === 'any' ? expressions : this.#possible(expressions, body);
      return possible.length === 0 ? [] : [{ line: this.#line, text, body, expressions: possible }];
    });
    this.#line += scanner.lineBreaks(counted, to);
    return lines;
  }

  #possible(suspected: ReadonlySet<number>, body: string): number[] {
    const { expressions } = this.#options.index;
    return [...suspected].filter((one) => isPossible(expressions[one] ?? '', body)).sort((a, b) => a - b);
  }

  #textOf(start: number, end: number): string {
    let stop = Math.min(end, start + this.#options.longest);
    while (stop > start && this.#text[stop - 1] === CR) stop -= 1;
    return this.#text.toString('utf8', start, stop);
  }
}
