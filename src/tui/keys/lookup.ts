// Which row of the table a press means on the screen one is at, and how keys are called in help and in the bar.

import type { State } from '../state.ts';
import { KEYS, type Key } from './table.ts';
import type { Press } from './presses.ts';

/** The keys of a screen, in the order of the table. */
export function keysOf({ screen }: Pick<State, 'screen'>): readonly Key[] {
  return KEYS.filter(({ on }) => on.includes(screen));
}

/** The row for a press; null when it means nothing here. */
export function keyFor(state: State, press: Press): Key | null {
  return keysOf(state).find(({ keys }) => keys.includes(press)) ?? null;
}

const LABELS: Readonly<Record<Press, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  'shift+tab': 'Shift-Tab',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  ' ': 'Space',
};

/** `Enter`, `Ctrl-D`, `g` */
export function labelOf(press: Press): string {
  return LABELS[press] ?? press.replace(/^ctrl\+(.)$/, (_all, letter: string) => `Ctrl-${letter.toUpperCase()}`);
}
