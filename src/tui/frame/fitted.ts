// Text cut or filled to an exact number of columns, wide characters counted as the terminal counts them.

import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';
import { SIGNS } from '../theme.ts';

/** Exactly `width` columns; what was cut off is told by a sign. */
export function fitted(text: string, width: number): string {
  const cut = cutTo(text, width);
  return cut + ' '.repeat(Math.max(0, width - stringWidth(cut)));
}

/** At most `width` columns. */
export function cutTo(text: string, width: number): string {
  if (width <= 0) return '';
  return stringWidth(text) <= width ? text : `${sliceAnsi(text, 0, width - 1)}${SIGNS.cut}`;
}
