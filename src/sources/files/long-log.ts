// A long log on disk is read as a stream on AWS is: from its end backward, until the answer is settled. Its beginning is read as well, since
// there it says which image it builds, and what lies between is skimmed, for the marks of its steps and so that line numbers are exact.

import { createReadStream, statSync } from 'node:fs';
import { endOfHead, LONG, readableFromAnyLine, readEnds, TAILS_BYTES } from './ends.ts';
import { takeHead, type Head } from './head.ts';
import type { Part } from './part.ts';
import type { Place } from './places.ts';
import { skim } from './skim.ts';

const CHUNK_BYTES = 256 * 1024;
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
    if (middle === null) continue;
    const tail = createReadStream(path, { start: middle.end, highWaterMark: CHUNK_BYTES });
    yield await readEnds({ name, head, shape, middle, tail });
  }
}

/** 0 for what is no file on disk: a pipe has no end to begin at. */
export function sizeOf(path: string): number {
  const found = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}

/** A byte order mark is no part of the head. */
export async function markLength(path: string): Promise<number> {
  for await (const first of createReadStream(path, { end: UTF8_MARK.length - 1 })) {
    return Buffer.isBuffer(first) && first.equals(UTF8_MARK) ? UTF8_MARK.length : 0;
  }
  return 0;
}

/** The first stretch of a file, or so many bytes of it. */
export async function headOf(path: string, bytes?: number): Promise<Head> {
  const stream = createReadStream(path);
  const { head } = await takeHead(stream, bytes);
  stream.destroy();
  return head;
}
