// Finds the decisive line of a failure that no pattern explains: the first line of the strongest error form in what the failing
// command printed.

import type { Hollow, Run, RunEvent } from '../model/run.ts';
import type { Spine } from './spine.ts';
import { isBareOpening, strengthOf, type Strength } from './error-forms.ts';

const STRONGEST_FIRST: readonly Strength[] = ['resource', 'statement', 'detail'];
export interface Decisive {
  readonly at: number;
  readonly strength: Strength | 'last-line';
}

/** The decisive line, or null when the run holds none. A stronger form farther off beats a weaker one close by. */
export function decisiveLine(run: Run, spine: Spine): Decisive | null {
  const places = regions(run, spine).map(rate);
  const found = strongest(places, STRONGEST_FIRST);
  if (found || !spine.proven) return found;
  const retried = regions(run, spine, 'retried').map(rate);
  // Where structure proves the failure but no line has the form of an error, what was said last is worth more than a wrapper.
  return (
    strongest(places, ['weak']) ??
    strongest(retried, STRONGEST_FIRST) ??
    lastLine(places) ??
    strongest(places, ['wrapper'])
  );
}

/** Where to look, the most telling place first. */
function regions(run: Run, spine: Spine, also?: Hollow): RunEvent[][] {
  const { chef, stepNumber } = spine;
  const solid = (events: readonly RunEvent[]) =>
    events.filter((event) => event.hollow === null || event.hollow === also);
  const pick = (positions: readonly number[]) => solid(positions.flatMap((at) => run.events[at] ?? []));
  if (chef) {
    return [
      pick([...chef.message, ...chef.output]),
      spine.accounts.flatMap((account) => pick([...account.message, ...account.output])),
      solid(run.events.slice(spine.outputFrom ?? chef.from, chef.to + 1)),
      // A pasted excerpt may lack the line that names the resource, and with it the place where its output began.
      run.hasMarkers ? [] : solid(run.events),
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

interface Rated {
  readonly at: number;
  readonly body: string;
  readonly strength: Strength | null;
}

function rate(events: readonly RunEvent[]): Rated[] {
  return events.map(({ at, body }) => ({ at, body, strength: isBareOpening(body) ? null : strengthOf(body) }));
}

function strongest(places: readonly (readonly Rated[])[], strengths: readonly Strength[]): Decisive | null {
  for (const strength of strengths) {
    for (const place of places) {
      const first = place.find((line) => line.strength === strength);
      if (first) return { at: first.at, strength };
    }
  }
  return null;
}

function lastLine(places: readonly (readonly Rated[])[]): Decisive | null {
  for (const place of places) {
    const last = place.findLast((line) => /\w/.test(line.body) && line.strength !== 'wrapper');
    if (last) return { at: last.at, strength: 'last-line' };
  }
  return null;
}
