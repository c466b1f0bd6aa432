// The steps of two builds side by side: a step is the same where its component and its name are. Steps that compute a value have the same
// names in several components.

import type { Failure } from '../model/diagnosis.ts';
import type { Run, RunEvent, Step } from '../model/run.ts';

/** What tells a step from others. */
export type StepName = Pick<Failure, 'component' | 'step'>;

/** What programs really printed in a step; nothing where it is not named. */
export function spokenIn(run: Run, { component, step: name }: StepName, outcome?: Step['outcome']): RunEvent[] {
  if (name === null) return [];
  return run.steps
    .filter((step) => step.name === name && step.component === component && (!outcome || step.outcome === outcome))
    .flatMap(({ from, to }) => run.events.slice(from, to + 1))
    .filter(isSpoken);
}

function isSpoken({ channel, hollow, body }: RunEvent): boolean {
  return hollow === null && channel !== 'toe' && channel !== 'workflow' && /\w/.test(body);
}

/** Milliseconds of each step that has ended, by its name or another key; of several with one key the longest. */
export function stepDurations(
  run: Run,
  keyOf: (step: NamedStep) => string = ({ name }) => name,
): Readonly<Record<string, number>> {
  const durations = new Map<string, number>();
  for (const step of run.steps) {
    const ms = durationOf(run, step);
    if (!isNamed(step) || ms === null || step.outcome === 'open') continue;
    durations.set(keyOf(step), Math.max(ms, durations.get(keyOf(step)) ?? 0));
  }
  return Object.fromEntries(durations);
}

type NamedStep = Step & { readonly name: string };

function isNamed(step: Step): step is NamedStep {
  return step.name !== null;
}

function durationOf({ events }: Run, { from, to }: Step): number | null {
  const began = events[from]?.line.time ?? null;
  const ended = events[to]?.line.time ?? null;
  return began === null || ended === null || ended < began ? null : ended - began;
}
