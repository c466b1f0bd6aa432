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
    packages: mentionedFirst(packageChanges(before.run, now.run), said),
    repositories: repositoryChanges(before.run, now.run),
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

function packageChanges(before: Run, now: Run): Change[] {
  const [old, own] = [packagesIn(before), packagesIn(now)];
  const cameTo = placesReached(before, now);
  // A log that names none at all says nothing about them.
  if (old.size === 0) return [];
  return changesOf(versions(old), versions(own)).filter((change) => {
    const was = old.get(change.what);
    return change.now !== null || (was !== undefined && cameTo(was.at));
  });
}

/** Whether the later build has passed the step in which an event of the earlier one stands. */
function placesReached(before: Run, now: Run): (at: number) => boolean {
  const passed = new Set(now.steps.flatMap(({ name, outcome }) => (outcome === 'succeeded' && name ? [name] : [])));
  return (at) => passed.has(before.steps[before.events[at]?.step ?? -1]?.name ?? '');
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

function repositoryChanges(before: Run, now: Run): Changes['repositories'] {
  const [old, own] = [repositoriesIn(before), repositoriesIn(now)];
  const cameTo = placesReached(before, now);
  if (old.size === 0) return { added: [], missing: [] };
  return {
    added: [...own.keys()].filter((name) => !old.has(name)).sort(),
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
