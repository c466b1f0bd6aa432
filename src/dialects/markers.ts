// The markers by which a build log tells its own structure: AWSTOE's (documents, phases, steps, exit codes, the end) in all its
// generations, and the service lines that Image Builder's workflow writes into the same stream since March 2023. Wording as seen in
// public logs; a name that is not known here is no reason to fail, steps come and go between versions.

import type { ComponentName, Phase } from '../model/run.ts';

export type Marker =
  | { readonly kind: 'document'; readonly component: ComponentName; readonly version: string | null }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'step'; readonly name: string }
  | { readonly kind: 'action-started'; readonly action: string }
  | { readonly kind: 'action-finished'; readonly action: string }
  | { readonly kind: 'command-failed' }
  | { readonly kind: 'exit-code'; readonly code: number }
  | { readonly kind: 'end'; readonly outcome: 'succeeded' | 'failed' }
  | { readonly kind: 'workflow-step-started'; readonly step: string }
  | { readonly kind: 'workflow-step-failed'; readonly step: string }
  | { readonly kind: 'image-state'; readonly state: string }
  | { readonly kind: 'toe' }
  | { readonly kind: 'workflow' };

interface Rule {
  readonly says: RegExp;
  readonly as: (found: RegExpExecArray) => Marker;
}

const RULES: readonly Rule[] = [
  { says: /^Document (arn:\S+|\S+\.ya?ml)$/, as: (found) => ({ kind: 'document', ...componentOf(found[1] ?? '') }) },
  { says: /^Phase (build|validate|test)$/, as: (found) => ({ kind: 'phase', phase: phaseOf(found[1]) }) },
  { says: /^Step ([A-Za-z0-9_-]+)$/, as: (found) => ({ kind: 'step', name: found[1] ?? '' }) },
  { says: /^([A-Z]\w+): STARTED EXECUTION$/, as: (found) => ({ kind: 'action-started', action: found[1] ?? '' }) },
  { says: /^([A-Z]\w+): FINISHED EXECUTION$/, as: (found) => ({ kind: 'action-finished', action: found[1] ?? '' }) },
  { says: /^\[ ERROR \] Command execution has resulted in an error/, as: () => ({ kind: 'command-failed' }) },
  { says: /^ExitCode (-?\d+)$/, as: (found) => ({ kind: 'exit-code', code: Number(found[1]) }) },
  { says: /^TOE has completed execution successfully/, as: () => ({ kind: 'end', outcome: 'succeeded' }) },
  { says: /^TOE has completed execution with failure/, as: () => ({ kind: 'end', outcome: 'failed' }) },
  {
    says: /^Started step (\w+) with action \w+/,
    as: (found) => ({ kind: 'workflow-step-started', step: found[1] ?? '' }),
  },
  { says: /^Action failed for step (\w+)/, as: (found) => ({ kind: 'workflow-step-failed', step: found[1] ?? '' }) },
  { says: /^Image transitioned to ([A-Z]+) state/, as: (found) => ({ kind: 'image-state', state: found[1] ?? '' }) },
  {
    says: /^(?:Executor: FINISHED EXECUTION|Command execution |ExecuteBash: |CreateFile: |Reboot: )/,
    as: () => ({ kind: 'toe' }),
  },
  {
    says: /^(?:Resolved Image Recipe parent image |Started [A-Z]+ workflow |Total \d+ steps to run for workflow|No 'if' conditions to evaluate|Launch(?:ing|ed) instance|Terminat(?:ing|ed) instance|Waiting for (?:instance availability|command to complete)|Sending command to instance|Running command \(command id|Command (?:failed|succeeded|completed) \(command id|Action \w+ for step |Calling ssm:|Collected \d+ packages)/,
    as: () => ({ kind: 'workflow' }),
  },
];

/** First letters of all markers: nearly every line of a log is ruled out by this one look. */
const FIRST_LETTERS = new Set('DPSETCAIRLWNM[');

/** What a line marks, or null. Lines of a program's own stdout or stderr are never markers: do not ask for those. */
export function markerOf(body: string): Marker | null {
  if (!FIRST_LETTERS.has(body.charAt(0))) {
    const action = body.endsWith('ED EXECUTION') ? /^(\w+): (STARTED|FINISHED) EXECUTION$/.exec(body) : null;
    return action ? { kind: 'toe' } : null;
  }
  for (const rule of RULES) {
    const found = rule.says.exec(body);
    if (found) return rule.as(found);
  }
  return null;
}

/** People make ids, accounts and versions unreadable before they show a log. */
const COMPONENT_ARN =
  /component\/parallelclusterimage-(?:(updateos|tag|validate|test|script-\d+)-)?[^/]*(?:\/(\d+\.\d+\.\d+)(?:\/\d+)?$)?/i;

/**
 * Which of ParallelCluster's components a document is, by the names its CloudFormation template gives them
 * (aws-parallelcluster, cli/src/pcluster/templates/imagebuilder_stack.py).
 */
export function componentOf(document: string): { component: ComponentName; version: string | null } {
  const found = COMPONENT_ARN.exec(document);
  if (!found) return { component: 'user', version: null };
  return { component: componentName(found[1]?.toLowerCase()), version: found[2] ?? null };
}

function componentName(suffix: string | undefined): ComponentName {
  if (suffix === undefined) return 'main';
  if (suffix === 'updateos') return 'update-os';
  if (suffix === 'tag' || suffix === 'validate' || suffix === 'test') return suffix;
  return `script-${Number(suffix.slice('script-'.length))}`;
}

function phaseOf(word: string | undefined): Phase {
  return word === 'validate' || word === 'test' ? word : 'build';
}
