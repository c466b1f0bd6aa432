// The log of the build, or why there is none; below it where one is.

import { Box } from 'ink';
import type { ReactNode } from 'react';
import { paragraph } from '../../../reports/text/layout.ts';
import { neutralise } from '../../../wording/neutralise.ts';
import { LinesOfText } from '../../frame/lines-of-text.tsx';
import { logFrame } from '../../frames.ts';
import type { ScreenProps } from '../screen-props.ts';
import { logLines, statusLine, stepLines } from './lines.ts';
import type { EvidenceState } from './state.ts';

export function EvidenceScreen({ state, theme, layout }: ScreenProps): ReactNode {
  const { evidence } = state;
  const frame = logFrame(state);
  const page = { palette: theme, width: frame.width };
  const lines =
    evidence.log === null
      ? paragraph(absence(evidence), page, { paint: theme.doubtful })
      : evidence.steps === null
        ? logLines(evidence, frame, theme)
        : stepLines(evidence, frame, theme);
  return (
    <Box flexDirection="column">
      <LinesOfText lines={lines} area={frame} />
      <LinesOfText lines={[statusLine(evidence, frame.width, theme)]} area={{ ...layout.body, height: 1 }} />
    </Box>
  );
}

function absence({ excuse }: EvidenceState): string {
  if (excuse === null) return 'Reading the log …';
  return neutralise(`Not read: ${excuse.what}${excuse.toTry === null ? '' : `. Try: ${excuse.toTry}`}. R tries again.`);
}
