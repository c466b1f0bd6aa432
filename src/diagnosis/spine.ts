// The failing spine of a run: which step failed, which Chef resource in it, where its output begins, and which events therefore
// speak of the failure. Everything else in the log is background.

import type { ChefFailure, Run, RunEvent, Step } from '../model/run.ts';
import type { Failure } from '../model/diagnosis.ts';

export interface Spine {
  /** The step that failed, or that the log ends in. */
  readonly step: Step | null;
  readonly stepNumber: number | null;
  /** Innermost Chef failure that ended the run. */
  readonly chef: ChefFailure | null;
  /** All blocks and FATAL lines of the same failure. */
  readonly accounts: readonly ChefFailure[];
  /** Where the failing resource began to print. */
  readonly outputFrom: number | null;
  /** True when the structure proves that something failed: a failing step, a Chef failure, the end marker. */
  readonly proven: boolean;
  /** False when the log ends within Chef's account of the failure or before the step's stderr: what decides may be still to come. */
  readonly told: boolean;
}

export function findSpine(run: Run): Spine {
  const stepNumber = failingStep(run);
  const step = stepNumber === null ? null : (run.steps[stepNumber] ?? null);
  const accounts = run.chef.filter((failure) => !failure.ignored && inStep(run, failure, stepNumber));
  const chef = innermost(accounts);
  return {
    step,
    stepNumber,
    chef,
    accounts,
    outputFrom: chef ? outputStart(run, chef) : null,
    told: chef === null ? !endsBeforeExitCode(run, step) : saysMoreAfter(run, chef.to),
    proven: chef !== null || step?.outcome === 'failed' || run.ending === 'failed',
  };
}

function saysMoreAfter(run: Run, at: number): boolean {
  return run.events.some((event) => event.at > at && /\w/.test(event.body));
}

/** AWSTOE says that a command failed, then what the step said on stderr, then its exit code. */
function endsBeforeExitCode(run: Run, step: Step | null): boolean {
  return (
    step?.outcome === 'failed' && step.exitCode === null && run.ending === 'not-seen' && !saysMoreAfter(run, step.to)
  );
}

/** The last step that failed; failing that, when the run did not succeed, the last one that is still open. */
function failingStep(run: Run): number | null {
  const failed = run.steps.findLastIndex((step) => step.outcome === 'failed');
  if (failed >= 0) return failed;
  const open = run.steps.findLastIndex((step) => step.outcome === 'open');
  return open >= 0 ? open : null;
}

function inStep(run: Run, failure: ChefFailure, step: number | null): boolean {
  const at = run.events[failure.from]?.step ?? null;
  return step === null || at === null || at === step;
}

/** Blocks come innermost first; a FATAL line alone is the second best account. */
function innermost(accounts: readonly ChefFailure[]): ChefFailure | null {
  const block = accounts.find((failure) => failure.form !== 'fatal') ?? null;
  const fatal = accounts.find((failure) => failure.form === 'fatal') ?? null;
  return block && fatal ? { ...block, recipe: fatal.recipe ?? block.recipe, outer: fatal.outer } : (block ?? fatal);
}

/** A resource may print tens of thousands of lines before it fails. */
const LONGEST_OUTPUT = 50_000;

/** Where the resource begins to converge; in an excerpt that lacks this line, behind the resource before it, or at its start. */
function outputStart(run: Run, chef: ChefFailure): number {
  const name = chef.resource ?? '';
  const step = run.events[chef.from]?.step ?? null;
  let earliest = chef.from;
  let another: number | null = null;
  for (let at = chef.from - 1; at >= Math.max(0, chef.from - LONGEST_OUTPUT); at--) {
    const event = run.events[at];
    if (!event || event.step !== step || event.line.witness !== 'log') break;
    earliest = at;
    if (!event.body.startsWith('* ')) continue;
    if (name === '' || event.body.startsWith(`* ${name} action`)) return at;
    if (event.body.includes('] action ')) another ??= at + 1;
  }
  return another ?? earliest;
}

/** Does an event speak of the failure itself? */
export function onSpine(spine: Spine, run: Run, event: RunEvent): boolean {
  if (event.channel === 'stack' || event.channel === 'image' || event.channel === 'workflow') return true;
  if (spine.chef) {
    const inAccount = spine.accounts.some((account) => account.from <= event.at && event.at <= account.to);
    return (
      inAccount ||
      (spine.outputFrom !== null && spine.outputFrom <= event.at && event.at <= spine.chef.to) ||
      isStepStderr(spine, event)
    );
  }
  if (spine.stepNumber !== null) return event.step === spine.stepNumber || event.step === null;
  return !run.hasMarkers || event.step === null;
}

/** AWSTOE dumps the stderr of a step after all its stdout, so it may belong to the failing command. */
function isStepStderr(spine: Spine, event: RunEvent): boolean {
  return event.channel === 'stderr' && event.step !== null && event.step === spine.stepNumber;
}

/** The failure as the report tells it; null when nothing is known to have failed. */
export function failureOf(run: Run, spine: Spine): Failure | null {
  if (!spine.proven && spine.step === null) return null;
  const { step, chef } = spine;
  const inferred = !step?.name && chef?.recipe?.startsWith('aws-parallelcluster') ? CHEF_STEP : null;
  return {
    component: step?.component ?? inferred?.component ?? null,
    phase: step?.phase ?? inferred?.phase ?? null,
    step: step?.name ?? inferred?.step ?? workflowStep(run, spine),
    recipe: chef?.recipe ?? (chef ? run.progress.recipe : null),
    resource: chef?.resource ?? null,
    command: chef?.command ?? null,
    exitCode: chef?.exitCode ?? failingExitCode(step),
  };
}

/** Only one step of ParallelCluster's components runs Chef. */
const CHEF_STEP = { component: 'main', phase: 'build', step: 'InstallPClusterPackages' } as const;

function workflowStep(run: Run, spine: Spine): string | null {
  return spine.step === null ? run.workflowStep : null;
}

function failingExitCode(step: Step | null): number | null {
  return step?.exitCode === 0 ? null : (step?.exitCode ?? null);
}
