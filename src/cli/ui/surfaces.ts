// Where the screens appear: drawn on the whole terminal, or told as text that only grows.

import type { Store } from '../../tui/store.ts';
import { showScreens, tellScreens, type Shown } from '../../tui/show-screens.tsx';
import { themeOf } from '../../tui/theme.ts';
import { inAscii } from '../../wording/ascii.ts';
import type { Settings } from '../settings.ts';
import { backgroundOf, wantsColour, type Streams } from '../terminal.ts';
import { paintedStdout } from './painted-stdout.ts';
import { createPainter } from './painter.ts';
import { FULL_SCREEN, LINE_BY_LINE, takeTerminal } from './terminal.ts';

export interface Surface {
  readonly show: (store: Store) => Shown;
  /** Draws everything anew, whatever stands on the terminal. */
  readonly redraw: () => void;
  /** Hands the terminal to the shell until it says `fg`. */
  readonly suspend: () => void;
  readonly giveBack: () => void;
}

/** Takes the terminal in the way the person reads it. */
export function surfaceFor(settings: Settings, streams: Streams): Surface {
  const isHeard = settings.screenReader || streams.env.INK_SCREEN_READER === 'true';
  return isHeard ? told(streams) : drawn(settings, streams);
}

function drawn(settings: Settings, streams: Streams): Surface {
  const { stdin, stdout } = streams;
  const painter = createPainter(stdout, settings.ascii ? inAscii : String);
  const theme = themeOf(wantsColour(settings.colour, streams), settings.background ?? backgroundOf(streams));
  const taken = takeTerminal(streams, FULL_SCREEN, painter.pause);
  return {
    show: (store) =>
      showScreens({ store, theme, ascii: settings.ascii, stdin, stdout: paintedStdout(stdout, painter.paint) }),
    redraw: painter.redraw,
    suspend: () => taken.suspend(painter.redraw),
    giveBack: taken.giveBack,
  };
}

function told(streams: Streams): Surface {
  const { stdin, stdout } = streams;
  const taken = takeTerminal(streams, LINE_BY_LINE);
  return {
    show: (store) => tellScreens({ store, stdin, stdout }),
    redraw: () => {},
    suspend: () => taken.suspend(() => {}),
    giveBack: taken.giveBack,
  };
}
