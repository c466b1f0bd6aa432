// The part of a page that is seen.

import { count } from '../../wording/counts.ts';
import type { Area } from '../layout.ts';
import { seenFrom } from '../scrolling.ts';
import { SIGNS, type Theme } from '../theme.ts';

/** As many lines as the area holds; where there are more below, its last line says so. */
export function inSight(lines: readonly string[], top: number, { height }: Area, theme: Theme): readonly string[] {
  const end = top + seenFrom(top, { length: lines.length, height });
  const rest = lines.length - end;
  return [...lines.slice(top, end), ...(rest > 0 ? [theme.quiet(`${SIGNS.below} ${count(rest, 'more line')}`)] : [])];
}
