// Typing a filter or a search. It works while one types; Enter keeps it, Esc gives it up. The line is edited here and not by ink's TextInput,
// which keeps its text to itself and loses what arrives together with the key that opened it.

import { logFrame } from './frames.ts';
import { typed, type Press } from './keys/presses.ts';
import { next, type Next } from './next.ts';
import { jump, searchFor } from './screens/evidence/state.ts';
import { withImages } from './screens/images/moves.ts';
import { moved } from './moves.ts';
import type { Prompt, State } from './state.ts';

/** Editing keys, as shells have them. */
const EDITS: Readonly<Record<Press, (text: string) => string>> = {
  backspace: withoutLast,
  'ctrl+h': withoutLast,
  'ctrl+w': (text) => text.replace(/\S+\s*$/, ''),
  'ctrl+u': () => '',
};

function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join('');
}

/** The state after a press into a prompt. */
export function takePromptPress(state: State, prompt: Prompt, press: Press): Next {
  if (press === 'enter') return next({ ...state, prompt: null });
  if (press === 'esc') return next(givenUp({ ...state, prompt: null }, prompt));
  if (press === 'backspace' && prompt.text === '') return next(givenUp({ ...state, prompt: null }, prompt));
  if (press === 'up' || press === 'down') return moved(state, press);
  const edit = EDITS[press];
  const character = typed(press);
  if (edit !== undefined) return next(applied(state, { ...prompt, text: edit(prompt.text) }));
  return next(character === null ? state : applied(state, { ...prompt, text: prompt.text + character }));
}

function applied(before: State, prompt: Prompt): State {
  const state = { ...before, prompt };
  if (prompt.for === 'filter') return withImages(state, { ...state.images, filter: prompt.text });
  return { ...state, evidence: searchFor(state.evidence, prompt.text, logFrame(state)) };
}

function givenUp(state: State, { for: what }: Prompt): State {
  if (what === 'filter') return withImages(state, { ...state.images, filter: '' });
  const { evidence } = state;
  return { ...state, evidence: jump({ ...evidence, search: null }, evidence.searchedFrom, logFrame(state)) };
}
