// Finds expressions in the lines of a log as bytes. They are scanned once for all literals together; only lines that hold one are decoded
// and searched by their expressions. Memory is the same for a log of any length: of a line at most LONGEST_LINE bytes are looked
// at, four times as many as the characters that an expression ever sees (scan.ts), so that its carriers fit too.

import { gramIndexOf, type GramIndex } from './gram-index.ts';
import { needlesOf, type Needle, type Needles } from './needles.ts';
import { oddPlaces } from './odd-lines.ts';
import { placesOf } from './short-needles.ts';
import { Suspects, type Suspect } from './suspects.ts';
import { verified, verifiedByAll, type Verified } from './verify.ts';
import type { WordScanner } from './words.ts';

/** A line in which something was found. */
export interface FoundLine {
  /** From 1. */
  readonly line: number;
  /** Without its line break, and without what lies beyond its longest length. */
  readonly text: string;
  /** Positions in the list of expressions, ascending. */
  readonly found: readonly number[];
}

export interface ByteScanOptions {
  readonly expressions: readonly string[];
  /** What an expression sees of a line: a part of it in one piece, unless the line holds an escape sequence. */
  readonly body: (line: string) => string;
  readonly scanner: WordScanner;
}

const LF = 0x0a;

/** Of a text in four places as long, the longest line. */
const LONGEST_SHARE = 4;

/** A scan of one log, fed with its bytes piece by piece. */
export class ByteScan {
  readonly #options: ByteScanOptions;
  readonly #needles: Needles;
  readonly #text: Buffer;
  readonly #longest: number;
  #index: GramIndex | null = null;
  #filled = 0;
  #line = 1;
  /** The line at the end of the text is longer than is kept; the rest of it is let go. */
  #cut = false;

  constructor(options: ByteScanOptions) {
    this.#options = options;
    this.#needles = needlesOf(options.expressions);
    this.#text = options.scanner.text;
    this.#longest = this.#text.length / LONGEST_SHARE;
  }

  /** Where the next bytes go; never empty. */
  get free(): Buffer {
    return this.#text.subarray(this.#filled);
  }

  /** To be called when so many bytes were put there; gives what was found in the lines that are complete. */
  took(count: number): FoundLine[] {
    this.#fill(count);
    const end = this.#text.subarray(0, this.#filled).lastIndexOf(LF) + 1;
    const found = end === 0 ? [] : this.#search(this.#text.subarray(0, end));
    this.#text.copyWithin(0, end, this.#filled);
    this.#filled -= end;
    this.#cut = this.#filled >= this.#longest;
    if (this.#cut) this.#filled = this.#longest;
    return found;
  }

  /** What was found in a last line without a line break. */
  end(): FoundLine[] {
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

  #search(block: Buffer): FoundLine[] {
    const odd = new Suspects(block);
    for (const at of oddPlaces(block)) odd.add(at, []);
    const others = this.#suspectsIn(block).filter(({ start }) => !odd.has(start));
    const { expressions, body } = this.#options;
    const how = { block, expressions, body, longestLine: this.#longest };
    const found = [...verified(others, how), ...verifiedByAll(odd.lines(), how)];
    return this.#numbered(
      found.sort((a, b) => a.start - b.start),
      block.length,
    );
  }

  #suspectsIn(block: Buffer): Suspect[] {
    const suspects = new Suspects(block);
    const { long, short, everyLine } = this.#needles;
    const index = (this.#index ??= this.#indexed(long, block));
    const add = ({ owners }: Needle, at: number) => suspects.add(at, owners);
    for (const at of this.#options.scanner.positions(block.length)) index.lookUp(block, at, add);
    for (const needle of short) for (const at of placesOf(needle, block)) add(needle, at);
    if (everyLine.length > 0) suspects.addEverywhere(everyLine);
    return suspects.lines();
  }

  /** Made when the first lines are there: it is fitted to them. */
  #indexed(needles: readonly Needle[], block: Buffer): GramIndex {
    const index = gramIndexOf(needles, block);
    const { wanted } = this.#options.scanner;
    wanted.fill(0);
    for (const hash of index.hashes) wanted[hash] = 1;
    return index;
  }

  #numbered(lines: readonly Verified[], end: number): FoundLine[] {
    const { lineBreaks } = this.#options.scanner;
    let counted = 0;
    const numbered = lines.map(({ start, text, found }) => {
      this.#line += lineBreaks(counted, start);
      counted = start;
      return { line: this.#line, text, found };
    });
    this.#line += lineBreaks(counted, end);
    return numbered;
  }
}
