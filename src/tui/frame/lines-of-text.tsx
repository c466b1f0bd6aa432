// Lines that are finished, one below the other, in an area of their own.

import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Area } from '../layout.ts';

/** Shows as many of the lines as the area holds. */
export function LinesOfText({ lines, area }: { readonly lines: readonly string[]; readonly area: Area }): ReactNode {
  return (
    <Box flexDirection="column" width={area.width} height={area.height} flexShrink={0} overflow="hidden">
      {lines.slice(0, area.height).map((line, index) => (
        // A text without characters would have no height.
        <Text key={index} wrap="truncate-end">
          {line === '' ? ' ' : line}
        </Text>
      ))}
    </Box>
  );
}
