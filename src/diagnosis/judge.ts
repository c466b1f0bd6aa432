// Sorts the matches of a run: which ones speak of the failure, which are dismissed and why, and which of the remaining causes is the
// root. Specific beats general (`refines`), cause beats consequence (`leads-to`), inside the failing spine beats outside; a cause in
// an earlier, green step counts when what it leads to is what ended the run.

import type { Match, Pattern } from '../model/catalog.ts';
import { holds, type Holding, type KnownFacts } from '../model/conditions.ts';
import type { Hollow, Run, RunEvent } from '../model/run.ts';
import { onSpine, type Spine } from './spine.ts';

export interface Judged {
  readonly match: Match;
  readonly affects: Holding;
  /** `spine`: in what the failing command printed; `masked`: in an earlier step that went on; `loose`: nothing proves either. */
  readonly place: 'spine' | 'masked' | 'loose';
}

interface DismissedMatch {
  readonly match: Match;
  readonly why: string;
  /** Set when only the facts of the image speak against it: its remedies are still worth naming. */
  readonly notHere: boolean;
}

export interface Judgement {
  /** Live causes, the root first. */
  readonly causes: readonly Judged[];
  readonly consequences: readonly Judged[];
  readonly symptoms: readonly Judged[];
  readonly dismissed: readonly DismissedMatch[];
}

interface Bench {
  readonly run: Run;
  readonly spine: Spine;
  readonly facts: KnownFacts;
  /** Why no match of this run can be a cause, or null. */
  readonly acquitted: string | null;
}

/** Judges all matches of a run. `acquitted` gives the reason when the build did not fail at all. */
export function judge(matches: readonly Match[], bench: Bench): Judgement {
  const { live, dismissed } = sift(matches, bench);
  const reachable = withReach(live, dismissed);
  const deduplicated = onePerPattern(reachable.live);
  const specific = deduplicated.filter((one) => !refinedByAnother(one, deduplicated));
  return {
    causes: specific.filter((one) => one.match.pattern.kind === 'cause').sort((a, b) => rank(a, b)),
    consequences: deduplicated.filter((one) => one.match.pattern.kind === 'consequence'),
    symptoms: deduplicated.filter((one) => one.match.pattern.kind === 'symptom'),
    dismissed: onePerPlace(reachable.dismissed),
  };
}

interface Sifted {
  readonly live: Judged[];
  readonly dismissed: DismissedMatch[];
}

function sift(matches: readonly Match[], bench: Bench): Sifted {
  const sifted: Sifted = { live: [], dismissed: [] };
  const harmless = matches.filter(
    ({ pattern }) => pattern.kind === 'benign' && holds(pattern.affects, bench.facts).holds !== 'no',
  );
  for (const match of matches) {
    const affects = holds(match.pattern.affects, bench.facts);
    const against = reasonAgainst(match, affects, bench) ?? excused(match, harmless);
    if (against) sifted.dismissed.push({ match, ...against });
    else sifted.live.push({ match, affects, place: placeOf(match, bench) });
  }
  return sifted;
}

const HOLLOW_REASONS: Readonly<Record<Hollow, string>> = {
  echo: 'echoed script source, not output: the script prints its own text before it runs',
  diff: 'content of a file that Chef wrote, shown as a diff',
  declaration: 'source or settings of a Chef resource, not output',
  retried: 'an attempt after which another one followed',
  ignored: 'a failure that the recipe was told to ignore',
};

function reasonAgainst(match: Match, affects: Holding, bench: Bench): { why: string; notHere: boolean } | null {
  const event = bench.run.events[match.at];
  if (bench.acquitted !== null) return { why: bench.acquitted, notHere: false };
  if (event?.hollow) return { why: HOLLOW_REASONS[event.hollow], notHere: false };
  if (match.pattern.kind === 'benign') return { why: `harmless: ${match.pattern.title}`, notHere: false };
  if (affects.holds === 'no') return { why: `does not apply here: ${affects.because.join('; ')}`, notHere: true };
  return null;
}

/** A line that is known to be harmless is so for the more general patterns too. */
function excused({ at, pattern }: Match, harmless: readonly Match[]): { why: string; notHere: boolean } | null {
  const by = harmless.find((one) => one.at === at && one.pattern.refines.includes(pattern.id));
  return by === undefined ? null : { why: `harmless: ${by.pattern.title}`, notHere: false };
}

function placeOf(match: Match, { run, spine }: Bench): Judged['place'] {
  const event = run.events[match.at];
  if (!event) return 'loose';
  if (onSpine(spine, run, event)) return spine.proven || !isLogLine(event) ? 'spine' : 'loose';
  // An excerpt shows no step that went on after it.
  return run.hasMarkers ? 'masked' : 'loose';
}

function isLogLine(event: RunEvent): boolean {
  return event.line.witness === 'log';
}

/** A match outside the failing spine lives only when it leads, by the catalog's word, to a match inside it. */
function withReach(live: readonly Judged[], dismissed: readonly DismissedMatch[]): Sifted {
  const ends = live.filter((one) => one.place !== 'masked').map((one) => one.match.pattern.id);
  const kept: Judged[] = [];
  const dropped = [...dismissed];
  for (const one of live) {
    if (one.place !== 'masked' || reaches(one.match.pattern, ends)) kept.push(one);
    else
      dropped.push({
        match: one.match,
        why: 'the build went on after it, and what ended the build does not follow from it',
        notHere: false,
      });
  }
  return { live: kept, dismissed: dropped };
}

function reaches(pattern: Pattern, ends: readonly string[]): boolean {
  return pattern.leadsTo.some((id) => ends.includes(id));
}

/** The same text stands in the live output, in the error block and in the FATAL line: the first is enough. */
function onePerPattern(live: readonly Judged[]): Judged[] {
  const first = new Map<string, Judged>();
  for (const one of live) {
    const known = first.get(one.match.pattern.id);
    if (!known || (known.place === 'masked' && one.place !== 'masked')) first.set(one.match.pattern.id, one);
  }
  return [...first.values()];
}

function refinedByAnother(one: Judged, all: readonly Judged[]): boolean {
  return all.some((other) => other !== one && refines(other.match.pattern, one.match.pattern.id, all));
}

function refines(pattern: Pattern, id: string, all: readonly Judged[]): boolean {
  if (pattern.refines.includes(id)) return true;
  return pattern.refines.some((middle) =>
    all.some((one) => one.match.pattern.id === middle && refines(one.match.pattern, id, all)),
  );
}

const PLACES: readonly Judged['place'][] = ['spine', 'masked', 'loose'];

/** A cause that leads to another comes first; then the place decides, then how much it explains, then the order of the log. */
function rank(a: Judged, b: Judged): number {
  if (a.match.pattern.leadsTo.includes(b.match.pattern.id)) return -1;
  if (b.match.pattern.leadsTo.includes(a.match.pattern.id)) return 1;
  return (
    PLACES.indexOf(a.place) - PLACES.indexOf(b.place) ||
    generality(a) - generality(b) ||
    certainty(b) - certainty(a) ||
    a.match.at - b.match.at
  );
}

/** What a class of failures has in common may also be printed by an attempt that nobody minded. */
function generality({ match }: Judged): number {
  return match.pattern.general ? 1 : 0;
}

function certainty({ affects }: Judged): number {
  return affects.holds === 'yes' ? 1 : 0;
}

function onePerPlace(dismissed: readonly DismissedMatch[]): DismissedMatch[] {
  const seen = new Set<string>();
  return dismissed.filter(({ match, why }) => {
    const key = `${match.pattern.id}\n${why}`;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}
