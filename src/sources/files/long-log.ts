// A long log on disk is read as a stream on AWS is: from its end backward, until the answer is settled. Its beginning is read as well, since
// there it says which image it builds, and what lies between is skimmed, for the marks of its steps and so that line numbers are exact.

import { createReadStream, statSync } from 'node:fs';
import { isImageConfig } from './shapes/config-yaml.ts';
import { isOwnEvidence } from './shapes/own-evidence.ts';
import { isMarkdown } from './shapes/markdown.ts';
import { exportFacts, exportGaps } from './exports.ts';
import { LineGaps } from './file-gaps.ts';
import { only, takeHead, type Head } from './head.ts';
import { isText } from './not-text.ts';
import type { Part } from './part.ts';
import { physicalLines } from './physical-lines.ts';
import type { Place } from './places.ts';
import type { LineShape } from './shape.ts';
import { shapeOf } from './shapes.ts';
import { skim, type Skimmed } from './skim.ts';
import { Transcript } from './transcript.ts';

/** How much of the end is read, one after the other, before the whole is. */
const TAILS_BYTES = [1024 * 1024, 8 * 1024 * 1024];
/** In a shorter file the whole is read as fast. */
const LONG = 2;
const CHUNK_BYTES = 256 * 1024;
const LF = 0x0a;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Its beginning and more and more of its end; nothing for a file that has to be read from its beginning, or is short. */
export async function* endsOfLong(
  { path, name }: Place,
  tailsBytes: readonly number[] = TAILS_BYTES,
): AsyncGenerator<Part> {
  const size = sizeOf(path);
  const tails = tailsBytes.filter((bytes) => size > LONG * bytes);
  if (tails.length === 0) return;
  const head = await headOf(path);
  const shape = readableFromAnyLine(head);
  if (shape === null) return;
  const beginning = endOfHead(head) + (await markLength(path));
  for (const bytes of tails) {
    const middle = await skim(path, { from: beginning, to: size - bytes });
    if (middle !== null) yield await readEnds({ path, name, head, shape, middle });
  }
}

/** 0 for what is no file on disk: a pipe has no end to begin at. */
export function sizeOf(path: string): number {
  const found = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}

/** What stands in the head in whole lines. */
function endOfHead({ bytes }: Head): number {
  return bytes.lastIndexOf(LF) + 1;
}

/** A byte order mark is no part of the head. */
export async function markLength(path: string): Promise<number> {
  for await (const first of createReadStream(path, { end: UTF8_MARK.length - 1 })) {
    return Buffer.isBuffer(first) && first.equals(UTF8_MARK) ? UTF8_MARK.length : 0;
  }
  return 0;
}

/** The first stretch of a file. */
export async function headOf(path: string): Promise<Head> {
  const stream = createReadStream(path);
  const { head } = await takeHead(stream);
  stream.destroy();
  return head;
}

/** The shape of a log of which any line can be read by itself, or null. */
export function readableFromAnyLine(head: Head): LineShape | null {
  if (!isText(head) || isOwnEvidence(head) || isImageConfig(head) || isMarkdown(head)) return null;
  const shape = shapeOf(head);
  return shape.kind === 'lines' && shape.readsFromAnyLine === true ? shape : null;
}

interface Ends extends Place {
  readonly head: Head;
  readonly shape: LineShape;
  readonly middle: Skimmed;
}

async function readEnds({ path, name, head, shape, middle }: Ends): Promise<Part> {
  const transcript = new Transcript();
  const gaps = new LineGaps(name);
  const take = shape.begin(transcript);
  let ordinal = 0;
  const read = async (bytes: AsyncIterable<Uint8Array>) => {
    for await (const batch of physicalLines(bytes)) {
      for (const line of batch.lines) take(line, (ordinal += 1));
      gaps.count(batch, ordinal);
    }
  };
  await read(only(head.bytes.subarray(0, endOfHead(head))));
  const headLines = ordinal;
  const goOn = (linesBefore: number) => {
    if (ordinal < headLines + linesBefore) transcript.leap();
    ordinal = headLines + linesBefore;
  };
  for (const { linesBefore, text } of middle.lines) {
    goOn(linesBefore);
    take(text, (ordinal += 1));
  }
  goOn(middle.linesBefore);
  await read(createReadStream(path, { start: middle.end, highWaterMark: CHUNK_BYTES }));
  return {
    name,
    authority: 'log',
    logs: [{ group: null, name, events: transcript.events, complete: false }],
    lines: transcript.lines,
    facts: exportFacts(name),
    images: [],
    gaps: [...gaps.all(), ...exportGaps(name, transcript.lines)],
    whole: null,
  };
}
