// Runs the command of `--notify` with a report on its standard input. What it prints goes to standard error, and what goes wrong with it is said:
// it never ends the watch.

import { spawn } from 'node:child_process';

/** A command that sends a message is done in seconds. */
const LONGEST_MS = 60_000;

interface Notice {
  readonly command: string;
  readonly report: string;
  /** The command asks AWS with the same one, where it does. */
  readonly profile: string | undefined;
}

/** Resolves to what went wrong, or null. */
export async function notify({ command, report, profile }: Notice): Promise<string | null> {
  const env = profile === undefined ? process.env : { ...process.env, AWS_PROFILE: profile };
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'], timeout: LONGEST_MS, env });
  child.stdout.pipe(process.stderr, { end: false });
  // One that does not read its input closes it.
  child.stdin.on('error', () => {}).end(report);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(whatFailed(code, signal)));
  });
}

function whatFailed(code: number | null, signal: NodeJS.Signals | null): string | null {
  if (signal !== null) return `it was ended by ${signal}, after ${LONGEST_MS / 1000} s at most`;
  return code === 0 ? null : `exit code ${code}`;
}
