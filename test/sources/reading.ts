// Reads made-up logs the way the command line does: from standard input, or from a real file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Evidence } from '../../src/model/evidence.ts';
import type { OnProgress } from '../../src/model/progress.ts';
import { readFiles, type FileBuild } from '../../src/sources/files.ts';

const CHUNK_BYTES = 64 * 1024;

/** The evidence of a text, or of bytes, piped in. */
export function readText(text: string | Uint8Array, onProgress: OnProgress = () => {}): Promise<Evidence> {
  return readChunks(chunksOf(Buffer.from(text)), onProgress);
}

export function readChunks(chunks: Iterable<Uint8Array>, onProgress: OnProgress = () => {}): Promise<Evidence> {
  return only(readFiles(['-'], { onProgress, input: Readable.from(chunks) }));
}

/** The texts of its lines. */
export async function said(text: string | Uint8Array): Promise<string[]> {
  const { lines } = await readText(text);
  return lines.map((line) => line.text);
}

/** The evidence of a file with that name and content. */
export async function inFile(name: string, content: string | Uint8Array): Promise<Evidence> {
  const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  try {
    writeFileSync(join(folder, name), content);
    return await readPath(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one build that some paths hold. */
export function readPath(...paths: readonly string[]): Promise<Evidence> {
  return only(readFiles(paths, { onProgress: () => {} }));
}

/** The builds that some paths hold. */
export function buildsAt(...paths: readonly string[]): Promise<readonly FileBuild[]> {
  return readFiles(paths, { onProgress: () => {} });
}

async function only(reading: Promise<readonly FileBuild[]>): Promise<Evidence> {
  const [build, ...others] = await reading;
  if (!build || others.length > 0) throw new Error(`expected one build, got ${others.length + (build ? 1 : 0)}`);
  const found: Evidence[] = [];
  for await (const evidence of build.evidence()) found.push(evidence);
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`expected one picture of the build, got ${found.length}`);
  return first;
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}
