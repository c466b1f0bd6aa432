// How sure the doctor is of a cause, said as reasons. `certain` needs proof on three sides: the line stands in what the failing
// command printed, the catalog says that this build is affected, and nothing speaks against the date.

import type { Confidence } from '../model/diagnosis.ts';
import type { Run } from '../model/run.ts';
import type { Judged } from './judge.ts';
import type { Spine } from './spine.ts';

export interface Assurance {
  readonly confidence: Confidence;
  readonly because: readonly string[];
}

const WEAKEST_FIRST: readonly Confidence[] = ['possible', 'likely', 'certain'];

export function assure(judged: Judged, { run, spine }: { run: Run; spine: Spine }): Assurance {
  const reasons = [placeReason(judged, run, spine), affectsReason(judged), sinceReason(judged, run)].filter(
    (one) => one !== null,
  );
  const weakest = Math.min(...reasons.map((reason) => WEAKEST_FIRST.indexOf(reason.confidence)));
  return { confidence: WEAKEST_FIRST[weakest] ?? 'possible', because: reasons.map((reason) => reason.why) };
}

interface Reason {
  readonly confidence: Confidence;
  readonly why: string;
}

function placeReason({ place, match }: Judged, run: Run, spine: Spine): Reason {
  const event = run.events[match.at];
  if (event?.channel === 'stack')
    return { confidence: 'certain', why: 'CloudFormation says so in the event that ended the stack' };
  if (event?.channel === 'image' || event?.channel === 'workflow') {
    return { confidence: 'certain', why: 'Image Builder gives it as the reason of the failure' };
  }
  if (match.pattern.layer === 'cli') {
    return { confidence: 'certain', why: 'the pcluster command says so itself, before any build began' };
  }
  if (place === 'masked') {
    return {
      confidence: 'likely',
      why: 'it stands in an earlier step that went on, and leads to what ended the build',
    };
  }
  if (!run.hasMarkers && !spine.chef)
    return { confidence: 'likely', why: 'the text is an excerpt: nothing shows what the build did afterwards' };
  if (place === 'loose') return { confidence: 'possible', why: 'the log ends before the step says whether it failed' };
  return {
    confidence: 'certain',
    why: `it is what ${failingThing(spine)} printed before it failed${exitWords(spine)}`,
  };
}

function failingThing({ chef, step }: Spine): string {
  return chef?.resource ?? (chef ? 'the Chef run' : step?.name ? `step ${step.name}` : 'the failing step');
}

function exitWords({ chef, step }: Spine): string {
  const code = chef ? chef.exitCode : (step?.exitCode ?? null);
  return code ? ` with exit code ${code}` : '';
}

function affectsReason({ affects, match }: Judged): Reason | null {
  const { pcluster, os, arch } = match.pattern.affects;
  if (pcluster === undefined && os === undefined && arch === undefined) return null;
  return affects.holds === 'yes'
    ? { confidence: 'certain', why: `known to affect ${affects.because.join(' ')}` }
    : { confidence: 'likely', why: affects.because.join('; ') };
}

function sinceReason({ match }: Judged, run: Run): Reason | null {
  const { since } = match.pattern;
  const time = run.events[match.at]?.line.time ?? null;
  if (!since || time === null)
    return since ? { confidence: 'certain', why: `since ${since.date}: ${since.what}` } : null;
  const ran = new Date(time).toISOString().slice(0, 10);
  return ran >= since.date
    ? { confidence: 'certain', why: `since ${since.date}: ${since.what}; this build ran on ${ran}` }
    : { confidence: 'possible', why: `this build ran on ${ran}, before ${since.date}: ${since.what}` };
}
