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

/** Paints with the colours of a terminal, or leaves text as it is. */
export function paletteOf(inColour: boolean): Palette {
  const { bold, red, green, yellow, cyan, dim } = pc.createColors(inColour);
  return {
    heading: bold,
    bad: (text) => bold(red(text)),
    good: green,
    doubtful: yellow,
    code: cyan,
    quiet: dim,
  };
}
