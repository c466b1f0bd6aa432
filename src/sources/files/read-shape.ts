// Reads a file in the shape that was recognised, and says as gaps what of it could not be read.

import type { Gap } from '../../model/evidence.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { ANSWERS } from './answers/answers.ts';
import * as gap from './file-gaps.ts';
import { shown } from './file-trouble.ts';
import { physicalLines, undecodableLines } from './physical-lines.ts';
import type { Answer } from './answers/answer.ts';
import type { DocumentReading, DocumentShape, LineShape, Shape } from './shape.ts';
import { SHAPES } from './shapes.ts';
import type { Transcript } from './transcript.ts';

/** A page of CloudWatch is 1 MB; this is more than sixty of them. Parsing takes several times as much memory. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

export interface Reading<S extends Shape = Shape> {
  readonly shape: S;
  readonly path: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
  readonly transcript: Transcript;
}

export interface ReadingResult {
  readonly gaps: readonly Gap[];
  /** False when parts of the file are known to be missing. */
  readonly complete: boolean;
  /** Set when it is no log but an answer about the build. */
  readonly answer: Answer | null;
}

/** Reads the bytes into the transcript. */
export async function readShape(reading: Reading): Promise<ReadingResult> {
  const { shape, name, transcript } = reading;
  const result =
    shape.kind === 'lines' ? await readLines({ ...reading, shape }) : await readDocument({ ...reading, shape });
  if (result.answer || transcript.lines.some((line) => line.text.trim() !== '')) return result;
  const nothing = shape.kind === 'document' ? gap.noEvents(name) : gap.empty(name, transcript.lines.length);
  return { ...result, gaps: [...result.gaps, nothing] };
}

async function readLines({ shape, name, bytes, transcript }: Reading<LineShape>): Promise<ReadingResult> {
  const gaps = new gap.LineGaps(name);
  let take: ReturnType<LineShape['begin']> | null = null;
  let ordinal = 0;
  for await (const batch of physicalLines(bytes)) {
    take ??= shape.begin(transcript);
    for (const line of batch.lines) take(line, (ordinal += 1));
    gaps.count(batch, ordinal);
  }
  return { gaps: [...transcript.gaps(name), ...gaps.all()], complete: transcript.forgotten === 0, answer: null };
}

async function readDocument({ shape, path, name, bytes, transcript }: Reading<DocumentShape>): Promise<ReadingResult> {
  const whole = await wholeDocument(path, bytes);
  const reading = shape.read(whole.toString('utf8'), transcript);
  if (reading.kind === 'foreign') throw foreignTrouble(path, reading.found);
  const undecodable = undecodableLines(whole);
  const gaps = [
    ...(undecodable > 0 ? [gap.undecodable(name, undecodable)] : []),
    ...documentGaps(name, reading, transcript.events),
  ];
  if (reading.kind === 'answer')
    return { gaps: [...gaps, ...reading.answer.gaps], complete: true, answer: reading.answer };
  return { gaps, complete: reading.kind === 'events' && reading.skipped === 0, answer: null };
}

async function wholeDocument(path: string, bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) throw tooLong(path);
  }
  return Buffer.concat(chunks);
}

function documentGaps(name: string, reading: DocumentReading, events: number): readonly Gap[] {
  if (reading.kind === 'excerpt') return [gap.excerpt(name, events)];
  return reading.kind === 'events' && reading.skipped > 0 ? [gap.skipped(name, reading.skipped)] : [];
}

function foreignTrouble(path: string, found: string): Trouble {
  return new Trouble(`${shown(path)} holds no log events: it is JSON, ${found}`, {
    exitCode: EXIT.usage,
    toTry: `give one of these: ${[...SHAPES, ...ANSWERS].map((shape) => shape.name).join('; ')}`,
  });
}

function tooLong(path: string): Trouble {
  return new Trouble(`${shown(path)} is one JSON document of more than 64 MiB`, {
    exitCode: EXIT.usage,
    toTry: `pass it event by event: jq -c '.events[]' ${path === shown('-') ? '' : `${path} `}| pc-doctor diagnose --from -`,
  });
}
