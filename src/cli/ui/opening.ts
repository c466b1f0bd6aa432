// Takes the terminal and shows the beginning of the first frame, before anything that draws frames is loaded.

import { openingRows } from '../../tui/frame/places.ts';
import { inAscii } from '../../wording/ascii.ts';
import type { Session } from '../session.ts';
import type { Streams } from '../terminal.ts';
import { FULL_SCREEN, LINE_BY_LINE, takeTerminal, type Taken } from './terminal.ts';

/** The terminal, and how the person reads it. */
export interface Opening {
  readonly isHeard: boolean;
  readonly taken: Taken;
}

/** Who hears the screens is told of the first one when there is something to tell. */
export function openTerminal({ settings, page }: Session, streams: Streams): Opening {
  const isHeard = settings.screenReader || streams.env.INK_SCREEN_READER === 'true';
  if (isHeard) return { isHeard, taken: takeTerminal(streams, LINE_BY_LINE) };
  const taken = takeTerminal(streams, FULL_SCREEN);
  const rows = openingRows(page.palette, streams.stdout.columns).map(settings.ascii ? inAscii : String);
  streams.stdout.write(rows.join('\n'));
  return { isHeard, taken };
}
