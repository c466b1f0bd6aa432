// The evidence of builds that are over, a file each, in a folder that only its user may read: nothing is hidden in it yet. What goes wrong with
// the folder is never said, since AWS has the same evidence.

import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildKey, BuildName, EvidenceStore } from '../../sources/aws/evidence-store.ts';
import { writeWhole } from '../deliver.ts';
import { entryHead, packEntry, unpackEntry } from './entry.ts';
import { BOUNDS, cachedFile, isTooOld, namesIn, prune, type Bounds } from './folder.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** The store in a folder, which is made when something is kept. */
export function openStore(folder: string, bounds: Bounds = BOUNDS): EvidenceStore {
  return {
    mayHave: (name) => namesIn(folder).some((file) => file.startsWith(`${hashOf(nameOf(name))}-`)),
    recall: async (key) => {
      const path = join(folder, fileOf(key));
      const bytes = bytesOf(path, bounds);
      const evidence = bytes && (await unpackEntry(key.identity, bytes));
      quietly(() => (evidence ? utimesSync(path, new Date(), new Date()) : rmSync(path, { force: true })));
      return evidence;
    },
    keep: async (key, evidence) => {
      if (!quietly(() => makeFolder(folder))) return;
      const bytes = await packEntry(key.identity, evidence);
      quietly(() => {
        writeWhole(join(folder, fileOf(key)), bytes, FILE_MODE);
        prune(folder, bounds);
      });
    },
  };
}

/** Begins with what a build is called, because that is known before AWS was asked. */
function fileOf(key: BuildKey): string {
  return `${hashOf(nameOf(key))}-${hashOf(entryHead(key.identity))}.gz`;
}

function nameOf({ id, region }: BuildName): string {
  return `${region}/${id}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function bytesOf(path: string, bounds: Bounds): Uint8Array | null {
  const file = cachedFile(path);
  if (file === null || isTooOld(file, bounds)) return null;
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  chmodSync(folder, FOLDER_MODE);
}

/** False when it could not be done. */
function quietly(job: () => void): boolean {
  try {
    job();
    return true;
  } catch {
    return false;
  }
}
