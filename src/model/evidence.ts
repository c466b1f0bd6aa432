// What was seen of one build, before anyone judges it: the four witnesses (log streams, stack events, image state, workflow
// steps) as lines, the facts known about the image, and the gaps, that is, what could not be seen and why.

/** Who says a line. `log` covers everything that stands in a log stream or log file. */
export const WITNESSES = ['log', 'stack', 'image', 'workflow'] as const;
export type Witness = (typeof WITNESSES)[number];

/** One physical line of a log event, stack event reason or image state. `text` is verbatim. */
export interface Line {
  readonly witness: Witness;
  /** Index into `Evidence.logs`. */
  readonly log: number;
  /** 1-based ordinal of the event in its stream, or of the physical line in its file; null where the start was not read. */
  readonly ordinal: number | null;
  /** Milliseconds since the epoch, UTC; null where the source gives no time. */
  readonly time: number | null;
  readonly text: string;
  /** True for the second and later lines of an event that holds several. */
  readonly continues: boolean;
  /** True for the first line behind some that were not read. No marker of a step was among those. */
  readonly afterUnread?: boolean;
}

/** One log stream, file or API answer that lines come from. */
export interface LogSource {
  /** Log group, or null for a file. */
  readonly group: string | null;
  /** Stream name (`3.4.1/1`), file name, or the witness in words (`stack events`, `image state`). */
  readonly name: string;
  /** Events read, not physical lines. */
  readonly events: number;
  /** True when it was read from its first event to its last. */
  readonly complete: boolean;
  /** Set where it was put together from several files: line numbers go on from one to the next. */
  readonly pieces?: readonly LogPiece[];
}

/** One file of a log that lies in several. */
interface LogPiece {
  readonly name: string;
  /** How many numbers the pieces before it take up. */
  readonly before: number;
}

/** Where a line is to be found: the file or stream by name, and its number there. */
export function placeInLog(
  log: LogSource,
  ordinal: number | null,
): { readonly log: string; readonly line: number | null } {
  const piece = ordinal === null ? undefined : log.pieces?.findLast(({ before }) => before < ordinal);
  if (piece === undefined || ordinal === null) return { log: log.name, line: ordinal };
  return { log: piece.name, line: ordinal - piece.before };
}

/** Something that could not be seen. It is always reported, never thrown and never dropped. `toSeeIt` is worded as the `toTry` of trouble. */
export interface Gap {
  readonly what: string;
  readonly why: string;
  readonly toSeeIt: string;
}

export const ARCHS = ['x86_64', 'arm64'] as const;
export type Arch = (typeof ARCHS)[number];

/** What is known of the image that was to be built. Unknown facts are null. */
export interface ImageFacts {
  readonly id: string | null;
  readonly region: string | null;
  readonly account: string | null;
  readonly pclusterVersion: string | null;
  /** ParallelCluster's own name: `ubuntu2004`, `rocky9`. */
  readonly os: string | null;
  /** Minor release where it is known: `9.4`, `20.04`. */
  readonly osVersion: string | null;
  readonly arch: Arch | null;
  readonly parentImage: string | null;
  /** As `pcluster describe-image` prints it: `BUILD_FAILED`, `BUILD_IN_PROGRESS`, … */
  readonly buildStatus: string | null;
  readonly imageStatus: string | null;
  readonly stackStatus: string | null;
  readonly statusReason: string | null;
  /** Milliseconds since the epoch, UTC. */
  readonly startedAt: number | null;
  readonly failedAt: number | null;
}

const ENDS_OF_IMAGES: readonly (string | null)[] = ['AVAILABLE', 'FAILED', 'CANCELLED'];

/** Whether a build is still running. Its stack learns a minute later than Image Builder that it is not. */
export function isRunning({ buildStatus, imageStatus }: Pick<ImageFacts, 'buildStatus' | 'imageStatus'>): boolean {
  return buildStatus === 'BUILD_IN_PROGRESS' && !ENDS_OF_IMAGES.includes(imageStatus);
}

/** Everything that was read about one build. */
export interface Evidence {
  readonly image: ImageFacts;
  readonly logs: readonly LogSource[];
  /** All witnesses; lines of one log stand together, in the order of that log. */
  readonly lines: readonly Line[];
  readonly gaps: readonly Gap[];
  /** Where facts of the image come from, by the name of the fact; those that are missing here come from the source as a whole. */
  readonly origins?: FactOrigins;
}

/** `describe-image.json`, the name of a file, for each fact that it tells. */
export type FactOrigins = Partial<Record<keyof ImageFacts, string>>;

export const UNKNOWN_IMAGE: ImageFacts = {
  id: null,
  region: null,
  account: null,
  pclusterVersion: null,
  os: null,
  osVersion: null,
  arch: null,
  parentImage: null,
  buildStatus: null,
  imageStatus: null,
  stackStatus: null,
  statusReason: null,
  startedAt: null,
  failedAt: null,
};
