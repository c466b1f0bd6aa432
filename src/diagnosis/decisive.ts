// Finds the decisive line of a failure that no pattern explains: the first line of the strongest complaint in what the failing
// command printed.

import type { Complaint, Strength } from '../model/complaint.ts';
import type { Hollow, Run, RunEvent } from '../model/run.ts';
import type { Spine } from './spine.ts';

/** Reads a line as a complaint; the dialects know how. */
export type ReadComplaint = (body: string) => Complaint | null;

export interface Decisive {
  readonly at: number;
  /** `last-line`: nothing has the form of an error, this was said last. */
  readonly strength: Strength | 'last-line';
  readonly speaker: string | null;
}

const STRONGEST_FIRST: readonly Strength[] = ['exhausted', 'statement', 'detail'];
/** Raised where a command failed: what decides is what the command printed. */
const COMMAND_FAILED = 'ShellCommandFailed';
/** A longer message holds output of a program, as ParallelCluster's dnf helper does. */
const LONGEST_OWN_WORDS = 3;

/** The decisive line, or null when the run holds none. A stronger complaint farther off beats a weaker one close by. */
export function decisiveLine(run: Run, spine: Spine, read: ReadComplaint): Decisive | null {
  const rated = (also?: Hollow) => regions(run, spine, also).map((region) => region.map((event) => rate(event, read)));
  const places = rated();
  // Only Chef tells one command's output from another's. What a whole step says in weak words counts from its end.
  const weakly = spine.chef === null && spine.stepNumber !== null ? firstOfLastCluster : first;
  const found =
    strongest(places, ['exhausted', 'statement']) ?? ownWords(spine, places) ?? strongest(places, ['detail'], weakly);
  if (found || !spine.proven) return found;
  // Where structure proves the failure but no line has the form of an error, what was said last is worth more than a wrapper.
  return (
    strongest(places, ['worry'], weakly) ??
    strongest(rated('retried'), STRONGEST_FIRST) ??
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
  if (stepNumber !== null) {
    const output = solid(run.events.filter((event) => event.step === stepNumber && isOutput(event)));
    // AWSTOE prints a step's stderr after all its stdout, but that is where programs complain.
    return [output.filter((event) => event.channel === 'stderr'), output.filter((event) => event.channel !== 'stderr')];
  }
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
  readonly complaint: Complaint | null;
}

function rate(event: RunEvent, read: ReadComplaint): Rated {
  const { at, body, channel } = event;
  const complaint = read(body);
  if (channel !== 'stack' || complaint?.strength === 'wrapper') return { at, body, complaint };
  // CloudFormation's status says that a resource failed; its reason need not sound like an error.
  const failed = /^\w+_FAILED /.test(event.line.text);
  return { at, body, complaint: failed && body !== '' ? { speaker: 'CloudFormation', strength: 'statement' } : null };
}

type Pick = (complaining: readonly Rated[]) => Rated | undefined;

function strongest(
  places: readonly (readonly Rated[])[],
  strengths: readonly Strength[],
  pick: Pick = first,
): Decisive | null {
  for (const strength of strengths) {
    for (const place of places) {
      const one = pick(place.filter((line) => line.complaint?.strength === strength));
      if (one) return { at: one.at, strength, speaker: one.complaint?.speaker ?? null };
    }
  }
  return null;
}

function first(complaining: readonly Rated[]): Rated | undefined {
  return complaining[0];
}

/** How many other lines may stand between two complaints about the same thing. */
const CLUSTER_GAP = 8;

function firstOfLastCluster(complaining: readonly Rated[]): Rated | undefined {
  return complaining.findLast(({ at }, i) => at - (complaining[i - 1]?.at ?? -Infinity) > CLUSTER_GAP);
}

/** An exception that Chef or a recipe raised itself says in its own words what is wrong, whether or not they sound like an error. */
function ownWords({ chef, told }: Spine, [message = []]: readonly (readonly Rated[])[]): Decisive | null {
  // Where the log ends within the block, the name of the exception may not be known as such yet.
  if (!chef?.exceptionClass || !told) return null;
  if (chef.output.length > 0 || chef.exceptionClass.endsWith(COMMAND_FAILED)) return null;
  const said = message.filter((line) => /\w/.test(line.body) && line.complaint?.strength !== 'wrapper');
  const [opening] = said;
  return opening && said.length <= LONGEST_OWN_WORDS
    ? { at: opening.at, strength: 'statement', speaker: 'Chef' }
    : null;
}

function lastLine(places: readonly (readonly Rated[])[]): Decisive | null {
  for (const place of places) {
    const last = place.findLast((line) => /\w/.test(line.body) && line.complaint?.strength !== 'wrapper');
    if (last) return { at: last.at, strength: 'last-line', speaker: null };
  }
  return null;
}
