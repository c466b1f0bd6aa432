// The log that is being read: where one is in it, how it is shown, what was searched.

import type { Excuse, ImageKey, ReadSoFar } from '../../news.ts';
import { within } from '../../scrolling.ts';
import { readLog, rowAt, rowOfEvent, stepRows, type ReadLog } from './log.ts';
import { nextOf, searchLog, type Search } from './search.ts';
import { rowsFrom, topAround, topFor, type Frame } from './viewport.ts';

export interface EvidenceState {
  /** Whose log it is, or is going to be. */
  readonly key: ImageKey | null;
  readonly log: ReadLog | null;
  /** Why there is no log. */
  readonly excuse: Excuse | null;
  /** The row one is at. */
  readonly cursor: number;
  /** First row shown. */
  readonly top: number;
  /** Columns scrolled to the right, while lines are not wrapped. */
  readonly left: number;
  readonly wrap: boolean;
  readonly times: boolean;
  readonly search: Search | null;
  /** Where the search began, to go back to when it is given up. */
  readonly searchedFrom: number;
  /** The chosen step while the steps are listed. */
  readonly steps: number | null;
  /** The first line was asked for while older ones were still to come. */
  readonly toTheStart: boolean;
}

export const NO_EVIDENCE: EvidenceState = {
  key: null,
  log: null,
  excuse: null,
  cursor: 0,
  top: 0,
  left: 0,
  wrap: false,
  times: false,
  search: null,
  searchedFrom: 0,
  steps: null,
  toTheStart: false,
};

/** Another build's log; how logs are shown stays. */
export function openEvidence({ wrap, times }: EvidenceState, key: ImageKey): EvidenceState {
  return { ...NO_EVIDENCE, key, wrap, times };
}

/** A log, or more of the one that is shown: the first time at its decisive line, later where one is. */
export function takeLog(state: EvidenceState, read: ReadSoFar, frame: Frame): EvidenceState {
  const log = readLog(read);
  const fresh = { ...state, log, excuse: null };
  if (state.log === null) {
    const { cause, events } = log.marks;
    const first = cause ?? events[0] ?? null;
    return jump(fresh, first === null ? log.rows.length - 1 : rowOfEvent(log, first), frame);
  }
  const search = state.search && searchLog(log, state.search.text);
  if (state.toTheStart) return { ...fresh, search, cursor: 0, top: 0, toTheStart: log.older.kind === 'reading' };
  const moved = (row: number) => sameRow(state.log ?? log, log, row);
  return {
    ...fresh,
    search,
    cursor: moved(state.cursor),
    top: moved(state.top),
    searchedFrom: moved(state.searchedFrom),
  };
}

/** Older lines are put before those of the same log: what stays the same is the distance from the end of that log. */
function sameRow(before: ReadLog, now: ReadLog, row: number): number {
  const { rows } = before;
  let at = row;
  while (at < rows.length - 1 && (rows[at] ?? 0) < 0) at += 1;
  const found = rowAt(before, at);
  if (found.kind === 'section') return Math.min(row, now.rows.length - 1);
  const { log } = found.event.line;
  // A log that is read anew may reach less far back.
  const event = Math.max(0, lastOf(now, log) - (lastOf(before, log) - found.event.at));
  return Math.max(0, rowOfEvent(now, event) - (at - row));
}

function lastOf({ run }: ReadLog, log: number): number {
  return run.events.findLastIndex(({ line }) => line.log === log);
}

/** To a row that may be far away. */
export function jump(state: EvidenceState, row: number, frame: Frame): EvidenceState {
  const { log } = state;
  if (log === null) return state;
  const cursor = within(row, log.rows.length);
  const isSeen = rowsFrom(log, state.top, frame).includes(cursor);
  return { ...state, cursor, top: isSeen ? state.top : topAround(log, cursor, frame), left: 0 };
}

/** Some rows up or down. */
export function move(state: EvidenceState, by: number, frame: Frame): EvidenceState {
  const { log } = state;
  if (log === null) return state;
  const cursor = within(state.cursor + by, log.rows.length);
  return { ...state, cursor, top: topFor(log, { row: cursor, top: state.top }, frame) };
}

/** A page: the window moves by what it shows, and the row one is at with it. */
export function page(state: EvidenceState, direction: 1 | -1, frame: Frame): EvidenceState {
  if (state.log === null) return state;
  const shown = rowsFrom(state.log, state.top, frame).length;
  const by = direction * Math.max(1, shown - 1);
  const last = topFor(state.log, { row: state.log.rows.length - 1, top: 0 }, frame);
  const top = Math.max(0, Math.min(state.top + by, last));
  return move({ ...state, top }, top === state.top ? direction * shown : top - state.top, frame);
}

/** The next marked line: a hit while something is searched, else evidence. */
export function toMark(state: EvidenceState, direction: 1 | -1, frame: Frame): EvidenceState {
  const row = nextOf(markedRows(state), state.cursor, direction);
  return row === null ? state : jump(state, row, frame);
}

/** The rows that n and N go through. */
export function markedRows({ log, search }: EvidenceState): readonly number[] {
  if (log === null) return [];
  return search === null ? log.marks.events.map((at) => rowOfEvent(log, at)) : search.hits;
}

/** The heading of the next step. */
export function toStep(state: EvidenceState, direction: 1 | -1, frame: Frame): EvidenceState {
  const { log, cursor } = state;
  if (log === null) return state;
  const rows = stepRows(log);
  const row = direction === 1 ? rows.find((at) => at > cursor) : rows.findLast((at) => at < cursor);
  return row === undefined ? state : jump(state, row, frame);
}

/** What is typed is searched at once, from where the search began. */
export function searchFor(state: EvidenceState, text: string, frame: Frame): EvidenceState {
  if (state.log === null) return state;
  const found = text === '' ? null : searchLog(state.log, text);
  const row = found && nextOf(found.hits, state.searchedFrom - 1, 1);
  return jump({ ...state, search: found }, row ?? state.searchedFrom, frame);
}

/** The step that holds the row one is at, for the list of steps. */
export function stepAtCursor({ log, cursor }: EvidenceState): number {
  return log === null
    ? 0
    : Math.max(
        0,
        stepRows(log).findLastIndex((row) => row <= cursor),
      );
}
