// Keys while the help is open.

import { keyFor } from '../../keys/lookup.ts';
import type { Press } from '../../keys/presses.ts';
import { layoutOf, proseWidth } from '../../layout.ts';
import { next, type Next } from '../../next.ts';
import { scrolled } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { PLAIN } from '../../theme.ts';
import { helpLines } from './lines.ts';

/** Scrolls the help; any key that does not, closes it. q closes it too, so that nobody leaves by mistake. */
export function takeHelpPress(state: State, press: Press): Next {
  const { body } = layoutOf(state.size, 'remedy', 0);
  const length = helpLines(state, { palette: PLAIN, width: proseWidth(body) }).length;
  const to = (place: number) => next({ ...state, help: scrolled(place, { length, height: body.height }) });
  const top = state.help ?? 0;
  switch (keyFor(state, press)?.intent) {
    case 'down':
      return to(top + 1);
    case 'up':
      return to(top - 1);
    case 'page-down':
    case 'half-down':
      return to(top + body.height - 1);
    case 'page-up':
    case 'half-up':
      return to(top - body.height + 1);
    case 'first':
      return to(0);
    case 'last':
      return to(length);
    default:
      return next({ ...state, help: null });
  }
}
