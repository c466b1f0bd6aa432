// What each intent of the key table does.

import type { Intent } from './keys/table.ts';
import { moved, type Move } from './moves.ts';
import { neighbour } from './reach.ts';
import { again, saved, shown } from './wishes.ts';
import { logFrame } from './frames.ts';
import { next, type Next } from './next.ts';
import { move, stepAtCursor, toMark, toStep } from './screens/evidence/state.ts';
import { chosenItem } from './screens/remedy/moves.ts';
import { withImages } from './screens/images/moves.ts';
import type { ScreenName, State } from './state.ts';

type Action = (state: State) => Next;

const ONWARD: Readonly<Record<ScreenName, ScreenName>> = {
  images: 'diagnosis',
  diagnosis: 'evidence',
  evidence: 'remedy',
  remedy: 'remedy',
};

const BACK: Readonly<Record<ScreenName, ScreenName>> = {
  images: 'images',
  diagnosis: 'images',
  evidence: 'diagnosis',
  remedy: 'evidence',
};

/** By intent. That a key is off was found out before. */
export const ACTIONS: Readonly<Record<Intent, Action>> = {
  up: by('up'),
  down: by('down'),
  'page-up': by('page-up'),
  'page-down': by('page-down'),
  'half-up': by('half-up'),
  'half-down': by('half-down'),
  first: by('first'),
  last: by('last'),
  left: (state) => next(sideways(state, -1)),
  right: (state) => next(sideways(state, 1)),
  open: (state) => shown(state, ONWARD[state.screen]),
  back,
  'next-screen': (state) => shown(state, neighbour(state, 1)),
  'previous-screen': (state) => shown(state, neighbour(state, -1)),
  diagnosis: (state) => shown(state, 'diagnosis'),
  evidence: (state) => shown(state, 'evidence'),
  remedy: (state) => shown(state, 'remedy'),
  filter: (state) => next({ ...state, prompt: { for: 'filter', text: state.images.filter } }),
  all: (state) => next(withImages(state, { ...state.images, all: !state.images.all })),
  search: startSearch,
  'next-mark': (state) => next(inLog(state, toMark(state.evidence, 1, logFrame(state)))),
  'previous-mark': (state) => next(inLog(state, toMark(state.evidence, -1, logFrame(state)))),
  steps: (state) => next(inLog(state, { ...state.evidence, steps: stepAtCursor(state.evidence) })),
  'next-step': (state) => next(inLog(state, toStep(state.evidence, 1, logFrame(state)))),
  'previous-step': (state) => next(inLog(state, toStep(state.evidence, -1, logFrame(state)))),
  wrap: (state) => next(relaid(state, { wrap: !state.evidence.wrap })),
  times: (state) => next(relaid(state, { times: !state.evidence.times })),
  copy,
  'save-text': (state) => saved(state, 'text'),
  'save-json': (state) => saved(state, 'json'),
  again,
  help: (state) => next({ ...state, help: 0 }),
  redraw: (state) => next(state, { kind: 'redraw' }),
  suspend: (state) => next(state, { kind: 'suspend' }),
  quit: (state) => next(state, { kind: 'quit', how: 'asked' }),
  interrupt: (state) => next(state, { kind: 'quit', how: 'interrupted' }),
};

function by(how: Move): Action {
  return (state) => moved(state, how);
}

function inLog(state: State, evidence: State['evidence']): State {
  return { ...state, evidence };
}

/** Columns by which one key moves long lines: a third of the screen. */
function sideways(state: State, direction: 1 | -1): State {
  const columns = Math.max(8, Math.floor(state.size.columns / 3));
  return inLog(state, { ...state.evidence, left: Math.max(0, state.evidence.left + direction * columns) });
}

/** Lines have other heights now: the row one is at stays in sight. */
function relaid(state: State, change: Partial<Pick<State['evidence'], 'wrap' | 'times'>>): State {
  const after = inLog(state, { ...state.evidence, ...change, left: 0 });
  const { evidence } = after;
  const frame = logFrame(after);
  return inLog(after, move(evidence, 0, frame));
}

function back(state: State): Next {
  const { screen, images, evidence } = state;
  if (screen === 'images') return next(withImages(state, { ...images, filter: '' }));
  if (screen === 'evidence' && evidence.search !== null) return next(inLog(state, { ...evidence, search: null }));
  return shown(state, BACK[screen]);
}

function startSearch(state: State): Next {
  const { evidence } = state;
  const searching = inLog(state, { ...evidence, searchedFrom: evidence.cursor, search: null });
  return next({ ...searching, prompt: { for: 'search', text: '' } });
}

function copy(state: State): Next {
  const item = chosenItem(state);
  if (item === null)
    return next({ ...state, notice: { tone: 'plain', text: 'nothing that could be copied is in sight' } });
  return next(state, { kind: 'copy', copy: item.copy });
}
