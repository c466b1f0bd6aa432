// One frame: header, the screen one is on, bottom bar. Drawn from the state alone.

import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { layoutNow } from '../frames.ts';
import { layoutOf, proseWidth, SMALLEST } from '../layout.ts';
import { EvidenceScreen } from '../screens/evidence/screen.tsx';
import { helpLines } from '../screens/help/lines.ts';
import { ImagesScreen } from '../screens/images/screen.tsx';
import { RemedyScreen } from '../screens/remedy/screen.tsx';
import type { ScreenProps } from '../screens/screen-props.ts';
import type { ScreenName, State } from '../state.ts';
import type { Theme } from '../theme.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Header } from './header.tsx';
import { inSight } from './in-sight.ts';
import { LinesOfText } from './lines-of-text.tsx';

/** A new screen is a folder in `screens/` and a row here. */
const BODIES: Readonly<Record<ScreenName, (props: ScreenProps) => ReactNode>> = {
  images: ImagesScreen,
  diagnosis: ImagesScreen,
  evidence: EvidenceScreen,
  remedy: RemedyScreen,
};

export interface FrameProps {
  readonly state: State;
  readonly theme: Theme;
  /** The terminal knows ASCII only. */
  readonly ascii: boolean;
}

export function Screen({ state, theme, ascii }: FrameProps): ReactNode {
  const { columns, rows } = state.size;
  const layout = layoutNow(state);
  if (layout.shape === 'too-small') {
    return <Text>{`This terminal is too small: ${SMALLEST.columns}×${SMALLEST.rows} at least. q quits.`}</Text>;
  }
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header state={state} theme={theme} ascii={ascii} />
      <Box height={layout.body.height} flexShrink={0}>
        {state.help === null ? (
          <Body state={state} theme={theme} layout={layout} />
        ) : (
          <Help state={state} theme={theme} />
        )}
      </Box>
      <BottomBar state={state} theme={theme} />
    </Box>
  );
}

function Body(props: ScreenProps): ReactNode {
  const Contents = BODIES[props.state.screen];
  return <Contents {...props} />;
}

function Help({ state, theme }: Pick<ScreenProps, 'state' | 'theme'>): ReactNode {
  const { body } = layoutOf(state.size, 'remedy', 0);
  const lines = helpLines(state, { palette: theme, width: proseWidth(body) });
  return <LinesOfText lines={inSight(lines, state.help ?? 0, body, theme)} area={body} />;
}
