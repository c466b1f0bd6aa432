// Colours by what they mean, never by name, so that a report reads the same in any theme. Without colour the words alone carry
// everything.

import pc from 'picocolors';

type Formatter = (text: string) => string;

export interface Palette {
  readonly heading: Formatter;
  /** The cause, and the line that decides. */
  readonly bad: Formatter;
  /** What applies, and what did not fail. */
  readonly good: Formatter;
  /** What is uncertain. */
  readonly doubtful: Formatter;
  /** What one types or edits. */
  readonly code: Formatter;
  /** Details that one may skip. */
  readonly quiet: Formatter;
}

export const BACKGROUNDS = ['dark', 'light'] as const;
/** What the terminal's own background is; its colours must be readable on it. */
export type Background = (typeof BACKGROUNDS)[number];

/** Paints with the colours of a terminal, or leaves text as it is. */
export function paletteOf(inColour: boolean, background: Background = 'dark'): Palette {
  const { bold, red, green, yellow, magenta, cyan, blue, dim } = pc.createColors(inColour);
  return {
    heading: bold,
    bad: (text) => bold(red(text)),
    good: green,
    // Yellow and cyan can hardly be read on white.
    doubtful: background === 'dark' ? yellow : magenta,
    code: background === 'dark' ? cyan : blue,
    quiet: dim,
  };
}
