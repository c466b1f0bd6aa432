// Finds the decisive line of a failure that no pattern explains: the first line of the strongest error form in what the failing
// command printed.

import type { Run, RunEvent } from '../model/run.ts';
import type { Spine } from './spine.ts';
import { isBareOpening, strengthOf, type Strength } from './error-forms.ts';

const STRONGEST_FIRST: readonly Strength[] = ['resource', 'statement', 'detail'];
/** What is weaker than an error form decides only where structure proves the failure. */
const WEAKEST: readonly Strength[] = ['weak', 'wrapper'];

export interface Decisive {
  readonly at: number;
  readonly strength: Strength | 'last-line';
}

/** The decisive line, or null when the run holds none. */
export function decisiveLine(run: Run, spine: Spine): Decisive | null {
  for (const region of regions(run, spine)) {
    const found = strongest(region, STRONGEST_FIRST);
    if (found) return found;
  }
  if (!spine.proven) return null;
  for (const region of regions(run, spine)) {
    const found = strongest(region, WEAKEST) ?? lastLine(region);
    if (found) return found;
  }
  return null;
}

/** Where to look, the most telling place first. */
function regions(run: Run, spine: Spine): RunEvent[][] {
  const { chef, stepNumber } = spine;
  if (chef) {
    return [
      pick(run, [...chef.message.filter((at) => !isWrapper(run, at)), ...chef.output]),
      spine.accounts.flatMap((account) => pick(run, [...account.message, ...account.output])),
      solid(run.events.slice(spine.outputFrom ?? chef.from, chef.to + 1)),
    ];
  }
  if (stepNumber !== null) return [solid(run.events.filter((event) => event.step === stepNumber && isOutput(event)))];
  const others = run.events.filter((event) => event.step === null && (event.channel !== 'toe' || !run.hasMarkers));
  return [solid(others.filter(isOutput)), solid(others.filter(isWitness))];
}

function isOutput(event: RunEvent): boolean {
  return event.channel === 'stdout' || event.channel === 'stderr' || event.channel === 'unknown';
}

function isWitness(event: RunEvent): boolean {
  return event.channel === 'stack' || event.channel === 'image' || event.channel === 'workflow';
}

function isWrapper(run: Run, at: number): boolean {
  return strengthOf(run.events[at]?.body ?? '') === 'wrapper';
}

function pick(run: Run, positions: readonly number[]): RunEvent[] {
  return solid(positions.flatMap((at) => run.events[at] ?? []));
}

/** Events that really happened. An attempt that was followed by another counts only where nothing else is left. */
function solid(events: readonly RunEvent[]): RunEvent[] {
  return events.filter((event) => event.hollow === null);
}

function strongest(events: readonly RunEvent[], strengths: readonly Strength[]): Decisive | null {
  const rated = events.map((event, i) => ({ event, strength: strengthOf(event.body), next: events[i + 1] }));
  for (const strength of strengths) {
    const first = rated.find((one) => one.strength === strength && !isBareOpening(one.event.body));
    if (first) return { at: first.event.at, strength };
  }
  return null;
}

function lastLine(events: readonly RunEvent[]): Decisive | null {
  const last = events.findLast((event) => event.body !== '');
  return last ? { at: last.at, strength: 'last-line' } : null;
}
