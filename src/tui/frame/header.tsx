// The first line: where one is among the screens, which build is meant, and what is being done meanwhile.

import { Spinner } from '@inkjs/ui';
import { Box, Text } from 'ink';
import stringWidth from 'string-width';
import type { ReactNode } from 'react';
import { count } from '../../wording/counts.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import { chosenImage } from '../screens/images/state.ts';
import type { State } from '../state.ts';
import type { Theme } from '../theme.ts';
import { cutTo } from './fitted.ts';
import { placesOf } from './places.ts';

interface HeaderProps {
  readonly state: State;
  readonly theme: Theme;
  readonly ascii: boolean;
}

/** Columns a spinner takes, its blank included. */
const SPINNER_WIDTH = 2;

export function Header({ state, theme, ascii }: HeaderProps): ReactNode {
  const { columns } = state.size;
  const places = placesOf(state.screen, theme, columns);
  const room = columns - stringWidth(places) - 2;
  const work = workOf(state);
  return (
    <Box width={columns} height={1} flexShrink={0} justifyContent="space-between">
      <Text wrap="truncate-end">{places}</Text>
      <Box flexShrink={0}>
        {work !== null && <Spinner type={ascii ? 'line' : 'dots'} />}
        <Text>
          {theme.quiet(cutTo(work === null ? whereOf(state) : ` ${work}`, Math.max(0, room - SPINNER_WIDTH)))}
        </Text>
      </Box>
    </Box>
  );
}

/** What is being done, in words; null when nothing is. */
function workOf({ cases, images, progress, evidence }: State): string | null {
  const all = [...cases.values()];
  const open = all.filter(({ kind }) => kind === 'waiting' || kind === 'running').length;
  const isReading = evidence.key !== null && evidence.log === null && evidence.excuse === null;
  const isBusy = open > 0 || images.listing === 'running' || evidence.log?.older.kind === 'reading' || isReading;
  if (!isBusy) return progress === null ? null : neutraliseLine(progress);
  const parts = [open > 0 ? `${all.length - open}/${all.length} diagnosed` : '', progress ?? ''];
  return neutraliseLine(parts.filter((part) => part !== '').join(' · ') || 'reading');
}

function whereOf({ screen, images, cases }: State): string {
  const image = chosenImage(images, cases);
  if (screen !== 'images' && image !== null) return neutraliseLine(`${image.id} · ${image.region}`);
  const failed = images.images.filter(({ status }) => status === 'failed').length;
  const [only, second] = images.regions;
  if (only === undefined) return '';
  return `${failed} failed in ${second === undefined ? only : count(images.regions.length, 'region')}`;
}
