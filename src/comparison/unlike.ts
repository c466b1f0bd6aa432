// Lines of the failing step that have no like in the good build: those that sound like an error, or else what was said last. The rest is
// packages and progress, and the differences in those are told as such.

import type { Complaint } from '../model/complaint.ts';
import type { Run, RunEvent } from '../model/run.ts';
import { withoutIncidentals } from '../wording/incidental.ts';
import { spokenIn, type StepName } from './steps.ts';
import { learnt } from './usual.ts';

/** A reason that does not sound like an error is not far from the end; what stands farther up is progress. */
const LAST_LINES = 25;
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
  const spoken = spokenIn(failed, failing).filter(outsideFrames(failed));
  const complaints = spoken.filter(({ body }) => isTelling(readComplaint(body))).slice(-MOST_COMPLAINTS);
  const last = spoken.slice(-LAST_LINES);
  const templates = learnt(usual, { like: [...complaints, ...last] });
  const isUnlike = ({ body }: RunEvent) => !templates.covers(body);
  const unlike = complaints.filter(isUnlike);
  const lines = eachOnce(unlike.length > 0 ? unlike : last.filter(isUnlike));
  return { lines: lines.slice(0, MOST_SHOWN), more: Math.max(0, lines.length - MOST_SHOWN) };
}

/** That something else failed is no news. */
function isTelling(complaint: Complaint | null): boolean {
  return complaint !== null && complaint.strength !== 'wrapper';
}

/** Where Chef failed, what it says around the output of the command is its own form, and no good build has that. */
function outsideFrames({ chef }: Run): (event: RunEvent) => boolean {
  const failures = chef.filter(({ ignored }) => !ignored);
  // A FATAL line repeats what the block has said.
  const accounts = failures.filter(({ form }) => form !== 'fatal');
  const began = Math.min(...failures.map(({ from }) => from));
  const telling = new Set(
    (accounts.length > 0 ? accounts : failures).flatMap(({ message, output }) => [...message, ...output]),
  );
  return ({ at, channel }) => at < began || telling.has(at) || channel === 'stderr';
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
