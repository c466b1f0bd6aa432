// How an error is said on stderr: a line for what is wrong, its details, and a line for what to try. A stack is for people who asked for
// it.

import { EXIT, Trouble, type ExitCode } from '../model/trouble.ts';

interface ErrorText {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** The text, with a line feed at its end, and the exit code the error stands for: 1 where it is nothing the user can mend. */
export function errorText(error: unknown, { debug }: { readonly debug: boolean }): ErrorText {
  const stack = debug ? `${stacks(error)}\n` : '';
  if (error instanceof Trouble) return { text: `${troubleLines(error)}${stack}`, exitCode: error.exitCode };
  const hint = debug ? '' : 'try: run again with --debug to see where it comes from\n';
  return { text: `pc-doctor: unexpected error: ${oneLine(error)}\n${hint}${stack}`, exitCode: EXIT.unexpected };
}

function troubleLines({ message, details, toTry }: Trouble): string {
  const lines = [`pc-doctor: ${message}`, ...details, ...(toTry === null ? [] : [`try: ${toTry}`])];
  return lines.map((line) => `${line}\n`).join('');
}

/** The first line of what an error says. */
export function oneLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}

function stacks(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${stacks(error.cause)}`;
}
