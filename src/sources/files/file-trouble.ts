// Why a file could not be opened or read, in words a user can act on.

import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';

interface Refusal {
  readonly says: string;
  readonly exitCode: ExitCode;
  readonly toTry: string;
}

const MISSING: Refusal = {
  says: 'there is no such file',
  exitCode: EXIT.notFound,
  toTry: 'check the path; `-` reads standard input',
};
const FORBIDDEN: Refusal = {
  says: 'you may not read it',
  exitCode: EXIT.usage,
  toTry: 'ask its owner for a copy, or change its permissions',
};
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EISDIR: {
    says: 'it is a directory',
    exitCode: EXIT.usage,
    toTry: 'name one log file in it, such as cloudwatch-logs/3.4.1-1; whole folders are not read yet',
  },
};

/** The error as `Trouble` when the operating system refused the file; any other error unchanged. */
export function fileTrouble(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  const refusal = REFUSALS[code] ?? {
    says: error instanceof Error ? error.message : code,
    exitCode: EXIT.usage,
    toTry: 'copy the file to another disk, or pipe it in with `--from -`',
  };
  const { says, exitCode, toTry } = refusal;
  return new Trouble(`cannot read ${shown(path)}: ${says}`, { exitCode, toTry, cause: error });
}

/** How a path is called in a sentence. */
export function shown(path: string): string {
  return path === '-' ? 'standard input' : path;
}

/** Errors of the file system carry `syscall` and `code`; those of Node's own checks only a code. */
function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
