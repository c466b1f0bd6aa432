// How things look, by what they mean. A screen says `bad` or `chosen` and never a colour; without colour every meaning is still told,
// by a word or a sign.

import pc from 'picocolors';
import { paletteOf, type Background, type Palette } from '../reports/palette.ts';

export interface Theme extends Palette {
  /** The row a key would act on. */
  readonly chosen: (text: string) => string;
  /** What a search found. */
  readonly hit: (text: string) => string;
  /** The name of a section, a column, a key. */
  readonly label: (text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
}

/** A theme for a terminal; without colour text stays as it is. */
export function themeOf(inColour: boolean, background: Background): Theme {
  const palette = paletteOf(inColour, background);
  const { inverse, bold, red, green } = pc.createColors(inColour);
  return {
    ...palette,
    chosen: inverse,
    hit: (text) => inverse(bold(text)),
    label: (text) => bold(palette.code(text)),
    added: green,
    removed: red,
  };
}

/** Signs of one column each; `--ascii` puts others in their place (wording/ascii.ts). */
export const SIGNS = {
  pointer: '❯',
  cause: '▶',
  context: '•',
  consequence: '↳',
  bar: '│',
  rule: '─',
  cut: '…',
  above: '↑',
  below: '↓',
} as const;

/** For whoever only counts lines. */
export const PLAIN: Theme = themeOf(false, 'dark');
