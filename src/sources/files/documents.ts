// From a file to the documents in it: a plain file is one, a gzip file holds one, a tar archive holds many. Everything is unpacked in
// memory as it is read, and nothing is ever written, so that a member's path can lead nowhere.

import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Header } from 'tar-stream';
import type { Gap } from '../../model/evidence.ts';
import { bytes as amountOfBytes } from '../../wording/counts.ts';
import { takeHead, type Opened } from './head.ts';
import { MAX_MEMBERS, MAX_UNPACKED_BYTES } from './limits.ts';
import { isGzip, isTar, isUtf16 } from './not-text.ts';
import { fromUtf16 } from './utf16.ts';

/** Text that stands by itself. Its bytes must be read before the next document is asked for. */
export interface Document {
  /** As messages call it: `logs.tar.gz: ubuntu20/cloudwatch-logs/3.4.1-1`. */
  readonly path: string;
  /** Its path within what was named. */
  readonly name: string;
  readonly opened: Opened;
}

export interface Opening {
  readonly path: string;
  readonly name: string;
  readonly stream: AsyncIterable<unknown>;
  /** Hears what could not be unpacked. */
  readonly say: (gap: Gap) => void;
}

/** Larger pieces are unpacked faster; zlib works on the next one meanwhile. */
const UNPACKED_AT_ONCE = 1024 * 1024;

/** A gzip file in a gzip file is met; more layers are not. */
const MOST_LAYERS = 2;

/** The documents of one file, one after the other. */
export async function* documentsIn({ path, name, stream, say }: Opening): AsyncGenerator<Document> {
  const guard = new Guard(name, say);
  let opened = await takeHead(stream);
  let layers = 0;
  for (; layers < MOST_LAYERS && isGzip(opened.head); layers += 1)
    opened = await takeHead(guard.unzipped(opened.bytes));
  if (isUtf16(opened.head)) opened = await takeHead(fromUtf16(opened.bytes));
  if (isTar(opened.head)) yield* members({ path, opened, guard, say });
  else yield { path, name: layers > 0 ? name.replace(/\.gz$/, '') : name, opened };
}

/** True for a tar archive, gzipped or not. Reads no more than tells it. */
export async function isArchive(stream: AsyncIterable<unknown>): Promise<boolean> {
  const guard = new Guard('', () => {});
  const { head, bytes } = await takeHead(stream);
  return isTar(isGzip(head) ? (await takeHead(guard.unzipped(bytes))).head : head);
}

/** Watches over the unpacking of one file: what is cut off, damaged or endless ends there, and is said once. */
class Guard {
  readonly #name: string;
  readonly #say: (gap: Gap) => void;
  #left = MAX_UNPACKED_BYTES;
  #said = false;

  constructor(name: string, say: (gap: Gap) => void) {
    this.#name = name;
    this.#say = say;
  }

  /** What is unpacked counts against the bound. */
  unzipped(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const gunzip = createGunzip({ chunkSize: UNPACKED_AT_ONCE });
    // What fails is thrown where the bytes are read.
    pipeline(Readable.from(packed), gunzip, () => {});
    return this.#bounded(this.watched(gunzip));
  }

  /** Ends where the bytes are damaged. */
  async *watched(bytes: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of bytes) if (Buffer.isBuffer(chunk)) yield chunk;
    } catch (error) {
      this.damaged(error);
    }
  }

  async *#bounded(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      if (chunk.length > this.#left) {
        this.#tell(endless(this.#name));
        return;
      }
      this.#left -= chunk.length;
      yield chunk;
    }
  }

  /** Errors of the file system are not the archive's. */
  damaged(error: unknown): void {
    if (error instanceof Error && 'syscall' in error) throw error;
    this.#tell(damage(this.#name, error));
  }

  #tell(gap: Gap): void {
    if (!this.#said) this.#say(gap);
    this.#said = true;
  }
}

interface Archive {
  readonly path: string;
  readonly opened: Opened;
  readonly guard: Guard;
  readonly say: (gap: Gap) => void;
}

async function* members({ path, opened, guard, say }: Archive): AsyncGenerator<Document> {
  // Loaded here, since most logs are no archive.
  const { extract } = await import('tar-stream');
  const archive = extract();
  pipeline(Readable.from(opened.bytes), archive, () => {});
  const refused = new Refusals();
  let taken = 0;
  try {
    for await (const entry of archive) {
      const { name } = entry.header;
      if (!refused.take(entry.header)) {
        if ((taken += 1) > MAX_MEMBERS) break;
        const bytes = guard.watched(entry);
        yield* unpacked(bytes, { path: `${path}: ${name}`, name: name.replace(/^(?:\.\/)+/, ''), guard, say });
        // The next member comes when this one has been read to its end, by whoever.
        await drained(bytes);
      } else entry.resume();
    }
  } catch (error) {
    guard.damaged(error);
  }
  if (taken > MAX_MEMBERS) say(crowded(path));
  for (const gap of refused.gaps(path)) say(gap);
}

interface Member {
  readonly path: string;
  readonly name: string;
  readonly guard: Guard;
  readonly say: (gap: Gap) => void;
}

/** CloudWatch's export tasks write gzip files, which may be packed as they are. */
async function* unpacked(bytes: AsyncIterable<Buffer>, { path, name, guard, say }: Member): AsyncGenerator<Document> {
  const opened = await takeHead(bytes);
  if (!isGzip(opened.head)) return yield { path, name, opened };
  const inner = await takeHead(guard.unzipped(opened.bytes));
  if (isTar(inner.head)) return say(nested(name));
  yield { path, name: name.replace(/\.gz$/, ''), opened: inner };
}

async function drained(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

/** Members that are no files of the archive's own, by the reason why they are not read. */
class Refusals {
  readonly #links: string[] = [];
  readonly #outside: string[] = [];

  /** True for a member that is to be passed over. */
  take({ name, type }: Header): boolean {
    if (type === 'directory') return true;
    if (type !== 'file' && type !== 'contiguous-file') return this.#links.push(name) > 0;
    if (name.startsWith('/') || name.split(/[\\/]/).includes('..')) return this.#outside.push(name) > 0;
    return false;
  }

  gaps(path: string): Gap[] {
    const toSeeIt = 'look into it yourself (tar -tvf), and do not unpack it over files you need';
    return [
      ...some(this.#links, (names) => ({
        what: `${names} in ${path}`,
        why: 'a link or a device, not a file: it may point anywhere',
        toSeeIt,
      })),
      ...some(this.#outside, (names) => ({
        what: `${names} in ${path}`,
        why: 'its path leads out of the archive, as those of hostile archives do',
        toSeeIt,
      })),
    ];
  }
}

function some(names: readonly string[], gap: (names: string) => Gap): Gap[] {
  const [first, ...others] = names;
  if (first === undefined) return [];
  return [gap(others.length === 0 ? first : `${first} and ${others.length} more`)];
}

function endless(name: string): Gap {
  return {
    what: `the rest of ${name}`,
    why: `unpacked it has more than ${amountOfBytes(MAX_UNPACKED_BYTES)}, which no build writes`,
    toSeeIt: 'unpack it yourself and name the log in it',
  };
}

function damage(name: string, error: unknown): Gap {
  const why = error instanceof Error ? error.message : String(error);
  return {
    what: `the rest of ${name}`,
    why: `it is cut off or damaged (${why})`,
    toSeeIt: 'copy or export it again: pcluster export-image-logs --image-id IMAGE --bucket BUCKET',
  };
}

function crowded(path: string): Gap {
  return {
    what: `the members of ${path} after the first ${MAX_MEMBERS}`,
    why: 'it holds too many to belong to one build',
    toSeeIt: 'unpack it yourself and name the folder of one build',
  };
}

function nested(name: string): Gap {
  return {
    what: `what is in ${name}`,
    why: 'it is an archive within an archive',
    toSeeIt: 'unpack the outer one and name the inner one',
  };
}
