// Errors that the good build printed too, in the same step, which it passed: whatever they sound like, they did not break it.

import type { Complaint } from '../model/complaint.ts';
import type { Run, RunEvent } from '../model/run.ts';
import { spokenIn, type StepName } from './steps.ts';
import { Templates } from './templates.ts';

/** Text that is learnt of a good build, a few tenths of a second of work; a step prints up to twice as much. */
const MOST_TEXT = 5_000_000;

/** Two errors of four words in which one differs are two errors; that two numbers differ is masked anyway. */
const CAREFUL = 0.75;

interface Sides {
  readonly good: Run;
  readonly failed: Run;
  readonly failing: StepName;
  readonly readComplaint: (body: string) => Complaint | null;
}

/** Tells the errors of a failed build's step that the good build printed in it too; undefined where it is not known what that printed. */
export function usualErrors({
  good,
  failed,
  failing,
  readComplaint,
}: Sides): ((event: RunEvent) => boolean) | undefined {
  const usual = spokenIn(good, failing, 'succeeded');
  if (usual.length === 0) return undefined;
  const errors = spokenIn(failed, failing).filter(({ body }) => readComplaint(body) !== null);
  const templates = learnt(usual, { like: errors, similarity: CAREFUL });
  const known = new Set(errors.filter(({ body }) => templates.covers(body)).map(({ at }) => at));
  return ({ at }) => known.has(at);
}

interface Learning {
  /** Lines that will be asked for; others need not be learnt. */
  readonly like: readonly RunEvent[];
  readonly similarity?: number;
}

/** Templates of those events that may cover one of the others. */
export function learnt(events: readonly RunEvent[], { like, similarity }: Learning): Templates {
  const openings = new Set(like.map(({ body }) => openingOf(body)));
  const templates = new Templates(similarity);
  const known = new Set<string>();
  let left = MOST_TEXT;
  for (const { body } of events) {
    if (known.has(body) || !openings.has(openingOf(body))) continue;
    left -= body.length;
    if (left < 0) break;
    known.add(body);
    templates.learn(body);
  }
  return templates;
}

/** The first word; lines of one template have the same. Much cheaper to find than a template. */
function openingOf(body: string): string {
  return /[A-Za-z]{3,}/.exec(body)?.[0] ?? '';
}
