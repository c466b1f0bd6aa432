// The part of a page that is seen.

import { count } from '../../wording/counts.ts';
import type { Area } from '../layout.ts';
import { SIGNS, type Theme } from '../theme.ts';

/** As many lines as the area holds; where there are more below, its last line says so. */
export function inSight(lines: readonly string[], top: number, { height }: Area, theme: Theme): readonly string[] {
  const rest = lines.length - top - height;
  if (rest <= 0) return lines.slice(top);
  return [...lines.slice(top, top + height - 1), theme.quiet(`${SIGNS.below} ${count(rest + 1, 'more line')}`)];
}
