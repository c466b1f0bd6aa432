// A long log that is packed has no end to begin at: it is unpacked once from its beginning, and what is read scrolls through a window. What has
// left the window is skimmed as bytes and let go, so that memory is the same for a log of any length; what is in it at last is its end.

import { createReadStream } from 'node:fs';
import type { OnProgress } from '../../model/progress.ts';
import type { Document } from './documents.ts';
import { endOfHead, LONG, readableFromAnyLine, readEnds, TAILS_BYTES } from './ends.ts';
import { only, takeHead } from './head.ts';
import { sizeOf } from './long-log.ts';
import { metered } from './metered.ts';
import { isGzip, isTar } from './not-text.ts';
import type { Part } from './part.ts';
import { MAX_LINE_BYTES } from './physical-lines.ts';
import { Skimmer } from './skim.ts';

/** How much of the ends of what is packed in a file is kept, one after the other; nothing for a file that is not packed. */
export async function tailsOfPacked(
  path: string,
  tailsBytes: readonly number[] = TAILS_BYTES,
): Promise<readonly number[]> {
  if (sizeOf(path) === 0) return [];
  const stream = createReadStream(path);
  const { head } = await takeHead(stream);
  stream.destroy();
  return isGzip(head) || isTar(head) ? tailsBytes : [];
}

/**
 * How a document was read. `short`: all of it is in hand, or it has to be read whole; `long`: by its ends; `unfit`: too much of it is no
 * output of programs, and only the whole tells.
 */
export type Scrolled =
  | { readonly kind: 'short'; readonly document: Document }
  | { readonly kind: 'long'; readonly part: Part }
  | { readonly kind: 'unfit' };

interface Manner {
  /** How many bytes of the end are kept at least. */
  readonly keep: number;
  readonly onProgress: OnProgress;
}

/** Reads a document by its ends, where it is a log that is long enough. */
export async function scroll(document: Document, { keep, onProgress }: Manner): Promise<Scrolled> {
  const { name, opened } = document;
  const { head } = opened;
  const shape = readableFromAnyLine(head);
  if (shape === null) return { kind: 'short', document };
  const window = new Window(LONG * keep);
  const report = (bytes: number) =>
    onProgress({ kind: 'reading', what: name, pages: 0, bytes, events: window.middle.linesBefore });
  let toPass = endOfHead(head);
  for await (const chunk of metered(opened.bytes, report)) {
    window.take(chunk.subarray(toPass));
    toPass = 0;
    if (window.isUnfit) return { kind: 'unfit' };
  }
  const beginning = head.bytes.subarray(0, endOfHead(head));
  const { middle, tail } = window;
  if (!window.hasScrolled)
    return { kind: 'short', document: { ...document, opened: { head, bytes: only(beginning, ...tail) } } };
  return { kind: 'long', part: await readEnds({ name, head, shape, middle, tail: only(...tail) }) };
}

/** What scrolls out at once: much less than what is unpacked at once, so that little more than the limit is read line by line. */
const PIECE_BYTES = 64 * 1024;

class Window {
  readonly middle = new Skimmer();
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  /** The beginning of a line whose end is still in the window. */
  #begun: Buffer = Buffer.alloc(0);
  hasScrolled = false;

  /** At least so many bytes stay in it. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  take(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) this.#takePiece(chunk.subarray(at, at + PIECE_BYTES));
  }

  #takePiece(piece: Buffer): void {
    this.#chunks.push(piece);
    this.#size += piece.length;
    for (let [first] = this.#chunks; first && this.#size - first.length >= this.#limit; [first] = this.#chunks) {
      this.#chunks.shift();
      this.#size -= first.length;
      this.#scrollOut(first);
    }
  }

  /** True where it saves nothing, or a line without an end would fill the memory. */
  get isUnfit(): boolean {
    return this.middle.isOverfull || this.#begun.length > MAX_LINE_BYTES;
  }

  /** What is left, from the beginning of a line on. */
  get tail(): readonly Buffer[] {
    return [this.#begun, ...this.#chunks];
  }

  #scrollOut(bytes: Buffer): void {
    this.hasScrolled = true;
    const lines = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    this.#begun = lines.subarray(this.middle.take(lines));
  }
}
