// Bytes in, lines out, in batches: one asynchronous step a line would cost more than the reading. Lines are decoded a stretch at a
// time between two line breaks, which no UTF-8 character straddles. The start of an endless line is kept, the rest only counted.

import { isAscii, isUtf8 } from 'node:buffer';

/** CloudWatch Logs takes no longer event: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const MAX_LINE_BYTES = 1024 * 1024;
/** Far below the longest line, so that only a line that is carried over can be too long. */
const STRETCH_BYTES = 64 * 1024;
const LF = 0x0a;
const CR = 0x0d;

export interface LineBatch {
  /** Without their line breaks, LF or CR LF. */
  readonly lines: readonly string[];
  /** Lines that are no valid UTF-8; U+FFFD stands in them. */
  readonly undecodable: number;
  /** Full length of the batch's only line, when it had to be cut. */
  readonly cutFrom: number | null;
}

/** Splits bytes into lines, whatever the boundaries of the chunks. A last line without a line break counts. */
export async function* physicalLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LineBatch> {
  const carried = new CarriedLine();
  for await (const chunk of bytes) {
    for (const stretch of stretches(chunk)) yield* finished(stretch, carried);
  }
  if (carried.size > 0) yield carried.finish();
}

/** How many lines of the bytes are no valid UTF-8. */
export function undecodableLines(bytes: Buffer): number {
  if (isUtf8(bytes)) return 0;
  let count = 0;
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found === -1 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) count += 1;
    start = end + 1;
  }
  return count;
}

function* stretches(chunk: Uint8Array): Generator<Buffer> {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let at = 0; at < bytes.length; at += STRETCH_BYTES) yield bytes.subarray(at, at + STRETCH_BYTES);
}

function* finished(stretch: Buffer, carried: CarriedLine): Generator<LineBatch> {
  const first = stretch.indexOf(LF);
  if (first === -1) {
    carried.add(stretch);
    return;
  }
  carried.add(stretch.subarray(0, first));
  yield carried.finish();
  const last = stretch.lastIndexOf(LF);
  if (last > first) yield decoded(stretch.subarray(first + 1, last));
  carried.add(stretch.subarray(last + 1));
}

function decoded(bytes: Buffer, cutFrom: number | null = null): LineBatch {
  const lines = textOf(bytes).split('\n');
  return {
    lines: bytes.includes(CR) ? lines.map(withoutReturns) : lines,
    undecodable: undecodableLines(bytes),
    cutFrom,
  };
}

/** Twice as fast for plain ASCII, which nearly all of a log is. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

/** More than one where a file with CR LF was converted once more. */
function withoutReturns(line: string): string {
  let end = line.length;
  while (line.charCodeAt(end - 1) === CR) end -= 1;
  return line.slice(0, end);
}

/** The line that the last stretch left unfinished. */
class CarriedLine {
  size = 0;
  #kept: Buffer[] = [];

  add(piece: Buffer): void {
    const room = Math.max(0, MAX_LINE_BYTES - this.size);
    if (room > 0 && piece.length > 0) this.#kept.push(piece.subarray(0, room));
    this.size += piece.length;
  }

  finish(): LineBatch {
    const kept = Buffer.concat(this.#kept);
    const cut = this.size > MAX_LINE_BYTES;
    const batch = decoded(cut ? wholeCharacters(kept) : kept, cut ? this.size : null);
    this.#kept = [];
    this.size = 0;
    return batch;
  }
}

/** Drops the start of a character whose end was cut off. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return back < lengthOfCharacter(byte) ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

function lengthOfCharacter(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}
