// The diagnosis of the chosen build, as far as it has been scrolled.

import type { ReactNode } from 'react';
import { LinesOfText } from '../../frame/lines-of-text.tsx';
import { proseWidth, type Area } from '../../layout.ts';
import { scrolled } from '../../scrolling.ts';
import { SIGNS, type Theme } from '../../theme.ts';
import type { State } from '../../state.ts';
import { diagnosisPage } from './lines.ts';

interface PaneProps {
  readonly state: State;
  readonly theme: Theme;
  readonly area: Area;
}

export function DiagnosisPane({ state, theme, area }: PaneProps): ReactNode {
  const lines = diagnosisPage(state, { palette: theme, width: proseWidth(area) });
  const top = scrolled(state.diagnosis.top, { length: lines.length, height: area.height });
  return <LinesOfText lines={withMore(lines, top, area, theme)} area={area} />;
}

/** The part that is seen; where there is more below, the last line says so. */
function withMore(lines: readonly string[], top: number, { height }: Area, theme: Theme): readonly string[] {
  const rest = lines.length - top - height;
  if (rest <= 0) return lines.slice(top);
  return [...lines.slice(top, top + height - 1), theme.quiet(`${SIGNS.below} ${rest + 1} more lines`)];
}
