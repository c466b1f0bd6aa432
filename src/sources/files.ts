// Evidence from files: a log, an archive, a folder, answers of pcluster and the AWS CLI, or standard input. What is in them is told by
// their content, never by their names: people pipe, rename and paste. What is named together belongs to one build, but for archives and
// exported folders, each of which is a build of its own.

import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Evidence, Gap } from '../model/evidence.ts';
import type { OnProgress } from '../model/progress.ts';
import { EXIT, Trouble } from '../model/trouble.ts';
import { documentsIn, type Document } from './files/documents.ts';
import { fileTrouble, shown } from './files/file-trouble.ts';
import { joinParts } from './files/join.ts';
import { marksOf } from './files/marks.ts';
import { endsOfLong } from './files/long-log.ts';
import { scroll, tailsOfPacked, type Scrolled } from './files/packed-log.ts';
import type { Part } from './files/part.ts';
import type { Place } from './files/places.ts';
import { readDocument, unreadGap } from './files/read-document.ts';
import { buildsIn } from './files/builds.ts';
import { configsAmong, type NamedText } from './files/configs.ts';

const CHUNK_BYTES = 256 * 1024;

export interface FileOptions {
  readonly onProgress: OnProgress;
  /** Stands in for standard input. */
  readonly input?: Readable | undefined;
  /** How much of the end of a long log is read before the whole is, in steps; for tests. */
  readonly tailsBytes?: readonly number[] | undefined;
}

interface HowFar {
  readonly whole?: boolean;
}

/** The files that tell of one build: no more than names, so that another thread can open them as well. */
export interface FilesOfBuild {
  readonly name: string;
  readonly files: readonly Place[];
  /** Of the search for files. */
  readonly gaps: readonly Gap[];
}

/** One build, as the files that tell of it. */
export interface FileBuild {
  readonly name: string;
  /** Grows like that of a stream on AWS where the build is one long log; `whole` reads all of it at once. */
  readonly evidence: (how?: HowFar) => AsyncGenerator<Evidence>;
  /** Only what its log says of itself; null where that takes reading it. */
  readonly marks: () => Promise<Evidence | null>;
  /** The image configurations that lie among them, unpacked. */
  readonly configs: () => Promise<readonly NamedText[]>;
}

/** The builds that some paths hold; `-` is standard input. Throws `Trouble` for a path that cannot be read. */
export async function readFiles(paths: readonly string[], options: FileOptions): Promise<FileBuild[]> {
  return (await filesOf(paths)).map((build) => openBuild(build, options));
}

export interface Belonging {
  /** Each loose log is a build of its own: where many builds are expected, and not all that is left of one. */
  readonly apart: boolean;
}

/** The same without opening them. */
export async function filesOf(
  paths: readonly string[],
  { apart }: Belonging = { apart: false },
): Promise<FilesOfBuild[]> {
  const { builds, gaps } = await buildsIn(paths, apart);
  return builds.map((build) => ({ ...build, gaps }));
}

export function openBuild({ name, files, gaps }: FilesOfBuild, options: FileOptions): FileBuild {
  return {
    name,
    evidence: ({ whole = false } = {}) => readBuild({ files, gaps, options, whole }),
    marks: () => marksOfBuild(files, gaps),
    configs: () => configsAmong(files),
  };
}

async function marksOfBuild([only, second]: readonly Place[], gaps: readonly Gap[]): Promise<Evidence | null> {
  const part = only === undefined || second !== undefined ? null : await marksOf(only);
  return part && joinParts([part], gaps);
}

interface Build {
  readonly files: readonly Place[];
  readonly gaps: readonly Gap[];
  readonly options: FileOptions;
  readonly whole: boolean;
}

/** Yields the evidence of one build. Throws `Trouble` where nothing of it could be read. */
async function* readBuild(build: Build): AsyncGenerator<Evidence> {
  const { files, gaps, options, whole } = build;
  const [only, second] = files;
  if (only !== undefined && second === undefined && !whole) {
    for await (const part of endsOfLong(only, options.tailsBytes)) yield joinParts([part], gaps);
    if (yield* endsOfPacked(only, build)) return;
  }
  const reading = new Reading(options, { gaps, keep: null });
  for (const file of files) await reading.take(file);
  yield reading.finish();
}

/** Of a packed file, the ends of each long log in it; true where they were all there is. */
async function* endsOfPacked(file: Place, { gaps, options }: Build): AsyncGenerator<Evidence, boolean> {
  for (const keep of await tailsOfPacked(file.path, options.tailsBytes)) {
    const reading = new Reading(options, { gaps, keep });
    await reading.take(file);
    if (reading.found.has('unfit')) return false;
    yield reading.finish();
    if (!reading.found.has('long')) return true;
  }
  return false;
}

interface Reach {
  readonly gaps: readonly Gap[];
  /** How many bytes of the end of a long log are kept; null for all of it. */
  readonly keep: number | null;
}

/** Reads files one after the other. A file that is no evidence is a gap among others, and trouble alone. */
class Reading {
  readonly #options: FileOptions;
  readonly #parts: Part[] = [];
  readonly #gaps: Gap[];
  readonly #troubles: Trouble[] = [];
  readonly #keep: number | null;
  /** How documents were read by their ends. */
  readonly found = new Set<Scrolled['kind']>();

  constructor(options: FileOptions, { gaps, keep }: Reach) {
    this.#options = options;
    this.#gaps = [...gaps];
    this.#keep = keep;
  }

  async take(file: Place): Promise<void> {
    const stream = this.#open(file.path);
    const say = (gap: Gap) => this.#gaps.push(gap);
    const name = file.path === '-' ? shown(file.path) : file.name;
    try {
      for await (const document of documentsIn({ path: shown(file.path), name, stream, say }))
        await this.#read(document);
    } catch (error) {
      this.#refuse(name, fileTrouble(file.path, error));
    } finally {
      stream.destroy();
    }
  }

  finish(): Evidence {
    const [first, ...others] = this.#troubles;
    if (this.#parts.length > 0) return joinParts(this.#parts, this.#gaps);
    if (first && others.length === 0 && this.#gaps.length <= 1) throw first;
    if (this.#gaps.length > 0) throw nothingRead(this.#gaps);
    return joinParts([], this.#gaps);
  }

  #open(path: string): Readable {
    if (path === '-') return this.#options.input ?? process.stdin;
    return createReadStream(path, { highWaterMark: CHUNK_BYTES });
  }

  async #read(document: Document): Promise<void> {
    if (isNotice(document)) return;
    try {
      this.#parts.push(...(await this.#partsOf(document)));
    } catch (error) {
      this.#refuse(document.name, error);
    }
  }

  async #partsOf(document: Document): Promise<Part[]> {
    const { onProgress } = this.#options;
    if (this.#keep === null) return [await readDocument(document, onProgress)];
    const read = await scroll(document, { keep: this.#keep, onProgress });
    this.found.add(read.kind);
    if (read.kind === 'unfit') return [];
    return [read.kind === 'long' ? read.part : await readDocument(read.document, onProgress)];
  }

  #refuse(name: string, error: unknown): void {
    if (!(error instanceof Trouble)) throw error;
    this.#troubles.push(error);
    this.#gaps.push(unreadGap(name, error));
  }
}

/** CloudWatch writes it into the bucket to see whether it may: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3Export.html */
function isNotice({ name }: Document): boolean {
  return /(?:^|\/)aws-logs-write-test$/.test(name);
}

function nothingRead(gaps: readonly Gap[]): Trouble {
  const [first, ...others] = gaps;
  return new Trouble(`there is no evidence of a build: ${first?.what ?? ''}: ${first?.why ?? ''}`, {
    exitCode: EXIT.usage,
    details: others.map(({ what, why }) => `${what}: ${why}`),
    toTry: first?.toSeeIt ?? 'give the log of the build',
  });
}
