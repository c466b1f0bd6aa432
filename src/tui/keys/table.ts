// Every key: what it does, in words, where, and when it does nothing and why. Help, the bottom bar and the section of the README are made
// from these rows, and a press is looked up in them.

import { markedRows } from '../screens/evidence/state.ts';
import { stepRows } from '../screens/evidence/log.ts';
import { reach } from '../reach.ts';
import { SCREENS, type ScreenName, type State } from '../state.ts';
import type { Press } from './presses.ts';

export type Intent =
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'half-up'
  | 'half-down'
  | 'first'
  | 'last'
  | 'left'
  | 'right'
  | 'open'
  | 'back'
  | 'next-screen'
  | 'previous-screen'
  | 'diagnosis'
  | 'evidence'
  | 'remedy'
  | 'filter'
  | 'all'
  | 'search'
  | 'next-mark'
  | 'previous-mark'
  | 'steps'
  | 'next-step'
  | 'previous-step'
  | 'wrap'
  | 'times'
  | 'copy'
  | 'save-text'
  | 'save-json'
  | 'again'
  | 'help'
  | 'redraw'
  | 'suspend'
  | 'quit'
  | 'interrupt';

export interface Key {
  readonly intent: Intent;
  readonly keys: readonly Press[];
  readonly on: readonly ScreenName[];
  /** For the help and the README. */
  readonly words: string;
  /** For the bottom bar, which has room for a few. */
  readonly bar?: (state: State) => string;
  /** Why it would do nothing now; null when it would do something. */
  readonly off?: (state: State) => string | null;
}

const ALL = SCREENS;
const BUT_IMAGES: readonly ScreenName[] = ['diagnosis', 'evidence', 'remedy'];
const PAGES: readonly ScreenName[] = ['images', 'diagnosis', 'remedy'];

const noImage = (state: State) => reach(state, 'diagnosis');
const noDiagnosis = (state: State) => reach(state, 'evidence');
const noRemedy = (state: State) => reach(state, 'remedy');

/** The more a key is needed, the further up it stands: the bottom bar shows as many as fit. */
export const KEYS: readonly Key[] = [
  {
    intent: 'open',
    keys: ['enter'],
    on: ['images'],
    words: 'open the diagnosis',
    bar: () => 'diagnosis',
    off: noImage,
  },
  {
    intent: 'open',
    keys: ['enter'],
    on: ['diagnosis'],
    words: 'show the line that decides, in its log',
    bar: () => 'evidence',
    off: noDiagnosis,
  },
  {
    intent: 'open',
    keys: ['enter'],
    on: ['evidence'],
    words: 'go on to the remedy',
    bar: () => 'remedy',
    off: noRemedy,
  },
  {
    intent: 'copy',
    keys: ['enter', 'c', 'y'],
    on: ['remedy'],
    words: 'copy the chosen command, address or change',
    bar: () => 'copy',
    off: noRemedy,
  },
  { intent: 'diagnosis', keys: ['d'], on: ALL, words: 'the diagnosis', off: noImage },
  {
    intent: 'evidence',
    keys: ['e'],
    on: ALL,
    words: 'the evidence: the whole log',
    bar: barOn('remedy', 'evidence'),
    off: noDiagnosis,
  },
  {
    intent: 'remedy',
    keys: ['r'],
    on: ALL,
    words: 'the remedy: what to do',
    bar: barOn('diagnosis', 'remedy'),
    off: noRemedy,
  },
  {
    intent: 'filter',
    keys: ['/'],
    on: ['images'],
    words: 'filter by words, without those behind a !',
    bar: () => 'filter',
    off: nothingListed,
  },
  { intent: 'all', keys: ['a'], on: ['images'], words: 'pending and available images as well, or not', bar: allBar },
  { intent: 'search', keys: ['/'], on: ['evidence'], words: 'search the log', bar: () => 'search', off: noLog },
  {
    intent: 'next-mark',
    keys: ['n'],
    on: ['evidence'],
    words: 'next evidence; next hit after a search',
    bar: markBar,
    off: noMark,
  },
  { intent: 'previous-mark', keys: ['N'], on: ['evidence'], words: 'the one before', off: noMark },
  { intent: 'steps', keys: ['s'], on: ['evidence'], words: 'jump to a step', bar: () => 'steps', off: noSteps },
  { intent: 'next-step', keys: [']'], on: ['evidence'], words: 'next step', off: noSteps },
  { intent: 'previous-step', keys: ['['], on: ['evidence'], words: 'previous step', off: noSteps },
  { intent: 'wrap', keys: ['z'], on: ['evidence'], words: 'wrap long lines, or not', bar: wrapBar, off: noLog },
  {
    intent: 'times',
    keys: ['t'],
    on: ['evidence'],
    words: 'the time of each line, or not',
    bar: () => 'times',
    off: noLog,
  },
  {
    intent: 'save-text',
    keys: ['w'],
    on: ALL,
    words: 'write the ticket as text to a file',
    bar: barOn('remedy', 'write ticket'),
    off: noDiagnosis,
  },
  {
    intent: 'save-json',
    keys: ['W'],
    on: ALL,
    words: 'write the ticket as JSON to a file',
    bar: barOn('remedy', 'as JSON'),
    off: noDiagnosis,
  },
  { intent: 'back', keys: ['esc'], on: ALL, words: 'close, clear or go back', bar: backBar, off: nowhereBack },
  { intent: 'previous-screen', keys: ['h', 'left'], on: ['diagnosis', 'remedy'], words: 'go back' },
  { intent: 'open', keys: ['l', 'right'], on: ['images', 'diagnosis'], words: 'go on', off: onward },
  { intent: 'next-screen', keys: ['tab'], on: ALL, words: 'next screen', off: noImage },
  { intent: 'previous-screen', keys: ['shift+tab'], on: ALL, words: 'previous screen', off: noImage },
  { intent: 'down', keys: ['j', 'down'], on: ALL, words: 'down' },
  { intent: 'up', keys: ['k', 'up'], on: ALL, words: 'up' },
  { intent: 'page-down', keys: ['pagedown', ' ', 'ctrl+f'], on: ALL, words: 'a page down' },
  { intent: 'page-up', keys: ['pageup', 'ctrl+b'], on: ALL, words: 'a page up' },
  { intent: 'half-down', keys: ['ctrl+d'], on: ALL, words: 'half a page down' },
  { intent: 'half-up', keys: ['ctrl+u'], on: ALL, words: 'half a page up' },
  { intent: 'first', keys: ['g', 'home'], on: PAGES, words: 'the first line' },
  {
    intent: 'first',
    keys: ['g', 'home'],
    on: ['evidence'],
    words: 'the first line; what is still on AWS is fetched',
    off: noLog,
  },
  { intent: 'last', keys: ['G', 'end'], on: ALL, words: 'the last line' },
  { intent: 'left', keys: ['h', 'left'], on: ['evidence'], words: 'to the left in long lines', off: wrapped },
  { intent: 'right', keys: ['l', 'right'], on: ['evidence'], words: 'to the right in long lines', off: wrapped },
  { intent: 'again', keys: ['R'], on: ['images'], words: 'list the images again' },
  {
    intent: 'again',
    keys: ['R'],
    on: BUT_IMAGES,
    words: 'read the build again, or what could not be read',
    off: noImage,
  },
  { intent: 'redraw', keys: ['ctrl+l'], on: ALL, words: 'draw the screen anew' },
  { intent: 'suspend', keys: ['ctrl+z'], on: ALL, words: 'to the shell; fg comes back' },
  { intent: 'help', keys: ['?'], on: ALL, words: 'help', bar: () => 'help' },
  { intent: 'quit', keys: ['q'], on: ALL, words: 'quit', bar: () => 'quit' },
  { intent: 'interrupt', keys: ['ctrl+c'], on: ALL, words: 'quit at once' },
];

function nothingListed({ images }: State): string | null {
  return images.images.length === 0 ? 'there is nothing to filter' : null;
}

function noLog({ evidence }: State): string | null {
  return evidence.log === null ? 'there is no log yet' : null;
}

function noMark(state: State): string | null {
  const missing = noLog(state);
  if (missing !== null || markedRows(state.evidence).length > 0) return missing;
  return state.evidence.search === null ? 'no line of this log is marked as evidence' : 'nothing was found';
}

function noSteps(state: State): string | null {
  const { log } = state.evidence;
  return log === null ? noLog(state) : stepRows(log).length === 0 ? 'this log names no steps' : null;
}

function wrapped({ evidence }: State): string | null {
  return evidence.wrap ? 'lines are wrapped (z changes that)' : null;
}

function onward(state: State): string | null {
  return state.screen === 'images' ? noImage(state) : noDiagnosis(state);
}

function nowhereBack(state: State): string | null {
  const isFirst = state.screen === 'images' && state.images.filter === '';
  return isFirst ? 'this is the first screen (q quits)' : null;
}

function backBar(state: State): string {
  if (state.screen === 'images') return state.images.filter === '' ? '' : 'clear filter';
  return state.screen === 'evidence' && state.evidence.search !== null ? 'end search' : 'back';
}

function allBar({ images }: State): string {
  return images.all ? 'failed only' : 'all builds';
}

function markBar({ evidence }: State): string {
  return evidence.search === null ? 'next evidence' : 'next hit';
}

function wrapBar({ evidence }: State): string {
  return evidence.wrap ? 'no wrap' : 'wrap';
}

function barOn(screen: ScreenName, words: string): (state: State) => string {
  return (state) => (state.screen === screen ? words : '');
}
