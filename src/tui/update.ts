// How the screens change: a press or a piece of news goes in, the next state and the errands to run come out. Nothing here waits, draws or
// reads.

import { next, type Event, type Next } from './next.ts';
import { resized } from './resized.ts';
import type { State } from './state.ts';
import { takeNews } from './take-news.ts';
import { takePress } from './take-press.ts';

/** What an event makes of a state. */
export function update(state: State, event: Event): Next {
  if (event.kind === 'pressed') return takePress(state, event.press);
  if (event.kind === 'resized') return next(resized(state, event.size));
  return takeNews(state, event);
}
