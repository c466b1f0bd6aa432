// What to do: the remedies with their commands, the chosen one marked.

import type { ReactNode } from 'react';
import { inSight } from '../../frame/in-sight.ts';
import { LinesOfText } from '../../frame/lines-of-text.tsx';
import { SIGNS } from '../../theme.ts';
import type { ScreenProps } from '../screen-props.ts';
import { remedyPageOf } from './moves.ts';

export function RemedyScreen({ state, theme, layout }: ScreenProps): ReactNode {
  const { lines, items } = remedyPageOf(state, theme);
  const { chosen, top } = state.remedy;
  const item = items[chosen];
  const marked = lines.map((line, index) => {
    const isChosen = item !== undefined && index >= item.from && index < item.to;
    return `${isChosen ? theme.label(SIGNS.pointer) : ' '} ${isChosen ? theme.heading(line) : line}`;
  });
  return <LinesOfText lines={inSight(marked, top, layout.body, theme)} area={layout.body} />;
}
