// What can happen to the screens, and what comes of it.

import type { Press } from './keys/presses.ts';
import type { Errand, News } from './news.ts';
import type { Size, State } from './state.ts';

export type Event =
  { readonly kind: 'pressed'; readonly press: Press } | { readonly kind: 'resized'; readonly size: Size } | News;

/** The state after an event, and the errands to run because of it. */
export interface Next {
  readonly state: State;
  readonly errands: readonly Errand[];
}

export function next(state: State, ...errands: readonly Errand[]): Next {
  return { state, errands };
}
