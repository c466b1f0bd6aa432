// The diagnosis of the chosen build, as far as it has been scrolled.

import type { ReactNode } from 'react';
import { inSight } from '../../frame/in-sight.ts';
import { LinesOfText } from '../../frame/lines-of-text.tsx';
import { proseWidth, type Area } from '../../layout.ts';
import { scrolled } from '../../scrolling.ts';
import type { Theme } from '../../theme.ts';
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
  return <LinesOfText lines={inSight(lines, top, area, theme)} area={area} />;
}
