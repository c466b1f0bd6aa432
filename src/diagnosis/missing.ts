// Why a diagnosis stays inconclusive, said as gaps: what could not be seen, why, and what would show it.

import { isRunning, type Evidence, type Gap, type ImageFacts } from '../model/evidence.ts';
import type { Run } from '../model/run.ts';
import type { Spine } from './spine.ts';

interface Missing {
  readonly run: Run;
  readonly spine: Spine;
  readonly facts: ImageFacts;
  readonly evidence: Evidence;
}

/** The gaps that keep a run without a cause from being diagnosed. */
export function missingEvidence({ run, spine, facts, evidence }: Missing): Gap[] {
  // Where nothing at all was read, the source has said why.
  if (run.events.length === 0 && evidence.gaps.length > 0) return [];
  if (isRunning(facts)) return [stillRunning(run, spine)];
  if (!run.events.some((event) => event.line.witness === 'log')) return [noLog(facts)];
  if (run.hasMarkers && (!spine.proven || !spine.told)) return [cutLog(spine, facts)];
  if (run.hasMarkers) return [nothingSaid(spine)];
  return [noTrace(facts)];
}

function stillRunning(run: Run, spine: Spine): Gap {
  const where = spine.step?.name ?? run.workflowStep;
  return {
    what: 'how the build ends',
    why: where ? `it is still running, in step ${where}` : 'it is still running',
    toSeeIt: 'run pc-doctor again when the build has ended',
  };
}

function noLog(facts: ImageFacts): Gap {
  return {
    what: 'the build log',
    why: 'no log stream was found, and the stack events say only that the image failed',
    toSeeIt: `pcluster list-image-log-streams --image-id ${facts.id ?? 'IMAGE'}; a build whose instance never ran leaves none`,
  };
}

function cutLog(spine: Spine, facts: ImageFacts): Gap {
  const step = spine.step?.name ?? null;
  return {
    what: step ? `how step ${step} ended` : 'the end of the build',
    why: step
      ? `the log ends inside step ${step}, before it says whether it failed`
      : 'the log ends before the build does',
    toSeeIt: `read the rest of the log: pcluster export-image-logs --image-id ${facts.id ?? 'IMAGE'} --bucket BUCKET, or the events after the last one here`,
  };
}

function nothingSaid(spine: Spine): Gap {
  return {
    what: 'the reason of the failure',
    why: `${spine.step?.name ? `step ${spine.step.name}` : 'the build'} failed, but what was read holds only messages that say so, not why`,
    toSeeIt:
      'set DevSettings.TerminateInstanceOnFailure: false, build again and look at /var/log on the instance; or give the whole log',
  };
}

function noTrace(facts: ImageFacts): Gap {
  return {
    what: 'the failure',
    why: 'no line of this text says that something failed, and it has no markers of a build log',
    toSeeIt: `give the last page of the build log: pcluster get-image-log-events --image-id ${facts.id ?? 'IMAGE'} --log-stream-name VERSION/1`,
  };
}
