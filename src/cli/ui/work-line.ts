// What is being done in the background, as one line of words that is empty when nothing is.

import type { OnProgress } from '../../model/progress.ts';
import { said } from '../progress.ts';

export interface WorkLine {
  readonly onProgress: OnProgress;
  /** Clears the line when this and all other work is over. */
  readonly during: (work: () => Promise<void>) => Promise<void>;
}

/** A line that is told by `tell`; null is silence. */
export function createWorkLine(tell: (text: string | null) => void): WorkLine {
  let running = 0;
  return {
    onProgress: (progress) => tell(said(progress)),
    during: async (work) => {
      running += 1;
      try {
        await work();
      } finally {
        running -= 1;
        if (running === 0) tell(null);
      }
    },
  };
}
