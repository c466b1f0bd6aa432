// The first stretch of a file, from which its shape is told, and the bytes from the first one on. A byte order mark is dropped here,
// so that nobody else meets one.

import type { Readable } from 'node:stream';

/** Enough for the longest event CloudWatch took until 2025, so that the first line of most files is whole. */
const HEAD_BYTES = 256 * 1024;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LF = 0x0a;

export interface Head {
  readonly bytes: Buffer;
  readonly text: string;
  /** The lines that hold more than blanks; the last one is left out where it may be cut. */
  readonly lines: readonly string[];
  /** True when the file has no more than this. */
  readonly whole: boolean;
}

export interface Opened {
  readonly head: Head;
  /** All bytes, those of the head included. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** Reads as much as tells the shape, or so many bytes at most. The rest is read when `bytes` is walked. */
export async function takeHead(
  stream: Readable | AsyncIterable<unknown>,
  headBytes: number = HEAD_BYTES,
): Promise<Opened> {
  const chunks = stream[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let size = 0;
  let whole = false;
  while (size < headBytes && !whole) {
    const next = await chunks.next();
    whole = next.done === true;
    if (whole) break;
    const chunk = bytesOf(next.value);
    taken.push(chunk);
    size += chunk.length;
  }
  const first = withoutMark(Buffer.concat(taken));
  // What is packed comes in pieces of a megabyte, which are more than the shape is told from.
  const head = first.subarray(0, headBytes);
  return { head: headOf(head, whole && head.length === first.length), bytes: withRest(first, chunks) };
}

/** Bytes that are in hand already, as a stream of them. */
export async function* only(...pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

async function* withRest(first: Buffer, rest: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield bytesOf(next.value);
}

/** Decoded when somebody asks: what is packed is no text, and decoding it takes longer than unpacking. */
function headOf(bytes: Buffer, whole: boolean): Head {
  const text = once(() => (whole ? bytes : wholeLines(bytes)).toString('utf8'));
  const lines = once(() =>
    text()
      .split(/\r*\n/)
      .filter((line) => line.trim() !== ''),
  );
  return {
    bytes,
    get text() {
      return text();
    },
    get lines() {
      return lines();
    },
    whole,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What stands before the last line break, or everything where there is none. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(LF);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? bytes.subarray(UTF8_MARK.length) : bytes;
}

/** Standard input gives text instead of bytes once somebody has set its encoding. */
function bytesOf(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Buffer.from(String(chunk), 'utf8');
}
