// What passes between the screens and the world. Screens never fetch: a key becomes an errand, whoever opened the screens runs it,
// and what came of it returns as news.

import type { Diagnosis } from '../model/diagnosis.ts';
import type { Evidence, Gap } from '../model/evidence.ts';
import type { ListedImage } from '../model/image-list.ts';
import type { Run } from '../model/run.ts';
import type { WatchEvent } from '../model/watch.ts';
import type { Copyable } from '../reports/text/remedies.ts';

/** Tells images of several regions apart. */
export type ImageKey = string;

export function keyOf({ region, id }: Pick<ListedImage, 'region' | 'id'>): ImageKey {
  return `${region}/${id}`;
}

export type SavedFormat = 'text' | 'json';

export type Errand =
  | { readonly kind: 'list' }
  /** `urgent`: somebody is looking at it and waits. */
  | { readonly kind: 'diagnose'; readonly image: ListedImage; readonly urgent: boolean }
  /** Follows a build in progress until it ends. */
  | { readonly kind: 'watch'; readonly image: ListedImage }
  | { readonly kind: 'open-log'; readonly image: ListedImage }
  /** Reads the log further back, some pages or all that is left. */
  | { readonly kind: 'read-older'; readonly image: ListedImage; readonly all: boolean }
  | { readonly kind: 'copy'; readonly copy: Copyable }
  | { readonly kind: 'save'; readonly image: ListedImage; readonly format: SavedFormat }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'quit'; readonly how: 'asked' | 'interrupted' };

/** Why something could not be had, and what a person can try. */
export interface Excuse {
  readonly what: string;
  readonly toTry: string | null;
}

/** Whether a log goes on before its first line here. */
export type Older =
  | { readonly kind: 'none' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly excuse: Excuse };

export type News =
  | {
      readonly kind: 'listed';
      /** In the order of the list. */
      readonly images: readonly ListedImage[];
      readonly gaps: readonly Gap[];
      readonly regions: readonly string[];
      /** Of regions that could not be listed. */
      readonly excuses: readonly Excuse[];
      /** Milliseconds since the epoch, UTC: what counts as now for the ages. */
      readonly nowMs: number;
    }
  /** What is being done, in words; null when nothing is. */
  | { readonly kind: 'progress'; readonly text: string | null }
  | { readonly kind: 'diagnosing'; readonly key: ImageKey }
  | { readonly kind: 'diagnosed'; readonly key: ImageKey; readonly diagnosis: Diagnosis }
  | { readonly kind: 'not-diagnosed'; readonly key: ImageKey; readonly excuse: Excuse }
  /** All that has passed in a build in progress since it was opened. */
  | { readonly kind: 'passing'; readonly key: ImageKey; readonly events: readonly WatchEvent[] }
  | { readonly kind: 'log'; readonly key: ImageKey; readonly read: ReadSoFar }
  | { readonly kind: 'no-log'; readonly key: ImageKey; readonly excuse: Excuse }
  | { readonly kind: 'reading-older'; readonly key: ImageKey }
  | { readonly kind: 'no-older'; readonly key: ImageKey; readonly excuse: Excuse }
  | { readonly kind: 'told'; readonly notice: Notice };

/** What has been read of one build's logs; the diagnosis is as it is before redaction, so that its quotes are found in the lines. */
export interface ReadSoFar {
  readonly evidence: Evidence;
  readonly run: Run;
  readonly diagnosis: Diagnosis;
  readonly older: Older;
}

/** A remark that stands in the bottom line until the next key. */
export interface Notice {
  readonly tone: 'good' | 'bad' | 'plain';
  readonly text: string;
}
