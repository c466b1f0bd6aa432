// A log as rows to scroll through: its lines, and between them a heading wherever a log or a step begins. Rows are kept as numbers, since a
// build has tens of thousands of lines and only a screenful of them is ever looked at.

import type { LogSource } from '../../../model/evidence.ts';
import type { Run, RunEvent, Step } from '../../../model/run.ts';
import type { Older, ReadSoFar } from '../../news.ts';
import { findMarks, type Marks } from './marks.ts';

export type Section =
  { readonly kind: 'log'; readonly source: LogSource } | { readonly kind: 'step'; readonly step: Step };

export interface ReadLog {
  readonly run: Run;
  readonly sections: readonly Section[];
  /** 0 and above: an event of the run; below 0: the section -1 - row. */
  readonly rows: Int32Array;
  readonly marks: Marks;
  readonly older: Older;
  /** Columns for the largest line number. */
  readonly numberWidth: number;
}

export type LogRow =
  { readonly kind: 'event'; readonly event: RunEvent } | { readonly kind: 'section'; readonly section: Section };

/** Puts the rows together, once for each time more was read. */
export function readLog({ evidence, run, diagnosis, older }: ReadSoFar): ReadLog {
  const sections: Section[] = [];
  const rows: number[] = [];
  let before: RunEvent | null = null;
  for (const event of run.events) {
    for (const section of sectionsAt(event, before, { run, logs: evidence.logs })) {
      rows.push(-sections.length - 1);
      sections.push(section);
    }
    rows.push(event.at);
    before = event;
  }
  const largest = run.events.reduce((most, { line }) => Math.max(most, line.ordinal ?? 0), 0);
  return {
    run,
    sections,
    rows: Int32Array.from(rows),
    marks: findMarks(diagnosis, run, evidence),
    older,
    numberWidth: largest === 0 ? 0 : String(largest).length,
  };
}

function sectionsAt(
  event: RunEvent,
  before: RunEvent | null,
  { run, logs }: { run: Run; logs: readonly LogSource[] },
): Section[] {
  const source = event.line.log === before?.line.log ? undefined : logs[event.line.log];
  const step = event.step === null || event.step === before?.step ? undefined : run.steps[event.step];
  return [
    ...(source === undefined ? [] : [{ kind: 'log', source } as const]),
    ...(step === undefined ? [] : [{ kind: 'step', step } as const]),
  ];
}

/** What stands in a row. Throws RangeError for a row that does not exist. */
export function rowAt({ rows, run, sections }: ReadLog, row: number): LogRow {
  const value = rows[row] ?? Number.NaN;
  const event = run.events[value];
  if (event !== undefined) return { kind: 'event', event };
  const section = sections[-1 - value];
  if (section !== undefined) return { kind: 'section', section };
  throw new RangeError(`no row ${row} in a log of ${rows.length}`);
}

/** The row of an event. Rows ascend with their events, sections standing before them. */
export function rowOfEvent({ rows, run, sections }: ReadLog, at: number): number {
  // An event stands behind itself, all events before it and at most all sections.
  const from = Math.min(at, rows.length - 1);
  const to = Math.min(at + sections.length, rows.length - 1);
  for (let row = to; row >= from; row -= 1) if (rows[row] === at) return row;
  throw new RangeError(`no event ${at} in a run of ${run.events.length}`);
}

/** The steps of the run that have a heading, in order. */
export function stepsOf({ sections }: ReadLog): readonly Step[] {
  return sections.flatMap((section) => (section.kind === 'step' ? [section.step] : []));
}

/** The rows of the headings of steps, in order. */
export function stepRows({ rows, sections }: ReadLog): readonly number[] {
  const found: number[] = [];
  rows.forEach((value, row) => {
    if (value < 0 && sections[-1 - value]?.kind === 'step') found.push(row);
  });
  return found;
}

/** Milliseconds from the first to the last line of a step; null where they have no times. */
export function stepDuration({ events }: Run, { from, to }: Step): number | null {
  const [first, last] = [events[from]?.line.time, events[to]?.line.time];
  return first === null || first === undefined || last === null || last === undefined ? null : last - first;
}
