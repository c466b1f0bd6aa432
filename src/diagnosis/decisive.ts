// Finds the decisive line of a failure that no pattern explains: the first line of the strongest complaint in what the failing
// command printed.

import type { Complaint, Strength } from '../model/complaint.ts';
import type { Hollow, Run, RunEvent } from '../model/run.ts';
import type { Spine } from './spine.ts';

/** Reads a line as a complaint; the dialects know how. */
export type ReadComplaint = (body: string) => Complaint | null;

/** Whether a good build printed the like of it in the same step. */
export type IsUsual = (event: RunEvent) => boolean;

/** What is heard as an error, and what is passed over. */
interface Ear {
  readonly readComplaint: ReadComplaint;
  readonly isUsual?: IsUsual | undefined;
}

export interface Decisive {
  readonly at: number;
  /** `last-line`: nothing has the form of an error, this was said last. */
  readonly strength: Strength | 'last-line';
  readonly speaker: string | null;
  /** True where the exit code of the step bears it out. */
  readonly byExitCode?: boolean;
  /** True where a good build is known that printed none like it. */
  readonly isUnlikeGood?: boolean;
}

/** Those that a harmless line does not have. */
const IN_WORDS_OF_AN_ERROR: readonly Strength[] = ['exhausted', 'statement', 'report', 'message', 'detail'];
/** Raised where a command failed: what decides is what the command printed. */
const COMMAND_FAILED = 'ShellCommandFailed';
/** A longer message holds output of a program, as ParallelCluster's dnf helper does. */
const LONGEST_OWN_WORDS = 3;

/** The decisive line, or null when the run holds none. What a good build said too decides only where nothing else sounds like an error. */
export function decisiveLine(run: Run, spine: Spine, { readComplaint, isUsual }: Ear): Decisive | null {
  const unusual = isUsual ? decisiveAmong(run, spine, { readComplaint, isUsual }) : null;
  if (unusual && isComplaint(unusual)) return { ...unusual, isUnlikeGood: true };
  return decisiveAmong(run, spine, { readComplaint });
}

function isComplaint({ strength }: Decisive): boolean {
  return strength !== 'last-line' && strength !== 'wrapper';
}

/** A stronger complaint farther off beats a weaker one close by. */
function decisiveAmong(run: Run, spine: Spine, { readComplaint: read, isUsual = never }: Ear): Decisive | null {
  const rated = (also?: Hollow) =>
    regions(run, spine, also).map((region) =>
      ratedLines(
        region.filter((event) => !isUsual(event)),
        read,
      ),
    );
  const places = rated();
  // Only Chef tells one command's output from another's. What a whole step says in weak words counts from its end.
  const weakly = spine.chef === null && spine.stepNumber !== null ? firstOfLastCluster : first;
  const found =
    notFound(spine, places) ??
    strongest(places, ['exhausted', 'statement']) ??
    ownWords(spine, places) ??
    reported(places) ??
    strongest(places, ['message', 'detail'], weakly);
  if (found || !hasFailed(spine, places)) return found;
  // Where it is proved that something failed but no line has the form of an error, what was said last is worth more than a wrapper.
  return (
    strongest(places, ['hint', 'worry'], weakly) ??
    strongest(rated('retried'), IN_WORDS_OF_AN_ERROR) ??
    lastLine(places) ??
    strongest(places, ['wrapper'])
  );
}

const never: IsUsual = () => false;

/** An excerpt without markers proves it where a carrier says that what it ran has failed. */
function hasFailed({ proven }: Spine, places: readonly (readonly Rated[])[]): boolean {
  return proven || places.some((place) => place.some((line) => line.complaint?.strength === 'wrapper'));
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
    const output = run.events.filter((event) => event.step === stepNumber && isOutput(event));
    const stderr = output.filter((event) => event.channel === 'stderr');
    // AWSTOE prints a step's stderr after all its stdout, but that is where programs complain.
    return [solid(lastCommand(stderr)), solid(stderr), solid(output.filter((event) => event.channel !== 'stderr'))];
  }
  const others = run.events.filter((event) => event.step === null && (event.channel !== 'toe' || !run.hasMarkers));
  return [solid(others.filter(isOutput)), solid(others.filter(isWitness))];
}

/** `set -x` echoes each command before it runs: `++ mktemp -d`. */
const ECHOED = /^\++ /;
/** Commands that a script runs because another one has failed. */
const AFTERMATH =
  /^\++ (?:exit|return|die|echo|printf|true|:|rm|rmdir|trap|cleanup|logger|umount|kill|popd|cat <)(?:[ ;]|$)/;

/** What the last command of a script said, where the script echoes its commands: under `set -e` it is the one that failed. */
function lastCommand(events: readonly RunEvent[]): RunEvent[] {
  let end = events.length;
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (event?.hollow !== 'echo' || !ECHOED.test(event.body)) continue;
    const said = events.slice(at + 1, end).filter((one) => one.hollow === null && /\w/.test(one.body));
    if (said.length > 0 && !AFTERMATH.test(event.body)) return said;
    end = at;
  }
  return [];
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

/** The lines of a region; where an error leaves the saying to the next line, that line is the error. */
function ratedLines(region: readonly RunEvent[], read: ReadComplaint): Rated[] {
  let opened = false;
  return region.map((event) => {
    const line = rate(event, read);
    if (line.complaint?.opens) {
      opened = true;
      return line;
    }
    if (!opened || !/\w/.test(line.body)) return line;
    opened = false;
    // `ERROR:  Error installing x:` and then only a report.
    if (isAboutOthers(line)) return line;
    return { ...line, complaint: { speaker: line.complaint?.speaker ?? 'a program', strength: 'statement' } };
  });
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

/** How far from a report its reason may stand. */
const REASON_AFTER = 14;
const REASON_BEFORE = 8;

/** What is said closest after or before a report of a failure is its reason; else the report is all there is. */
function reported(places: readonly (readonly Rated[])[]): Decisive | null {
  for (const place of places) {
    const index = place.findIndex((line) => line.complaint?.strength === 'report');
    if (index < 0) continue;
    const after = place.slice(index + 1, index + 1 + REASON_AFTER).find(isReason);
    const before = firstOfLastCluster(place.slice(Math.max(0, index - REASON_BEFORE), index).filter(isReason));
    const one = after ?? before ?? place[index];
    if (one?.complaint) return { at: one.at, strength: one.complaint.strength, speaker: one.complaint.speaker };
  }
  return null;
}

function isReason({ complaint }: Rated): boolean {
  return complaint?.strength === 'message' || complaint?.strength === 'detail';
}

/** The shell's exit code for a command that it did not find. */
const NOT_FOUND = 127;

/** A step that ends with the shell's own exit code ends with the shell's own words. */
function notFound({ step, chef }: Spine, places: readonly (readonly Rated[])[]): Decisive | null {
  if (chef !== null || step?.exitCode !== NOT_FOUND) return null;
  const last = places.map((place) => place.findLast((line) => /\w/.test(line.body))).find((line) => line !== undefined);
  if (last === undefined || !/: (?:command )?not found$/.test(last.body)) return null;
  return { at: last.at, strength: 'statement', speaker: 'shell', byExitCode: true };
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
  const said = message.filter((line) => /\w/.test(line.body) && !isAboutOthers(line));
  const [opening] = said;
  return opening && said.length <= LONGEST_OWN_WORDS
    ? { at: opening.at, strength: 'statement', speaker: 'Chef' }
    : null;
}

/** A line that says no more than that something else failed. */
function isAboutOthers({ complaint }: Rated): boolean {
  return complaint?.strength === 'wrapper' || complaint?.strength === 'report';
}

function lastLine(places: readonly (readonly Rated[])[]): Decisive | null {
  for (const place of places) {
    const last = place.findLast((line) => /\w/.test(line.body) && line.complaint?.strength !== 'wrapper');
    if (last) return { at: last.at, strength: 'last-line', speaker: null };
  }
  return null;
}
