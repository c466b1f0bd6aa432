// What a press does: it goes to what is open on top (help, a prompt, the list of steps), else to the key table. A key that is off says
// why, and one that means nothing says so.

import { labelOf, keyFor } from './keys/lookup.ts';
import type { Press } from './keys/presses.ts';
import { ACTIONS } from './actions.ts';
import { next, type Next } from './next.ts';
import { takeHelpPress } from './screens/help/moves.ts';
import { takePromptPress } from './take-prompt.ts';
import { takeStepsPress } from './screens/evidence/steps-press.ts';
import type { State } from './state.ts';

/** The state after a press; a remark from before is gone with it. */
export function takePress(before: State, press: Press): Next {
  const state = { ...before, notice: null };
  if (press === 'ctrl+c') return next(state, { kind: 'quit', how: 'interrupted' });
  if (press === 'ctrl+z') return next(state, { kind: 'suspend' });
  if (press === 'ctrl+l') return next(state, { kind: 'redraw' });
  if (state.help !== null) return takeHelpPress(state, press);
  if (state.prompt !== null) return takePromptPress(state, state.prompt, press);
  if (state.screen === 'evidence' && state.evidence.steps !== null) return takeStepsPress(state, press);
  return takeKey(state, press);
}

function takeKey(state: State, press: Press): Next {
  const key = keyFor(state, press);
  if (key === null) return remarked(state, `${labelOf(press)} does nothing here; ? lists the keys`);
  const why = key.off?.(state) ?? null;
  if (why !== null) return remarked(state, `${labelOf(press)}: ${why}`);
  return ACTIONS[key.intent](state);
}

function remarked(state: State, text: string): Next {
  return next({ ...state, notice: { tone: 'plain', text } });
}
