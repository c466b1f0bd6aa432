// The parts of the terminal each screen has for its contents. Reducers need them to know what is in sight.

import { layoutOf, proseWidth, type Area, type Layout } from './layout.ts';
import { shownImages } from './screens/images/state.ts';
import type { Frame } from './screens/evidence/viewport.ts';
import type { State } from './state.ts';

/** The layout of the screen that is shown. */
export function layoutNow({ size, screen, images, cases }: State): Layout {
  return layoutOf(size, screen, shownImages(images, cases).length);
}

/** The window onto the log: all of the body but the status line. */
export function logFrame({ size, evidence: { wrap, times } }: State): Frame {
  const { body } = layoutOf(size, 'evidence', 0);
  return { wrap, times, width: body.width, height: Math.max(1, body.height - 1) };
}

/** Where the diagnosis stands when it has the keys. */
export function diagnosisArea({ size }: Pick<State, 'size'>): Area {
  const { detail, body } = layoutOf(size, 'diagnosis', 0);
  return detail ?? body;
}

/** Where the remedies stand: room for the pointer is left. */
export function remedyArea({ size }: Pick<State, 'size'>): Area {
  const { body } = layoutOf(size, 'remedy', 0);
  return { width: proseWidth(body) - 2, height: body.height };
}
