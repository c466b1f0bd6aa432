// The list of builds: what was listed, what of it is shown, and which one is chosen.

import type { Gap } from '../../../model/evidence.ts';
import type { ListedImage } from '../../../model/image-list.ts';
import type { Cases } from '../../cases.ts';
import { keyOf, type Excuse, type ImageKey, type News } from '../../news.ts';
import { within } from '../../scrolling.ts';
import { passes } from './filter.ts';

export interface ImagesState {
  readonly listing: 'running' | 'done' | 'failed';
  readonly images: readonly ListedImage[];
  readonly gaps: readonly Gap[];
  readonly regions: readonly string[];
  readonly excuses: readonly Excuse[];
  readonly nowMs: number;
  /** Builds that did not fail are shown as well. */
  readonly all: boolean;
  readonly filter: string;
  readonly chosen: ImageKey | null;
  /** First row shown. */
  readonly top: number;
}

export const NO_IMAGES: ImagesState = {
  listing: 'running',
  images: [],
  gaps: [],
  regions: [],
  excuses: [],
  nowMs: 0,
  all: false,
  filter: '',
  chosen: null,
  top: 0,
};

/** The rows of the list, as far as they are shown. */
export function shownImages({ images, all, filter }: ImagesState, cases: Cases): readonly ListedImage[] {
  return images.filter((image) => (all || image.status === 'failed') && passes(filter, image, cases.get(keyOf(image))));
}

/** The image a key would act on: the first one when the chosen one is not shown. */
export function chosenImage(state: ImagesState, cases: Cases): ListedImage | null {
  const shown = shownImages(state, cases);
  return shown.find((image) => keyOf(image) === state.chosen) ?? shown[0] ?? null;
}

export function chosenRow(state: ImagesState, cases: Cases): number {
  const rows = shownImages(state, cases).map(keyOf);
  return Math.max(0, rows.indexOf(state.chosen ?? ''));
}

/** Chooses the row at a place of the list, or the nearest one. */
export function choose(state: ImagesState, cases: Cases, row: number): ImagesState {
  const shown = shownImages(state, cases);
  const image = shown[within(row, shown.length)];
  return image === undefined ? state : { ...state, chosen: keyOf(image) };
}

/** Takes a new list; what could not be listed this time stays as it was seen before. */
export function takeList(state: ImagesState, news: Extract<News, { kind: 'listed' }>): ImagesState {
  const kept = state.images.filter(({ region }) => !news.regions.includes(region));
  const nothing = news.regions.length === 0;
  return {
    ...state,
    listing: nothing ? 'failed' : 'done',
    images: [...news.images, ...(news.excuses.length > 0 ? kept : [])],
    gaps: news.gaps,
    regions: nothing ? state.regions : news.regions,
    excuses: news.excuses,
    nowMs: news.nowMs,
  };
}
