// The files of the cache: which there are, and which of them have to go. Programs that run at the same time share them, so that any file may be
// gone a moment after it was seen.

import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';

export interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch, UTC. */
  readonly usedAt: number;
}

export interface Bounds {
  readonly mostBytes: number;
  readonly mostAgeMs: number;
}

/** Some hundreds of builds; nobody looks at a failure for longer than a month. */
export const BOUNDS: Bounds = { mostBytes: 200_000_000, mostAgeMs: 30 * 86_400_000 };

/** Below the user's own cache folder. */
export function cacheFolder(): string {
  return join(envPaths('pc-doctor', { suffix: '' }).cache, 'builds');
}

/** The names of all files, none where the folder is missing or may not be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A file, null for one that is missing, no file, or somebody else's. */
export function cachedFile(path: string): CachedFile | null {
  try {
    const found = lstatSync(path);
    const isOurs = found.isFile() && (process.getuid === undefined || found.uid === process.getuid());
    return isOurs ? { path, bytes: found.size, usedAt: found.mtimeMs } : null;
  } catch {
    return null;
  }
}

export function cachedFiles(folder: string): CachedFile[] {
  return namesIn(folder).flatMap((name) => cachedFile(join(folder, name)) ?? []);
}

export function isTooOld({ usedAt }: CachedFile, { mostAgeMs }: Bounds): boolean {
  return Date.now() - usedAt > mostAgeMs;
}

/** Removes what has not been used for too long, and then what was used least lately until the rest has room. */
export function prune(folder: string, bounds: Bounds): void {
  let room = bounds.mostBytes;
  for (const file of cachedFiles(folder).sort((a, b) => b.usedAt - a.usedAt)) {
    room -= file.bytes;
    if (room < 0 || isTooOld(file, bounds)) rmSync(file.path, { force: true });
  }
}
