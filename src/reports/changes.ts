// What changed since the last good build, in the words of every format: the facts and packages as rows, and above them what they are compared
// with. Two builds some weeks apart differ in hundreds of packages; the JSON report has all of them.

import type { Change, Changes, DurationChange, OtherBuild, UnlikeLine } from '../model/comparison.ts';
import { count } from '../wording/counts.ts';
import { clippedTo } from './limits.ts';
import type { Row } from './words.ts';

/** Beyond these a reader looks into the JSON report. */
const MOST_PACKAGES = 12;
const MOST_ROWS = 8;
const MOST_LINES = 6;
/** Names of packages, steps and settings come from outside; a page must keep room for what stands beside them. */
const LONGEST_LABEL = 44;

/** The heading: `What changed since ubuntu22-may`. */
export function changesTitle({ since }: Changes): string {
  return `What changed since ${since.id ?? 'the other build'}`;
}

/** `The last good build: ami-0abc of 2026-05-01T…`, and what the comparison lacks. */
export function changesIntroduction({ since, whole }: Changes): string {
  const made = [since.ami, since.builtAt].filter((word) => word !== null).join(' of ');
  return [
    `${kindOf(since)}${made === '' ? '' : `, ${made}`}.`,
    ...(whole ? [] : ['Only the end of the failed log was read; `pc-doctor compare` reads all of it.']),
  ].join(' ');
}

function kindOf({ verdict }: OtherBuild): string {
  if (verdict === 'not-failed') return 'A good build';
  return verdict === 'inconclusive' ? 'A build of which nothing says that it failed' : 'A build that failed as well';
}

/** Label and text of each difference but the lines; a row more where there are more. */
export function changeRows(changes: Changes): Row[] {
  const { facts, packages, repositories, configuration, durations } = changes;
  return [
    ...facts.map(changeRow),
    ...cut(
      (configuration ?? []).map(({ setting, ...values }) => changeRow({ what: setting, ...values })),
      MOST_ROWS,
      'setting',
    ),
    ...cut(
      repositories.added.map((name): Row => ['new repository', name]),
      MOST_ROWS,
      'repository',
    ),
    ...cut(
      repositories.missing.map((name): Row => ['repository not used', name]),
      MOST_ROWS,
      'repository',
    ),
    ...cut(packages.map(changeRow), MOST_PACKAGES, 'package'),
    ...cut(durations.map(durationRow), MOST_ROWS, 'step'),
  ];
}

function changeRow({ what, before, now }: Change): Row {
  const label = clippedTo(what, LONGEST_LABEL);
  if (before === null) return [label, `new: ${now}`];
  return [label, now === null ? `gone: ${before}` : `${before} → ${now}`];
}

function durationRow({ step, beforeMs, nowMs }: DurationChange): Row {
  return [clippedTo(`step ${step}`, LONGEST_LABEL), `${inWords(beforeMs)} → ${inWords(nowMs)}`];
}

const MINUTE_MS = 60_000;

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return ms < MINUTE_MS ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function cut(rows: readonly Row[], most: number, noun: string): Row[] {
  if (rows.length <= most) return [...rows];
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return [...rows.slice(0, most), ['and', `${count(rows.length - most, noun, plural)} more, in the JSON report`]];
}

/** The first lines that have no like in the other build, and a word about the others. */
export function unlikeLines({ unlike, moreUnlike }: Changes): {
  readonly shown: readonly UnlikeLine[];
  readonly rest: string;
} {
  const shown = unlike.slice(0, MOST_LINES);
  const more = unlike.length - shown.length + moreUnlike;
  return { shown, rest: more === 0 ? '' : `${count(more, 'more line')}, in the JSON report` };
}

export const UNLIKE_TITLE = 'Lines that the other build has no like of';
export const NOTHING_CHANGED = 'Nothing that the two logs tell is different.';
