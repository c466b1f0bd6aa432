// How an error is said on stderr: one line for what is wrong and one for what to try. A stack is for people who asked for it.

import { EXIT, Trouble, type ExitCode } from '../model/trouble.ts';

export interface Complaint {
  readonly text: string;
  readonly exitCode: ExitCode;
}

export function complaint(error: unknown, { debug }: { readonly debug: boolean }): Complaint {
  const stack = debug ? `${stacks(error)}\n` : '';
  if (error instanceof Trouble) return { text: `${troubleLines(error)}${stack}`, exitCode: error.exitCode };
  const hint = debug ? '' : ', rerun with --debug';
  return { text: `pc-doctor: unexpected error: ${oneLine(error)}${hint}\n${stack}`, exitCode: EXIT.unexpected };
}

function troubleLines({ message, toTry }: Trouble): string {
  return `pc-doctor: ${message}\n${toTry === null ? '' : `try: ${toTry}\n`}`;
}

function oneLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}

function stacks(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${stacks(error.cause)}`;
}
