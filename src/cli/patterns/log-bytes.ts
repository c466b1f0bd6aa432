// The bytes of a log of any kind, put through a scan. A file on disk is read straight into the memory of the scan; standard input and what
// is packed come as a stream. Other work has its turn between two pieces: the deadline, an interrupt.

import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { PassThrough, pipeline, Readable } from 'node:stream';
import type { ByteScan, SuspectLine } from '../../catalog/bytes/byte-scan.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { fileTrouble, shown } from '../../sources/files/file-trouble.ts';
import { takeHead, type Head } from '../../sources/files/head.ts';
import { isGzip, isUtf16 } from '../../sources/files/not-text.ts';
import { fromUtf16 } from '../../sources/files/utf16.ts';
import type { Part } from './parts.ts';

/** A log that may be unpacked already while another one is looked at. */
export interface Log {
  readonly path: string;
  /** Null for one that is opened in its turn. */
  readonly pieces: AsyncIterable<Buffer> | null;
}

/** The logs at these paths, `-` for standard input. Of what is packed, the next one is unpacked ahead: zlib has a core of its own. */
export function* logsAt(paths: readonly string[]): Generator<Log> {
  let before: Log | null = null;
  for (const path of paths) {
    const log = logAt(path);
    if (before !== null) yield before;
    before = log;
  }
  if (before !== null) yield before;
}

interface Scanning {
  readonly scan: ByteScan;
  /** Of a file that can be read in parts. */
  readonly part: Part;
}

/** The suspects of a scan in a part of a log. It throws what `logTrouble` can explain. */
export async function* suspectsIn(
  { path, pieces }: Log,
  { scan, part }: Scanning,
): AsyncGenerator<readonly SuspectLine[]> {
  if (pieces === null && isPlainFile(path)) yield* fromDisk(path, scan, part);
  else yield* fromPieces(pieces ?? piecesOf(path), scan);
  yield scan.end();
}

/** Why a log could not be read, in words a user can act on; what is no such reason stays as it is. */
export function logTrouble(path: string, error: unknown): unknown {
  return damageTrouble(path, error) ?? fileTrouble(path, error);
}

function logAt(path: string): Log {
  return { path, pieces: isPackedFile(path) ? begun(piecesOf(path)) : null };
}

/** What cannot be opened is said in its turn. */
function isPackedFile(path: string): boolean {
  try {
    return isGzip(beginningOf(path));
  } catch {
    return false;
  }
}

/** The first piece is asked for at once. */
function begun(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = pieces.next();
  // It is thrown where the pieces are read.
  first.catch(() => {});
  return goingOn(first, pieces);
}

async function* goingOn(first: Promise<IteratorResult<Buffer, void>>, rest: AsyncGenerator<Buffer>) {
  const { done, value } = await first;
  if (done === true) return;
  yield value;
  yield* rest;
}

/** Not a pipe, not packed, and not in the encoding of Windows: it can be read in parts. */
export function isPlainFile(path: string): boolean {
  if (path === '-' || !statSync(path).isFile()) return false;
  const head = beginningOf(path);
  return !isGzip(head) && !isUtf16(head);
}

/** Of a file on disk, what tells how it is packed; nothing of anything else, which can be read only once. */
function beginningOf(path: string): Pick<Head, 'bytes'> {
  if (path === '-' || !statSync(path).isFile()) return { bytes: Buffer.alloc(0) };
  return withFile(path, (file) => {
    const bytes = Buffer.alloc(2);
    readSync(file, bytes);
    return { bytes };
  });
}

function withFile<T>(path: string, job: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return job(file);
  } finally {
    closeSync(file);
  }
}

/** Not read ahead by a thread of Node's: handing every piece over takes longer than reading it, and the system reads ahead itself. */
async function* fromDisk(path: string, scan: ByteScan, { from, to }: Part): AsyncGenerator<readonly SuspectLine[]> {
  const file = openSync(path, 'r');
  let at = from;
  const read = () => readSync(file, scan.free, 0, Math.min(scan.free.length, to - at), at);
  try {
    for (let count = read(); count > 0; count = read()) {
      at += count;
      yield scan.take(count);
      await turnOfOthers();
    }
  } finally {
    closeSync(file);
  }
}

async function* fromPieces(pieces: AsyncIterable<Buffer>, scan: ByteScan): AsyncGenerator<readonly SuspectLine[]> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      const count = piece.copy(scan.free, 0, at);
      yield scan.take(count);
      at += count;
    }
  }
}

const READ_AT_ONCE = 256 * 1024;
/** Larger pieces are unpacked faster. */
const UNPACKED_AT_ONCE = 1024 * 1024;
/** How far zlib may be ahead of the scan. */
const UNPACKED_AHEAD = 4 * UNPACKED_AT_ONCE;

async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: READ_AT_ONCE });
  const { head, bytes } = await takeHead(stream);
  if (isUtf16(head)) yield* fromUtf16(bytes);
  else if (isGzip(head)) yield* gunzipped(bytes);
  else yield* bytes;
}

async function* gunzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const ahead = new PassThrough({ highWaterMark: UNPACKED_AHEAD });
  // What fails is thrown where the bytes are read.
  pipeline(Readable.from(bytes), createGunzip({ chunkSize: UNPACKED_AT_ONCE }), ahead, () => {});
  for await (const chunk of ahead) if (Buffer.isBuffer(chunk)) yield chunk;
}

/** Where gzip says that its bytes are cut off or spoilt. */
function damageTrouble(path: string, error: unknown): Trouble | null {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('Z_')) return null;
  return new Trouble(`${shown(path)} is damaged: ${error.message}`, {
    exitCode: EXIT.usage,
    toTry: 'copy it again; what could be unpacked is above',
    cause: error,
  });
}
