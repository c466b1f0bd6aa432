// Keys while the help is open.

import { keyFor } from '../../keys/lookup.ts';
import type { Press } from '../../keys/presses.ts';
import type { Intent } from '../../keys/table.ts';
import { layoutOf, proseWidth } from '../../layout.ts';
import { next, type Next } from '../../next.ts';
import { scrolled } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { PLAIN } from '../../theme.ts';
import { helpLines } from './lines.ts';

/** Scrolls the help; any key that does not, closes it. q closes it too, so that nobody leaves by mistake. */
export function takeHelpPress(state: State, press: Press): Next {
  const { body } = layoutOf(state.size, 'remedy', 0);
  const intent = keyFor(state, press)?.intent;
  const by = intent && SCROLLS[intent]?.(body.height);
  if (by === undefined) return next({ ...state, help: null });
  const length = helpLines(state, { palette: PLAIN, width: proseWidth(body) }).length;
  return next({ ...state, help: scrolled((state.help ?? 0) + by, { length, height: body.height }) });
}

/** Lines by which each intent scrolls in a window of so many rows. */
const SCROLLS: Readonly<Partial<Record<Intent, (height: number) => number>>> = {
  down: () => 1,
  up: () => -1,
  'page-down': (height) => height - 1,
  'page-up': (height) => 1 - height,
  'half-down': (height) => Math.ceil(height / 2),
  'half-up': (height) => -Math.ceil(height / 2),
  first: () => -Infinity,
  last: () => Infinity,
};
