// What the streams of this process can show: colour, width, progress. The rules are those of https://no-color.org and of FORCE_COLOR as
// Node and most tools read it; a flag on the command line wins over both.

import type { Background } from '../reports/palette.ts';
import type { Interruption } from './interruption.ts';

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream & { readonly fd: number };
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  readonly interruption: Interruption;
}

/** Reports are written for 80 columns; wider lines are harder to read, and narrower terminals exist. */
const WIDEST = 80;
const NARROWEST = 40;

/** Whether standard output gets colour; `flag` is undefined without --color or --no-color. */
export function wantsColour(flag: boolean | undefined, { stdout, env }: Streams): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stdout.isTTY && env.TERM !== 'dumb';
}

/** Columns of the page on standard output. */
export function pageWidth({ stdout }: Streams): number {
  // Some terminals, such as those of containers, say that they have no columns.
  return stdout.isTTY ? Math.max(NARROWEST, Math.min(WIDEST, stdout.columns || WIDEST)) : WIDEST;
}

/** The screens need a keyboard and a terminal that can place text; a job that runs unattended has neither, whatever it says of its streams. */
export function canShowScreens({ stdin, stdout, env }: Streams): boolean {
  const isJob = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  return stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb' && !isJob;
}

/** What most terminals tell about their colours, if anything: `15;0` is white on black (rxvt, konsole, iTerm2, tmux over them). */
export function backgroundOf({ env }: Streams): Background {
  const colour = env.COLORFGBG?.split(';').at(-1);
  return colour === '7' || colour === '15' ? 'light' : 'dark';
}

/** Progress rewrites one line of the terminal; where it cannot, there is none. */
export function canShowProgress({ stderr, env }: Streams): boolean {
  return stderr.isTTY && env.TERM !== 'dumb';
}
