// What a log on disk says of itself without being read: the lines that no program printed, and its last ones. They tell how the build
// ended; a survey over hundreds of logs needs no more of those that ended well. A packed log is unpacked for that, and let go as it comes.

import { createReadStream } from 'node:fs';
import { documentsIn, type Document } from './documents.ts';
import { partOfPieces, readableFromAnyLine } from './ends.ts';
import { only, type Head } from './head.ts';
import { headOf, markLength, sizeOf } from './long-log.ts';
import { isGzip, isTar } from './not-text.ts';
import type { Part } from './part.ts';
import { MAX_LINE_BYTES, physicalLines } from './physical-lines.ts';
import type { Place } from './places.ts';
import type { LineShape } from './shape.ts';
import { skim, Skimmer, type Skimmed } from './skim.ts';
import { Transcript } from './transcript.ts';

/** A shorter log is diagnosed as fast. */
const WORTH_IT_BYTES = 128 * 1024;
/** More than the longest line that programs print, mostly: the last line has to be whole. */
const END_BYTES = 8 * 1024;
/** Some five hundred lines tell the shape as well as all that is looked at where a log is read, in a quarter of the time. */
const HEAD_BYTES = 64 * 1024;

/** Null for a file in which marks cannot be told from output line by line, for a short one, and for an archive of several documents. */
export async function marksOf(place: Place): Promise<Part | null> {
  const size = sizeOf(place.path);
  if (size === 0) return null;
  const head = await headOf(place.path, HEAD_BYTES);
  if (isGzip(head) || isTar(head)) return marksOfPacked(place);
  return size < WORTH_IT_BYTES ? null : marksOfPlain(place, { size, head });
}

interface Plain {
  readonly size: number;
  readonly head: Head;
}

async function marksOfPlain({ path, name }: Place, { size, head }: Plain): Promise<Part | null> {
  const shape = readableFromAnyLine(head);
  const middle = shape && (await skim(path, { from: await markLength(path), to: size - END_BYTES }));
  return middle && partOf({ name, head, shape, middle, tail: createReadStream(path, { start: middle.end }) });
}

/** Where anything is amiss, null: whoever reads the whole says it. */
async function marksOfPacked({ path, name }: Place): Promise<Part | null> {
  const stream = createReadStream(path);
  let isAmiss = false;
  const say = () => {
    isAmiss = true;
  };
  const parts: (Part | null)[] = [];
  try {
    for await (const document of documentsIn({ path, name, stream, say })) {
      parts.push(parts.length > 0 ? null : await marksOfDocument(document));
      if (parts.includes(null)) return null;
    }
  } finally {
    stream.destroy();
  }
  return isAmiss ? null : (parts[0] ?? null);
}

async function marksOfDocument({ name, opened }: Document): Promise<Part | null> {
  const shape = readableFromAnyLine(opened.head);
  if (shape === null) return null;
  const middle = new Skimmer();
  let tail: Buffer = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of opened.bytes) {
    size += chunk.length;
    const held = Buffer.concat([tail, chunk]);
    tail = held.length > END_BYTES ? held.subarray(middle.take(held, held.length - END_BYTES)) : held;
    if (middle.isOverfull || tail.length > MAX_LINE_BYTES) return null;
  }
  return size < WORTH_IT_BYTES ? null : partOf({ name, head: opened.head, shape, middle, tail: only(tail) });
}

interface Marks {
  readonly name: string;
  readonly head: Head;
  readonly shape: LineShape;
  readonly middle: Skimmed;
  /** The lines after it. */
  readonly tail: AsyncIterable<Uint8Array>;
}

async function partOf({ name, head, shape, middle, tail }: Marks): Promise<Part | null> {
  const [first] = head.lines;
  if (first === undefined) return null;
  const transcript = new Transcript();
  const take = shape.begin(transcript);
  if (middle.lines[0]?.linesBefore !== 0) take(first, 1);
  for (const { linesBefore, text } of middle.lines) {
    transcript.leap();
    take(text, linesBefore + 1);
  }
  transcript.leap();
  let ordinal = middle.linesBefore;
  for await (const { lines } of physicalLines(tail)) {
    for (const line of lines) take(line, (ordinal += 1));
  }
  return partOfPieces(name, transcript, []);
}
