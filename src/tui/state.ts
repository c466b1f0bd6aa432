// Everything the screens show, as one value. It changes only in update.ts, and every frame is drawn from it alone.

import type { Cases } from './cases.ts';
import type { WatchEvent } from '../model/watch.ts';
import type { ImageKey, Notice } from './news.ts';
import { NO_EVIDENCE, type EvidenceState } from './screens/evidence/state.ts';
import { NO_IMAGES, type ImagesState } from './screens/images/state.ts';
import { NO_REMEDY, type RemedyState } from './screens/remedy/state.ts';

/** In the order in which a person walks through them. */
export const SCREENS = ['images', 'diagnosis', 'evidence', 'remedy'] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Of the terminal, in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A line that is being typed. */
export interface Prompt {
  readonly for: 'filter' | 'search';
  readonly text: string;
}

export interface State {
  readonly size: Size;
  readonly screen: ScreenName;
  /** First line of the help that is shown; null while it is closed. */
  readonly help: number | null;
  readonly prompt: Prompt | null;
  readonly notice: Notice | null;
  /** What is being done in the background, in words. */
  readonly progress: string | null;
  readonly cases: Cases;
  /** What has passed in builds in progress that were opened. */
  readonly passing: ReadonlyMap<ImageKey, readonly WatchEvent[]>;
  readonly images: ImagesState;
  /** First line of the diagnosis that is shown. */
  readonly diagnosis: { readonly top: number };
  readonly evidence: EvidenceState;
  readonly remedy: RemedyState;
  /** The image configuration that failed, where it is known. */
  readonly config: string | null;
}

/** Before anything is known. */
export function beginning({ size, config }: { readonly size: Size; readonly config: string | null }): State {
  return {
    size,
    screen: 'images',
    help: null,
    prompt: null,
    notice: null,
    progress: null,
    cases: new Map(),
    passing: new Map(),
    images: NO_IMAGES,
    diagnosis: { top: 0 },
    evidence: NO_EVIDENCE,
    remedy: NO_REMEDY,
    config,
  };
}
