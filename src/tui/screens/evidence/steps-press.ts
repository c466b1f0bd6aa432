// Keys while the steps of a run are listed.

import { keyFor } from '../../keys/lookup.ts';
import type { Press } from '../../keys/presses.ts';
import { logFrame } from '../../frames.ts';
import { next, type Next } from '../../next.ts';
import { within } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { stepRows } from './log.ts';
import { jump } from './state.ts';

/** The state after a press into the list of steps; other keys than these close it. */
export function takeStepsPress(state: State, press: Press): Next {
  const { evidence } = state;
  const rows = evidence.log === null ? [] : stepRows(evidence.log);
  const chosen = evidence.steps ?? 0;
  const closed = { ...evidence, steps: null };
  const at = (place: number) => next({ ...state, evidence: { ...evidence, steps: within(place, rows.length) } });
  switch (keyFor(state, press)?.intent) {
    case 'down':
      return at(chosen + 1);
    case 'up':
      return at(chosen - 1);
    case 'first':
      return at(0);
    case 'last':
      return at(rows.length);
    case 'open':
      return next({ ...state, evidence: jump(closed, rows[chosen] ?? evidence.cursor, logFrame(state)) });
    case 'help':
      return next({ ...state, help: 0 });
    default:
      return next({ ...state, evidence: closed });
  }
}
