// The command line as a process: signals, broken pipes, exit codes. It ends with process.exit, because a hanging request, a paused
// standard input or the sockets of the SDK must not keep a finished run alive.

import { EXIT } from '../model/trouble.ts';
import { neutralise } from '../wording/neutralise.ts';
import { errorText } from './error-text.ts';
import { INTERRUPTED } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import { runLastErrands } from './last-errands.ts';
import { runProgram } from './program.ts';
import { CLEAR_LINE } from './progress.ts';
import { written } from './session.ts';
import type { Streams } from './terminal.ts';

/** Runs the command line on the streams of this process and ends it with the exit code. */
export async function runProcess(asked: readonly string[]): Promise<never> {
  const { stdin, stdout, stderr, env } = process;
  endQuietlyOnBrokenPipe([stdout, stderr]);
  // Nothing is left to wait for, and yet no answer: without this, Node would end as if all were well.
  process.once('beforeExit', () =>
    process.exit(sayUnexpected(new Error('ended before there was an answer'), { asked, stderr })),
  );
  const interruption = new Interruption();
  process.on('SIGINT', () => {
    if (!interruption.strike()) void interrupted(stderr);
  });
  process.once('uncaughtException', (error) => {
    process.exit(sayUnexpected(error, { asked, stderr }));
  });
  const code = await runProgram(asked, { stdin, stdout, stderr, env, interruption }).catch((error: unknown) =>
    sayUnexpected(error, { asked, stderr }),
  );
  await Promise.all([written(stdout, ''), written(stderr, '')]);
  return process.exit(code);
}

/** `pc-doctor | head -1` closes the pipe when it has seen enough: that is no error. */
function endQuietlyOnBrokenPipe(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.done);
      throw error;
    });
  }
}

/** An interruption leaves the progress line behind. */
async function interrupted(stderr: NodeJS.WriteStream): Promise<void> {
  if (stderr.isTTY) stderr.write(CLEAR_LINE);
  await runLastErrands();
  process.exit(INTERRUPTED);
}

function sayUnexpected(
  error: unknown,
  { asked, stderr }: { asked: readonly string[]; stderr: Streams['stderr'] },
): number {
  const { text, exitCode } = errorText(error, { debug: asked.includes('--debug') });
  stderr.write(neutralise(text));
  return exitCode;
}
