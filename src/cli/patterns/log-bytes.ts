// The bytes of a log of any kind, put through a scan. A file on disk is read straight into the memory of the scan; standard input and what
// is packed come as a stream. Other work has its turn between two pieces: the deadline, an interrupt.

import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import type { ByteScan, SuspectLine } from '../../catalog/bytes/byte-scan.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { fileTrouble, shown } from '../../sources/files/file-trouble.ts';
import { takeHead } from '../../sources/files/head.ts';
import { isGzip, isUtf16 } from '../../sources/files/not-text.ts';
import { fromUtf16 } from '../../sources/files/utf16.ts';

/** The suspects of a scan in a file, `-` for standard input. Throws Trouble where it cannot be read. */
export async function* suspectsIn(path: string, scan: ByteScan): AsyncGenerator<readonly SuspectLine[]> {
  try {
    yield* isPlainFile(path) ? fromDisk(path, scan) : fromStream(path, scan);
    yield scan.end();
  } catch (error) {
    throw damageTrouble(path, error) ?? fileTrouble(path, error);
  }
}

/** Not a pipe, not packed, and not in the encoding of Windows. */
function isPlainFile(path: string): boolean {
  if (path === '-' || !statSync(path).isFile()) return false;
  return withFile(path, (file) => {
    const bytes = Buffer.alloc(2);
    readSync(file, bytes);
    const head = { bytes, text: '', lines: [], whole: false };
    return !isGzip(head) && !isUtf16(head);
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

async function* fromDisk(path: string, scan: ByteScan): AsyncGenerator<readonly SuspectLine[]> {
  const file = openSync(path, 'r');
  try {
    for (let count = readSync(file, scan.free); count > 0; count = readSync(file, scan.free)) {
      yield scan.took(count);
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
}

async function* fromStream(path: string, scan: ByteScan): AsyncGenerator<readonly SuspectLine[]> {
  for await (const piece of unpacked(path === '-' ? process.stdin : createReadStream(path))) {
    for (let at = 0; at < piece.length;) {
      const count = piece.copy(scan.free, 0, at);
      yield scan.took(count);
      at += count;
    }
  }
}

/** Larger pieces are unpacked faster; zlib works on the next one meanwhile. */
const UNPACKED_AT_ONCE = 1024 * 1024;

async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  const { head, bytes } = await takeHead(stream);
  if (isUtf16(head)) yield* fromUtf16(bytes);
  else if (isGzip(head)) yield* gunzipped(bytes);
  else yield* bytes;
}

async function* gunzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: UNPACKED_AT_ONCE });
  // What fails is thrown where the bytes are read.
  pipeline(Readable.from(bytes), gunzip, () => {});
  for await (const chunk of gunzip) if (Buffer.isBuffer(chunk)) yield chunk;
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
