// Makes causes for the report: out of a judged match (recognised), or out of a decisive line and the structure around it (located).

import type { Alternative, Cause, Failure } from '../model/diagnosis.ts';
import type { Run } from '../model/run.ts';
import { fill, type Fillings } from '../wording/templates.ts';
import { assure } from './confidence.ts';
import type { Decisive } from './decisive.ts';
import type { Judged } from './judge.ts';
import { quotes, type Quoting } from './quotes.ts';
import type { Spine } from './spine.ts';

interface Scene extends Quoting {
  readonly spine: Spine;
  readonly fillings: Fillings;
}

/** A cause the catalog knows. `decisive` is the event to quote first; the pattern's own line is context then. */
export function recognisedCause(judged: Judged, { spine, fillings, ...quoting }: Scene, decisive?: number): Cause {
  const { match } = judged;
  const at = decisive ?? match.at;
  const values = { ...fillings, ...match.captures };
  const { confidence, because } = assure(judged, { run: quoting.run, spine });
  return {
    pattern: match.pattern.id,
    title: fill(match.pattern.title, values),
    explanation: fill(match.pattern.explanation, values),
    category: match.pattern.category,
    confidence,
    because,
    captures: match.captures,
    evidence: quotes(quoting, at, [match.at, ...match.context]),
  };
}

/** A cause that was considered and did not come first. */
export function alternative(judged: Judged, why: string, scene: Scene): Alternative {
  return { ...recognisedCause(judged, scene), whyNotFirst: why };
}

/** Why one live cause stands behind the root. */
export function whyNotFirst(judged: Judged, first: Judged): string {
  if (first.place !== judged.place) return 'it stands farther from what ended the build';
  if (first.match.pattern.leadsTo.includes(judged.match.pattern.id)) return 'it follows from the root cause';
  return 'it comes later in what the failing command printed';
}

/** How many lines around the decisive one are quoted. */
const LINES_BEFORE = 3;
const LINES_AFTER = 2;

/** A cause the catalog does not know, pinned to its decisive line. */
export function locatedCause(decisive: Decisive, failure: Failure | null, { spine, ...quoting }: Scene): Cause {
  const where = placeName(failure);
  return {
    pattern: null,
    title: where ? `No known cause; ${where} failed` : 'No known cause; the decisive line is pinned',
    explanation: locatedExplanation(decisive),
    category: null,
    confidence: spine.proven && decisive.strength !== 'last-line' ? 'likely' : 'possible',
    because: [locatedReason(decisive, spine), ...(decisive.isUnlikeGood ? [UNLIKE_GOOD] : [])],
    captures: {},
    evidence: quotes(quoting, decisive.at, neighbours(quoting.run, decisive.at)),
  };
}

function locatedExplanation({ strength }: Decisive): string {
  return strength === 'last-line'
    ? 'Nothing that was printed has the form of an error. The quoted line is the last one before the failure.'
    : 'The quoted line is the first real error of what failed; the lines around it are context.';
}

function placeName(failure: Failure | null): string | null {
  if (failure?.resource)
    return failure.exitCode ? `${failure.resource} (exit code ${failure.exitCode})` : failure.resource;
  return failure?.step ? `step ${failure.step}` : null;
}

const UNLIKE_GOOD = 'the good build that it was compared with printed none like it in this step';

function locatedReason({ strength, speaker }: Decisive, spine: Spine): string {
  const source = spine.chef?.resource ?? (spine.step?.name ? `step ${spine.step.name}` : null);
  const where = source === null ? 'in this text' : `in what ${source} printed`;
  if (strength === 'last-line') return `it is the last thing ${where}`;
  if (strength === 'exhausted') return `the build instance ran out of something: the first error ${where}`;
  const whose = speaker === null || speaker === 'a program' ? '' : ` of ${speaker}`;
  return `it is the first error${whose} ${where}`;
}

function neighbours(run: Run, at: number): number[] {
  const stretch = run.events[at]?.stretch;
  return run.events
    .slice(Math.max(0, at - LINES_BEFORE), at + LINES_AFTER + 1)
    .filter((event) => event.stretch === stretch && event.body !== '' && event.hollow === null)
    .map((event) => event.at);
}
