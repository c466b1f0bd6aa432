// Trouble as the screens tell it: in a sentence, with what a person can try, instead of ending the run.

import { EXIT, Trouble } from '../../model/trouble.ts';
import type { OnProgress } from '../../model/progress.ts';
import type { Excuse } from '../../tui/news.ts';
import { NO_PROGRESS } from '../progress.ts';
import type { Session } from '../session.ts';

/** An error as an excuse; of one that nobody foresaw the message is all there is. */
export function excuseOf(error: unknown): Excuse {
  if (error instanceof Trouble) return { what: [error.message, ...error.details].join(' '), toTry: error.toTry };
  return { what: error instanceof Error ? error.message : String(error), toTry: null };
}

/** A session whose complaints are collected, and whose progress goes elsewhere. */
export function excusing(session: Session, onProgress: OnProgress): { session: Session; excuses: () => Excuse[] } {
  const collected: Excuse[] = [];
  const complain = (error: unknown) => {
    collected.push(excuseOf(error));
    return error instanceof Trouble ? error.exitCode : EXIT.unexpected;
  };
  return {
    session: { ...session, complain, progress: { ...NO_PROGRESS, onProgress } },
    excuses: () => collected,
  };
}
