// Long work as a line now and then, for a stderr that is no terminal: a job's log shows that the run goes on, and what it waits for. Short
// runs say nothing.

import type { OnProgress, Progress } from '../model/progress.ts';
import { count, grouped } from '../wording/counts.ts';
import { said, type ProgressLine } from './progress.ts';

/** Ten minutes are forty lines: enough to see that it goes on, and no more than a job's log bears. */
const SAY_EVERY_MS = 15_000;

/** Shorter waits are over before somebody wonders. */
const LONG_WAIT_S = 5;

/** Lines through `say`, without a line feed; `now` gives milliseconds. */
export function createPlainProgress(say: (line: string) => unknown, now: () => number = Date.now): ProgressLine {
  const work = turns(now, now());
  const waits = turns(now, -Infinity);
  let fleet: Diagnosing | null = null;
  const onProgress: OnProgress = (progress) => {
    if (progress.kind === 'diagnosing') fleet = progress;
    // What passes is told on standard output.
    if (progress.kind === 'watching') return;
    if (progress.kind !== 'waiting') work(() => say(fleet && fleet.of > 1 ? saidOfMany(fleet) : said(progress)));
    else if (progress.seconds >= LONG_WAIT_S) waits(() => say(said(progress)));
  };
  return { onProgress, clear: () => {} };
}

/** Does what it is given, but not twice within the time that lies between two lines. */
function turns(now: () => number, begun: number): (act: () => void) => void {
  let last = begun;
  return (act) => {
    if (now() - last < SAY_EVERY_MS) return;
    last = now();
    act();
  };
}

type Diagnosing = Extract<Progress, { kind: 'diagnosing' }>;

function saidOfMany({ done, of }: Diagnosing): string {
  return `${grouped(done)} of ${count(of, 'build')} diagnosed`;
}
