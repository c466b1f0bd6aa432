// The list of builds, and the diagnosis of the chosen one beside or below it where there is room.

import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { neutraliseLine } from '../../../wording/neutralise.ts';
import { cutTo } from '../../frame/fitted.ts';
import { LinesOfText } from '../../frame/lines-of-text.tsx';
import type { Area } from '../../layout.ts';
import { SIGNS, type Theme } from '../../theme.ts';
import { DiagnosisPane } from '../diagnosis/pane.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { imageLines } from './lines.ts';
import { chosenImage } from './state.ts';

/** Also drawn for the diagnosis, which on a wide terminal stands beside the list. */
export function ImagesScreen({ state, theme, layout }: ScreenProps): ReactNode {
  const { list, detail, shape } = layout;
  const rows = list && <LinesOfText lines={imageLines(state, list, theme)} area={list} />;
  const page = detail && <DiagnosisPane state={state} theme={theme} area={detail} />;
  if (shape === 'beside') {
    return (
      <Box>
        {rows}
        <Divider height={layout.body.height} theme={theme} />
        {page}
      </Box>
    );
  }
  return (
    <Box flexDirection="column">
      {rows}
      {list && detail && <Title state={state} area={detail} theme={theme} />}
      {page}
    </Box>
  );
}

function Divider({ height, theme }: { readonly height: number; readonly theme: Theme }): ReactNode {
  const bar = theme.quiet(` ${SIGNS.bar} `);
  return <LinesOfText lines={Array.from({ length: height }, () => bar)} area={{ width: 3, height }} />;
}

/** A rule with the name of the build whose diagnosis follows. */
function Title({ state, area, theme }: Pick<ScreenProps, 'state' | 'theme'> & { readonly area: Area }): ReactNode {
  const name = neutraliseLine(chosenImage(state.images, state.cases)?.id ?? '');
  const title = name === '' ? '' : ` ${name} `;
  const rule = `${SIGNS.rule}${SIGNS.rule}${title}`;
  return <Text>{theme.quiet(cutTo(rule + SIGNS.rule.repeat(Math.max(0, area.width - rule.length)), area.width))}</Text>;
}
