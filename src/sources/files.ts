// Evidence from one file or from standard input. What is in it is told by its content, never by its name: people pipe, rename and
// paste. Text is read in chunks, so that a log of any length costs no more than the lines it yields.

import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { UNKNOWN_IMAGE, type Evidence } from '../model/evidence.ts';
import type { OnProgress } from '../model/progress.ts';
import { fileTrouble, shown } from './files/file-trouble.ts';
import { takeHead, type Opened } from './files/head.ts';
import { refuseWhatIsNoText } from './files/not-text.ts';
import { readShape } from './files/read-shape.ts';
import { shapeOf } from './files/shapes.ts';
import { Transcript } from './files/transcript.ts';

const CHUNK_BYTES = 256 * 1024;
const REPORT_EVERY_BYTES = 4 * 1024 * 1024;

export interface FileOptions {
  readonly onProgress: OnProgress;
  /** Stands in for standard input. */
  readonly input?: Readable | undefined;
}

/** Yields the evidence of one file, or of standard input for `-`. Throws `Trouble` for what is no log. */
export async function* readFile(path: string, options: FileOptions): AsyncGenerator<Evidence> {
  const name = path === '-' ? shown(path) : basename(path);
  const stream =
    path === '-' ? (options.input ?? process.stdin) : createReadStream(path, { highWaterMark: CHUNK_BYTES });
  let evidence: Evidence;
  try {
    evidence = await readStream({ path, name, stream, onProgress: options.onProgress });
  } catch (error) {
    throw fileTrouble(path, error);
  } finally {
    stream.destroy();
  }
  yield evidence;
}

interface Source {
  readonly path: string;
  readonly name: string;
  readonly stream: Readable;
  readonly onProgress: OnProgress;
}

async function readStream({ path, name, stream, onProgress }: Source): Promise<Evidence> {
  const transcript = new Transcript();
  const opened = await takeHead(stream);
  refuseWhatIsNoText(path, opened.head);
  const report = (bytes: number) => {
    onProgress({ kind: 'reading', what: name, pages: 0, bytes, events: transcript.events });
  };
  const bytes = metered(opened, report);
  const { gaps, complete } = await readShape({ shape: shapeOf(opened.head), path, name, bytes, transcript });
  return {
    image: UNKNOWN_IMAGE,
    logs: [{ group: null, name, events: transcript.events, complete }],
    lines: transcript.lines,
    gaps,
  };
}

async function* metered({ bytes }: Opened, report: (bytes: number) => void): AsyncGenerator<Buffer> {
  let read = 0;
  let reported = 0;
  for await (const chunk of bytes) {
    yield chunk;
    read += chunk.length;
    if (read - reported < REPORT_EVERY_BYTES) continue;
    reported = read;
    report(read);
  }
  report(read);
}
