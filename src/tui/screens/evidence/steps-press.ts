// Keys while the steps of a run are listed.

import { keyFor } from '../../keys/lookup.ts';
import type { Press } from '../../keys/presses.ts';
import type { Intent } from '../../keys/table.ts';
import { logFrame } from '../../frames.ts';
import { next, type Next } from '../../next.ts';
import { within } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { stepRows } from './log.ts';
import { jump } from './state.ts';

/** The state after a press into the list of steps; keys that do nothing in it close it. */
export function takeStepsPress(state: State, press: Press): Next {
  const intent = keyFor(state, press)?.intent;
  return (intent && ACTIONS[intent]?.(state)) ?? next(withEvidence(state, { steps: null }));
}

const ACTIONS: Readonly<Partial<Record<Intent, (state: State) => Next>>> = {
  down: (state) => next(at(state, 1)),
  up: (state) => next(at(state, -1)),
  first: (state) => next(at(state, -Infinity)),
  last: (state) => next(at(state, Infinity)),
  open: (state) => next(opened(state)),
  help: (state) => next({ ...state, help: 0 }),
};

function at(state: State, by: number): State {
  const { log, steps } = state.evidence;
  const length = log === null ? 0 : stepRows(log).length;
  return withEvidence(state, { steps: within((steps ?? 0) + by, length) });
}

/** Jumps to the chosen step. */
function opened(state: State): State {
  const { evidence } = state;
  const row = evidence.log === null ? undefined : stepRows(evidence.log)[evidence.steps ?? 0];
  return { ...state, evidence: jump({ ...evidence, steps: null }, row ?? evidence.cursor, logFrame(state)) };
}

function withEvidence(state: State, change: Partial<State['evidence']>): State {
  return { ...state, evidence: { ...state.evidence, ...change } };
}
