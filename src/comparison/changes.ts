// What is not as it was in another build: its facts, packages, repositories, configuration and the time that its steps took. A build that
// failed got less far, and perhaps only the end of its log was read: nothing counts as gone that it may not have come to.

import type { Change, Changes, DurationChange } from '../model/comparison.ts';
import type { Failure, ReportedImage } from '../model/diagnosis.ts';
import type { Run } from '../model/run.ts';
import { changesOf } from './change.ts';
import { packagesIn, type Installed } from './packages.ts';
import { repositoriesIn } from './repositories.ts';
import { settingChanges } from './settings.ts';
import { stepDurations } from './steps.ts';

/** One of the two builds. */
export interface Side {
  readonly image: Pick<ReportedImage, 'pclusterVersion' | 'parentImage' | 'kernel' | 'os'>;
  readonly run: Run;
  /** True where its log was read from the first event to the last. */
  readonly whole: boolean;
  readonly configuration: string | null;
}

interface Sides {
  readonly before: Side;
  readonly now: Side & { readonly failure: Failure | null };
  /** Text of what failed: packages that it speaks of come first. */
  readonly said: string;
}

type Differences = Pick<Changes, 'facts' | 'packages' | 'repositories' | 'configuration' | 'durations'>;

export function differences({ before, now, said }: Sides): Differences {
  return {
    facts: factChanges(before, now),
    packages: mentionedFirst(packageChanges(before, now), said),
    repositories: repositoryChanges(before, now),
    configuration: settingChanges(before.configuration, now.configuration),
    durations: durationChanges(before.run, now),
  };
}

/** Steps whose first line of output is a fact. */
const ANSWERS: readonly (readonly [what: string, step: string])[] = [
  ['cookbook', 'CookbookUrl'],
  ['Cinc installer', 'CincUrl'],
];

function factChanges(before: Side, now: Side): Change[] {
  const [old, own] = [factsOf(before), factsOf(now)];
  // A fact that one of the two does not tell has not changed.
  return [...own].flatMap(([what, value]) => {
    const was = old.get(what) ?? null;
    return value === null || was === null || was === value ? [] : [{ what, before: was, now: value }];
  });
}

function factsOf({ image, run }: Side): ReadonlyMap<string, string | null> {
  return new Map([
    ['ParallelCluster', image.pclusterVersion],
    ['operating system', image.os],
    ['release', run.facts.osVersion],
    ['kernel', image.kernel],
    ['parent image', image.parentImage],
    ...ANSWERS.map(([what, step]) => [what, answerOf(run, step)] as const),
  ]);
}

function answerOf({ steps, events }: Run, name: string): string | null {
  const step = steps.find((one) => one.name === name && one.outcome === 'succeeded');
  if (step === undefined) return null;
  return events.slice(step.from, step.to + 1).find(({ channel, body }) => channel === 'stdout' && body)?.body ?? null;
}

function packageChanges(before: Side, now: Side): Change[] {
  const [old, own] = [packagesIn(before.run), packagesIn(now.run)];
  const cameTo = placesReached(before, now);
  return changesOf(versions(old), versions(own)).filter((change) => {
    const was = old.get(change.what);
    if (was === undefined) return isTold(before, old);
    return change.now !== null || cameTo(was.at);
  });
}

/** Only of a whole log is it known what it does not name; and one that names nothing at all was printed in another way. */
function isTold({ whole }: Side, named: { readonly size: number }): boolean {
  return whole && named.size > 0;
}

/** Whether the later build has passed the step in which an event of the earlier one stands, as far as its log was read. */
function placesReached({ run: before }: Side, { run, whole }: Side): (at: number) => boolean {
  const passed = new Set(run.steps.flatMap(({ name, outcome }) => (outcome === 'succeeded' && name ? [name] : [])));
  return (at) => whole && passed.has(before.steps[before.events[at]?.step ?? -1]?.name ?? '');
}

function versions(packages: ReadonlyMap<string, Installed>): ReadonlyMap<string, string> {
  return new Map([...packages].map(([name, { version }]) => [name, version]));
}

function mentionedFirst(changes: readonly Change[], said: string): Change[] {
  const words = new Set(said.split(/[\s'"`,;:()/[\]]+/).flatMap(beginnings));
  const isMentioned = (change: Change) => words.has(stemOf(change));
  return [...changes.filter(isMentioned), ...changes.filter((change) => !isMentioned(change))];
}

/** `linux`, `linux-headers` and so on of `linux-headers-5.15.0`. */
function beginnings(word: string): string[] {
  return [...word.slice(0, LONGEST_NAME).matchAll(/-|$/g)].map(({ index }) => word.slice(0, index));
}

const LONGEST_NAME = 100;

/** `linux-headers` of `linux-headers-*-aws`, since a log has the version in the place of the asterisk. */
function stemOf({ what }: Change): string {
  return what.replace(/-\*.*$/, '');
}

function repositoryChanges(before: Side, now: Side): Changes['repositories'] {
  const [old, own] = [repositoriesIn(before.run), repositoriesIn(now.run)];
  const cameTo = placesReached(before, now);
  return {
    added: isTold(before, old) ? [...own.keys()].filter((name) => !old.has(name)).sort() : [],
    missing: [...old].flatMap(([name, at]) => (own.has(name) || !cameTo(at) ? [] : [name])).sort(),
  };
}

/** A machine is never twice the same: less is noise. */
const NOTICEABLE = { ms: 30_000, times: 1.5 };

function durationChanges(before: Run, { run, failure }: Sides['now']): DurationChange[] {
  const [old, own] = [stepDurations(before), stepDurations(run)];
  return Object.entries(own).flatMap(([step, nowMs]) => {
    const beforeMs = old[step];
    if (beforeMs === undefined || !isNoticeable(beforeMs, nowMs)) return [];
    // The step that failed was cut short: only that it took longer tells anything.
    return step === failure?.step && nowMs < beforeMs ? [] : [{ step, beforeMs, nowMs }];
  });
}

function isNoticeable(one: number, other: number): boolean {
  const [less, more] = one < other ? [one, other] : [other, one];
  return more - less >= NOTICEABLE.ms && more >= less * NOTICEABLE.times;
}
