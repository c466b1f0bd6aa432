// A long log by its ends: its beginning says which image it builds, its end says what failed, and of what lies between only the marks of its
// steps are known, and how many lines there were, so that line numbers are exact.

import type { Gap } from '../../model/evidence.ts';
import { exportFacts, exportGaps } from './exports.ts';
import { LineGaps } from './file-gaps.ts';
import { only, type Head } from './head.ts';
import { isText } from './not-text.ts';
import type { Part } from './part.ts';
import { physicalLines } from './physical-lines.ts';
import type { LineShape } from './shape.ts';
import { shapeOf } from './shapes.ts';
import { isImageConfig } from './shapes/config-yaml.ts';
import { isMarkdown } from './shapes/markdown.ts';
import { isOwnEvidence } from './shapes/own-evidence.ts';
import type { Skimmed } from './skim.ts';
import { Transcript } from './transcript.ts';

/** How much of the end is read, one after the other, before the whole is. */
export const TAILS_BYTES: readonly number[] = [1024 * 1024, 8 * 1024 * 1024];
/** In a log that is not so many times as long the whole is read as fast. */
export const LONG = 2;
const LF = 0x0a;

/** What stands in the head in whole lines. */
export function endOfHead({ bytes }: Head): number {
  return bytes.lastIndexOf(LF) + 1;
}

/** The shape of a log whose end can be read without its middle; null for any other document. */
export function readableFromAnyLine(head: Head): LineShape | null {
  if (!isText(head) || isOwnEvidence(head) || isImageConfig(head) || isMarkdown(head)) return null;
  const shape = shapeOf(head);
  return shape.kind === 'lines' && shape.readsFromAnyLine === true ? shape : null;
}

export interface Ends {
  readonly name: string;
  readonly head: Head;
  readonly shape: LineShape;
  readonly middle: Skimmed;
  /** The lines after it. */
  readonly tail: AsyncIterable<Uint8Array>;
}

/** What the beginning and the end of a log tell, and the marks between them. */
export async function readEnds({ name, head, shape, middle, tail }: Ends): Promise<Part> {
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
  await read(tail);
  return partOfPieces(name, transcript, [...gaps.all(), ...exportGaps(name, transcript.lines)]);
}

/** What was read here and there of a log. */
export function partOfPieces(name: string, { events, lines }: Transcript, gaps: readonly Gap[]): Part {
  return {
    name,
    authority: 'log',
    logs: [{ group: null, name, events, complete: false }],
    lines,
    facts: exportFacts(name),
    images: [],
    gaps,
    whole: null,
  };
}
