// Moving through the remedies: from one thing that can be copied to the next; where none is near, line by line.

import { diagnosisOf } from '../../cases.ts';
import { remedyArea } from '../../frames.ts';
import { keyOf } from '../../news.ts';
import { scrolled, seenFrom, within } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { PLAIN, type Theme } from '../../theme.ts';
import { chosenImage } from '../images/state.ts';
import { remedyPage, type Item, type RemedyPage } from './page.ts';

const NOTHING: RemedyPage = { lines: [], items: [] };

/** The page of the chosen image. */
export function remedyPageOf(state: State, theme: Theme = PLAIN): RemedyPage {
  const image = chosenImage(state.images, state.cases);
  const diagnosis = image && diagnosisOf(state.cases, keyOf(image));
  if (!diagnosis) return NOTHING;
  return remedyPage(diagnosis, { palette: theme, width: remedyArea(state).width }, state.config);
}

/** What a key would copy; null while it is not in sight, since nobody should copy what they do not see. */
export function chosenItem(state: State): Item | null {
  const { items, lines } = remedyPageOf(state);
  const { chosen, top } = state.remedy;
  const item = items[chosen];
  const end = top + seenFrom(top, { length: lines.length, height: remedyArea(state).height });
  return item !== undefined && item.to > top && item.from < end ? item : null;
}

/** One step: the next item when it is in sight, else one line further. */
export function stepRemedy(state: State, direction: 1 | -1): State {
  const { items, lines } = remedyPageOf(state);
  const { chosen, top } = state.remedy;
  const { height } = remedyArea(state);
  const item = items[chosen + direction];
  const isNear = item !== undefined && item.from >= top - height && item.from < top + height;
  if (item !== undefined && isNear)
    return withTop(state, { chosen: chosen + direction, top: topFor(item, top, height) });
  return withTop(state, { chosen, top: scrolled(top + direction, { length: lines.length, height }) });
}

/** Some lines; what is then the first item in sight is chosen. */
export function scrollRemedy(state: State, by: number): State {
  const { items, lines } = remedyPageOf(state);
  const { height } = remedyArea(state);
  const top = scrolled(state.remedy.top + by, { length: lines.length, height });
  const isAtEnd = by > 0 && top === state.remedy.top;
  const seen = isAtEnd ? items.length - 1 : items.findIndex(({ from }) => from >= top);
  return withTop(state, { chosen: within(seen < 0 ? items.length - 1 : seen, items.length), top });
}

function withTop(state: State, remedy: State['remedy']): State {
  return { ...state, remedy };
}

function topFor({ from, to }: Item, top: number, height: number): number {
  if (from < top) return Math.max(0, from - 2);
  // The last row may be taken by the remark that there is more.
  return Math.max(top, Math.min(from, to - height + 1));
}
