// Moving through the list of images. Another image is another diagnosis, and its own remedies.

import { layoutNow } from '../../frames.ts';
import { NO_REMEDY } from '../remedy/state.ts';
import type { State } from '../../state.ts';
import { choose, chosenImage, chosenRow } from './state.ts';
import { following } from '../../scrolling.ts';
import { shownImages } from './state.ts';

/** Some rows up or down. */
export function moveImages(state: State, by: number): State {
  const { images, cases } = state;
  return withImages(state, choose(images, cases, chosenRow(images, cases) + by));
}

/** Another state of the list; when another image is chosen by it, what is shown of the image starts anew. */
export function withImages(state: State, images: State['images']): State {
  const isSame = chosenImage(images, state.cases)?.id === chosenImage(state.images, state.cases)?.id;
  const moved = { ...state, images };
  const scrolled = { ...moved, images: { ...images, top: topOf(moved) } };
  return isSame ? scrolled : { ...scrolled, diagnosis: { top: 0 }, remedy: NO_REMEDY };
}

/** Rows of the list that are seen at once. */
export function imageRows(state: State): number {
  const { list } = layoutNow(state);
  // The titles of the columns take one.
  return Math.max(1, (list?.height ?? 2) - 1);
}

function topOf(state: State): number {
  const { images, cases } = state;
  const window = { length: shownImages(images, cases).length, height: imageRows(state) };
  return following(images.top, chosenRow(images, cases), window);
}
