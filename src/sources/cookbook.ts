// Looks at the address of a cookbook before a build is spent on it: does it answer, is it a gzipped tar, and is the cookbook in it made for
// this ParallelCluster? A wrong answer here costs a minute; in the build it costs an hour.

import { Readable, pipeline } from 'node:stream';
import { text as wholeText } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { bytes } from '../wording/counts.ts';

export interface CookbookCheck {
  readonly url: string;
  readonly kind: 'good' | 'bad' | 'unseen';
  /** What was seen, or why not. */
  readonly says: string;
}

export interface CheckAsked {
  /** The ParallelCluster version that it is for; null: any. */
  readonly version: string | null;
  readonly signal: AbortSignal;
}

/** The cookbooks of ParallelCluster have some ten megabytes. */
const LARGEST_BYTES = 200 * 1024 * 1024;
const METADATA = /^(?:\.\/)?[^/]+\/metadata\.rb$/;
const VERSION = /^\s*version\s+['"](\d+\.\d+\.\d+)/m;

/** Fetches it and looks inside. Never throws for what the other side does. */
export async function checkCookbook(url: string, { version, signal }: CheckAsked): Promise<CookbookCheck> {
  if (url.startsWith('s3://')) return { url, kind: 'unseen', says: 'only https addresses are verified' };
  try {
    const answer = await fetch(url, { signal });
    if (!answer.ok || answer.body === null) {
      return { url, kind: 'bad', says: `HTTP ${answer.status}${answer.statusText ? ` ${answer.statusText}` : ''}` };
    }
    return { url, ...(await inspected(Readable.fromWeb(answer.body), version)) };
  } catch (error) {
    return { url, kind: 'unseen', says: reason(error) };
  }
}

type Seen = Omit<CookbookCheck, 'url'>;

async function inspected(body: Readable, version: string | null): Promise<Seen> {
  let size = 0;
  const counted = async function* () {
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > LARGEST_BYTES) throw new Error(`it has more than ${bytes(LARGEST_BYTES)}`);
      yield chunk;
    }
  };
  try {
    const metadata = await metadataIn(Readable.from(counted()));
    return judged(metadata, { size, version });
  } catch (error) {
    return { kind: 'bad', says: `not a gzipped tar that can be read: ${reason(error)}` };
  }
}

/** All of it is read, so that a file that is cut off is found out. */
async function metadataIn(packed: Readable): Promise<string | null> {
  const archive = extract();
  pipeline(packed, createGunzip(), archive, () => {});
  let found: string | null = null;
  for await (const entry of archive) {
    if (found === null && METADATA.test(entry.header.name)) found = await wholeText(entry);
    else entry.resume();
  }
  return found;
}

function judged(metadata: string | null, { size, version }: { size: number; version: string | null }): Seen {
  const own = VERSION.exec(metadata ?? '')?.[1] ?? null;
  if (metadata === null) return { kind: 'bad', says: 'no metadata.rb in its first folder: it is no cookbook' };
  if (own === null) return { kind: 'bad', says: 'its metadata.rb names no version' };
  if (version !== null && own !== version) {
    return { kind: 'bad', says: `its cookbook is for ParallelCluster ${own}, and the build is ${version}` };
  }
  return { kind: 'good', says: `HTTP 200, ${bytes(size)}, a gzipped tar; its cookbook is for ParallelCluster ${own}` };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
