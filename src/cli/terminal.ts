// What the streams of this process can show: colour, width, progress. The rules are those of https://no-color.org and of FORCE_COLOR as
// Node and most tools read it; a flag on the command line wins over both.

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
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

/** Progress rewrites one line of the terminal; where it cannot, there is none. */
export function canShowProgress({ stderr, env }: Streams): boolean {
  return stderr.isTTY && env.TERM !== 'dumb';
}
