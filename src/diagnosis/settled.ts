// Whether reading further back in a log can still change the answer. A log is read from its end, and its beginning is the larger part.

import type { Pattern } from '../model/catalog.ts';
import type { Verdict } from '../model/diagnosis.ts';
import type { ImageFacts } from '../model/evidence.ts';
import type { Run } from '../model/run.ts';
import type { Judgement } from './judge.ts';
import type { Spine } from './spine.ts';

interface Known {
  readonly verdict: Verdict;
  readonly run: Run;
  readonly spine: Spine;
  readonly facts: ImageFacts;
  readonly judgement: Judgement;
  /** All of the catalog. */
  readonly patterns: readonly Pattern[];
  /** The end of the log is so short that what the failing command printed may begin before it. */
  readonly cautious?: boolean | undefined;
}

/** True when it cannot. */
export function isSettled(known: Known): boolean {
  // A build that ended well stays so, whatever its beginning says.
  if (known.verdict === 'not-failed') return true;
  if (known.spine.step !== null && known.spine.step.name === null) return false;
  if (known.verdict === 'recognised') return known.cautious !== true || hasAllOfTheFailure(known);
  return known.verdict === 'located' && isPlain(known.facts) && hasAllOfTheFailure(known) && !mayBeMasked(known);
}

/** What the beginning of a log says of the image is known already. */
function isPlain({ pclusterVersion, os, arch }: ImageFacts): boolean {
  return pclusterVersion !== null && os !== null && arch !== null;
}

/** The first error decides: what the failing command printed must be in hand from its first line on. */
function hasAllOfTheFailure({ run, spine }: Known): boolean {
  const from = spine.outputFrom ?? spine.step?.from ?? null;
  const to = spine.chef?.to ?? spine.step?.to ?? null;
  if (from === null || to === null) return false;
  const read = run.events.slice(Math.max(0, from - 1), to + 1);
  return from > 0 && read.every(({ stretch }) => stretch === read[0]?.stretch);
}

/** An earlier step may hide the cause only of something that is known to follow from it. */
function mayBeMasked({ judgement, patterns }: Known): boolean {
  const ends = [...judgement.causes, ...judgement.consequences, ...judgement.symptoms]
    .filter(({ place }) => place !== 'masked')
    .map(({ match }) => match.pattern.id);
  return patterns.some(({ leadsTo }) => leadsTo.some((id) => ends.includes(id)));
}
