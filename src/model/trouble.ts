// Errors a user can mend, told apart from bugs: each has the exit code that scripts rely on and says what to try next.

/** Exit codes of the command line (contract). */
export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  recognised: 3,
  located: 4,
  inconclusive: 5,
  credentials: 6,
  unavailable: 7,
  notFound: 8,
  catalogInvalid: 9,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Something the user can mend. `message` is one line, `details` are further lines of the same kind; `toTry` says what to do about it: a
 * command or a short phrase in the imperative, lower case, without a full stop.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly exitCode: ExitCode;
  readonly toTry: string | null;
  readonly details: readonly string[];

  constructor(message: string, options: TroubleOptions) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode;
    this.toTry = options.toTry ?? null;
    this.details = options.details ?? [];
  }
}

interface TroubleOptions {
  readonly exitCode: ExitCode;
  readonly toTry?: string;
  readonly details?: readonly string[];
  readonly cause?: unknown;
}
