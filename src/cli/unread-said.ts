// Says of many builds which could not be read, once for each reason, and remembers the exit codes.

import type { ExitCode } from '../model/trouble.ts';
import { count } from '../wording/counts.ts';
import type { UnreadOutcome } from './outcomes.ts';
import type { Session } from './session.ts';

/** What could not be read. Many builds are often lost to one cause: it is said once, and the report says it of each. */
export class Unread {
  readonly #session: Session;
  readonly #codes = new Map<string, ExitCode>();
  #reported = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  complain({ error, diagnosis }: UnreadOutcome): void {
    const message = String(error);
    if (!this.#codes.has(message)) this.#codes.set(message, this.#session.complain(error));
    if (diagnosis) this.#reported += 1;
  }

  sumUp(examined: number): void {
    if (this.#reported === 0) return;
    this.#session.remark(`${this.#reported} of ${count(examined, 'build')} could not be read; the report says why`);
  }

  get failures(): readonly ExitCode[] {
    return [...this.#codes.values()];
  }
}
