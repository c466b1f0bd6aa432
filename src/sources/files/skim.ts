// Skims over the middle of a long log: counts its lines and keeps those that no program printed on its standard output, since among them
// are the marks of components, steps and exit codes. The others are not even decoded; that is what makes it fast.

import { open, type FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;
const LF = 0x0a;
const BLANK = 0x20;
const TAB = 0x09;
/** `Stdout:`, and `Stderr:` where AWSTOE repeats it before each line. */
const STREAM_LABEL = Buffer.from('Std');
/** A longer first word is no time. */
const LONGEST_STAMP = 40;
const DATE_LENGTH = 10;
/** Where so many lines are no output, the log is of another kind, and nothing is saved. */
const MOST_KEPT = 200_000;

/** Lines that are kept, and how many stand before each among those that were skimmed. */
export interface Skimmed {
  readonly lines: readonly { readonly linesBefore: number; readonly text: string }[];
  /** How many lines were skimmed. */
  readonly linesBefore: number;
}

/** Takes the lines of a log one after the other, as bytes. */
export class Skimmer implements Skimmed {
  readonly lines: { linesBefore: number; text: string }[] = [];
  linesBefore = 0;

  /** True where too much would have to be kept. */
  get isOverfull(): boolean {
    return this.lines.length > MOST_KEPT;
  }

  /** Takes the whole lines of these bytes, up to the one in which the offset `to` lies; gives how many bytes they have. */
  take(bytes: Buffer, to = Infinity): number {
    let start = 0;
    for (let stop = bytes.indexOf(LF); stop !== -1; stop = bytes.indexOf(LF, start)) {
      if (!isOutput(bytes, start)) {
        this.lines.push({ linesBefore: this.linesBefore, text: textOf(bytes.subarray(start, stop)) });
      }
      this.linesBefore += 1;
      start = stop + 1;
      if (start > to) break;
    }
    return start;
  }
}

interface Span {
  /** Offset of the first byte of a line. */
  readonly from: number;
  /** The line in which this offset lies is the last. */
  readonly to: number;
}

/** Skims a part of a file; `end` is where the first line after it begins. Null where too much would have to be kept. */
export async function skim(path: string, { from, to }: Span): Promise<(Skimmed & { readonly end: number }) | null> {
  const skimmer = new Skimmer();
  let end = from;
  for await (const whole of wholeLines(path, from)) {
    end += skimmer.take(whole, to - end);
    const { lines, linesBefore } = skimmer;
    if (end > to) return { lines, linesBefore, end };
    if (skimmer.isOverfull) return null;
  }
  return null;
}

function textOf(line: Buffer): string {
  return line.toString('utf8').replace(/\r+$/, '');
}

/** Bytes that end with a line break. A line that is longer than a chunk is met as pieces. */
async function* wholeLines(path: string, from: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let carried = 0;
  let position = from;
  try {
    for (;;) {
      const { bytesRead } = await readInto(file, { buffer, carried, position });
      if (bytesRead === 0) return;
      position += bytesRead;
      const filled = buffer.subarray(0, carried + bytesRead);
      const end = filled.lastIndexOf(LF) + 1;
      if (end === 0 && filled.length === buffer.length) return;
      if (end > 0) yield filled.subarray(0, end);
      carried = filled.length - end;
      filled.copy(buffer, 0, end);
    }
  } finally {
    await file.close();
  }
}

interface Place {
  readonly buffer: Buffer;
  readonly carried: number;
  readonly position: number;
}

function readInto(file: FileHandle, { buffer, carried, position }: Place) {
  return file.read(buffer, carried, buffer.length - carried, position);
}

function isOutput(bytes: Buffer, start: number): boolean {
  const at = afterStamp(bytes, start);
  return bytes[at] === STREAM_LABEL[0] && bytes[at + 1] === STREAM_LABEL[1] && bytes[at + 2] === STREAM_LABEL[2];
}

/** Where the text begins behind `2023-01-27T11:20:16.887Z `; the start itself where there is no time. */
function afterStamp(bytes: Buffer, start: number): number {
  if (bytes[start + DATE_LENGTH] !== 0x54) return start;
  for (let at = start + DATE_LENGTH; at < start + LONGEST_STAMP; at += 1) {
    if (bytes[at] === BLANK || bytes[at] === TAB) return at + 1;
    if (bytes[at] === LF) return start;
  }
  return start;
}
