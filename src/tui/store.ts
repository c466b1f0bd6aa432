// Holds the state, takes events and passes errands on. Keys and news may come faster than a terminal is drawn: what is shown is renewed at
// most so many times a second, and never lags behind by more than one frame.

import type { Event } from './next.ts';
import type { Errand } from './news.ts';
import type { State } from './state.ts';
import { update } from './update.ts';

export interface Store {
  readonly take: (...events: readonly Event[]) => void;
  /** The state as it is. */
  readonly now: () => State;
  /** The state as it is drawn. */
  readonly shown: () => State;
  /** Calls back when `shown` has changed; gives back what ends that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** As fast as a key repeats and a screen refreshes. */
const FRAME_MS = 16;

export interface StoreOptions {
  readonly begin: State;
  readonly run: (errand: Errand) => void;
  /** Milliseconds of a clock. */
  readonly now?: () => number;
}

/** A store with its first state. */
export function createStore({ begin, run, now = Date.now }: StoreOptions): Store {
  const listeners = new Set<() => void>();
  let state = begin;
  let shown = begin;
  let drawnAt = -Infinity;
  let waiting: NodeJS.Timeout | null = null;

  const draw = () => {
    waiting = null;
    shown = state;
    for (const listener of listeners) listener();
    // After drawing, which takes longer than anything else here.
    drawnAt = now();
  };
  const drawSoon = () => {
    if (waiting !== null) return;
    const rest = drawnAt + FRAME_MS - now();
    if (rest <= 0) draw();
    else waiting = setTimeout(draw, rest);
  };
  return {
    take: (...events) => {
      const errands: Errand[] = [];
      for (const event of events) {
        const after = update(state, event);
        state = after.state;
        errands.push(...after.errands);
      }
      if (state !== shown) drawSoon();
      for (const errand of errands) run(errand);
    },
    now: () => state,
    shown: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
