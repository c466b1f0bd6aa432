// Where the screens appear: drawn on the whole terminal, or told as text that only grows.

import type { Store } from '../../tui/store.ts';
import { showScreens, tellScreens, type Shown } from '../../tui/show-screens.tsx';
import { themeOf } from '../../tui/theme.ts';
import { inAscii } from '../../wording/ascii.ts';
import type { Settings } from '../settings.ts';
import { backgroundOf, wantsColour, type Streams } from '../terminal.ts';
import type { Opening } from './opening.ts';
import { paintedStdout } from './painted-stdout.ts';
import { createPainter } from './painter.ts';

export interface Surface {
  readonly show: (store: Store) => Shown;
  /** Draws everything anew, whatever stands on the terminal. */
  readonly redraw: () => void;
  /** Hands the terminal to the shell until it says `fg`. */
  readonly suspend: () => void;
}

/** Takes the terminal in the way the person reads it. */
export function surfaceFor(surroundings: Surroundings): Surface {
  return surroundings.opening.isHeard ? told(surroundings) : drawn(surroundings);
}

interface Surroundings {
  readonly opening: Opening;
  readonly settings: Settings;
  readonly streams: Streams;
}

function drawn({ opening: { taken }, settings, streams }: Surroundings): Surface {
  const { stdin, stdout } = streams;
  const painter = createPainter(stdout, settings.ascii ? inAscii : String);
  const theme = themeOf(wantsColour(settings.colour, streams), settings.background ?? backgroundOf(streams));
  taken.whenGiven(painter.pause);
  return {
    show: (store) =>
      showScreens({ store, theme, ascii: settings.ascii, stdin, stdout: paintedStdout(stdout, painter.paint) }),
    redraw: painter.redraw,
    suspend: () => taken.suspend(painter.redraw),
  };
}

function told({ opening: { taken }, streams }: Surroundings): Surface {
  const { stdin, stdout } = streams;
  return {
    show: (store) => tellScreens({ store, stdin, stdout }),
    redraw: () => {},
    suspend: () => taken.suspend(() => {}),
  };
}
