// What a log on disk says of itself without being read: the lines that no program printed, and its last ones. They tell how the build
// ended; a survey over hundreds of logs needs no more of those that ended well.

import { createReadStream } from 'node:fs';
import { readableFromAnyLine } from './ends.ts';
import { exportFacts } from './exports.ts';
import { headOf, markLength, sizeOf } from './long-log.ts';
import type { Part } from './part.ts';
import { physicalLines } from './physical-lines.ts';
import type { Place } from './places.ts';
import { skim } from './skim.ts';
import { Transcript } from './transcript.ts';

/** A shorter log is diagnosed as fast. */
const WORTH_IT_BYTES = 128 * 1024;
/** More than the longest line that programs print, mostly: the last line has to be whole. */
const END_BYTES = 8 * 1024;

/** Null for a file in which marks cannot be told from output line by line, and for a short one. */
export async function marksOf({ path, name }: Place): Promise<Part | null> {
  const size = sizeOf(path);
  const head = size < WORTH_IT_BYTES ? null : await headOf(path);
  const shape = head && readableFromAnyLine(head);
  const [first] = head?.lines ?? [];
  if (shape === null || first === undefined) return null;
  const skimmed = await skim(path, { from: await markLength(path), to: size - END_BYTES });
  if (skimmed === null) return null;
  const transcript = new Transcript();
  const take = shape.begin(transcript);
  if (skimmed.lines[0]?.linesBefore !== 0) take(first, 1);
  for (const { linesBefore, text } of skimmed.lines) {
    transcript.leap();
    take(text, linesBefore + 1);
  }
  transcript.leap();
  let ordinal = skimmed.linesBefore;
  for await (const { lines } of physicalLines(createReadStream(path, { start: skimmed.end }))) {
    for (const line of lines) take(line, (ordinal += 1));
  }
  return {
    name,
    authority: 'log',
    logs: [{ group: null, name, events: transcript.events, complete: false }],
    lines: transcript.lines,
    facts: exportFacts(name),
    images: [],
    gaps: [],
    whole: null,
  };
}
