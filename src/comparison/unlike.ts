// Lines of the failing step that have no like in the good build. Not all of a step is looked at, but what was said last, and whatever sounds
// like an error: the rest is packages and progress, and the differences in those are told as such.

import type { Complaint } from '../model/complaint.ts';
import type { Run, RunEvent } from '../model/run.ts';
import { withoutIncidentals } from '../wording/incidental.ts';
import { spokenIn, type StepName } from './steps.ts';
import { learnt } from './usual.ts';

/** As far as the output of the last command and Chef's account of it reach, mostly. */
const LAST_LINES = 300;
const MOST_COMPLAINTS = 2000;
/** More is no hint any more. */
const MOST_SHOWN = 40;

interface Unlike {
  readonly at: number;
  readonly times: number;
}

export interface Unlikes {
  readonly lines: readonly Unlike[];
  readonly more: number;
}

interface Sought {
  readonly failed: Run;
  readonly good: Run;
  readonly failing: StepName;
  readonly readComplaint: (body: string) => Complaint | null;
}

/** The lines, each of them once, in the order of the log. */
export function unlikeLines({ failed, good, failing, readComplaint }: Sought): Unlikes {
  const usual = spokenIn(good, failing, 'succeeded');
  if (usual.length === 0) return { lines: [], more: 0 };
  const telling = tellingLines(spokenIn(failed, failing).filter(outsideFrames(failed)), readComplaint);
  const templates = learnt(usual, { like: telling });
  const lines = eachOnce(telling.filter(({ body }) => !templates.covers(body)));
  return { lines: lines.slice(0, MOST_SHOWN), more: Math.max(0, lines.length - MOST_SHOWN) };
}

/** Where Chef failed, what it says around the output of the command is its own form, and no good build has that. */
function outsideFrames({ chef }: Run): (event: RunEvent) => boolean {
  const failures = chef.filter(({ ignored }) => !ignored);
  const began = Math.min(...failures.map(({ from }) => from));
  const telling = new Set(failures.flatMap(({ message, output }) => [...message, ...output]));
  return ({ at, channel }) => at < began || telling.has(at) || channel === 'stderr';
}

function tellingLines(spoken: readonly RunEvent[], readComplaint: Sought['readComplaint']): RunEvent[] {
  const last = spoken.slice(-LAST_LINES);
  const complaints = spoken.slice(0, -LAST_LINES).filter(({ body }) => readComplaint(body) !== null);
  return [...complaints.slice(-MOST_COMPLAINTS), ...last].filter(({ body }) => !says(body, readComplaint, 'wrapper'));
}

function says(body: string, readComplaint: Sought['readComplaint'], strength: Complaint['strength']): boolean {
  return readComplaint(body)?.strength === strength;
}

function eachOnce(events: readonly RunEvent[]): Unlike[] {
  const once = new Map<string, Unlike>();
  for (const { at, body } of events) {
    const key = withoutIncidentals(body);
    const known = once.get(key);
    once.set(key, { at: known?.at ?? at, times: (known?.times ?? 0) + 1 });
  }
  return [...once.values()];
}
