// Quotes lines of a run as evidence: verbatim, with log, line number and time, so that a reader can find them again.

import { placeInLog, type Evidence } from '../model/evidence.ts';
import type { Quote } from '../model/diagnosis.ts';
import type { Run, RunEvent } from '../model/run.ts';

export interface Quoting {
  readonly run: Run;
  readonly evidence: Evidence;
}

export function quote({ run, evidence }: Quoting, at: number, role: Quote['role']): Quote {
  const event = run.events[at];
  if (!event) throw new RangeError(`no event ${at} in a run of ${run.events.length}`);
  return { role, ...placeOf(evidence, event), text: event.line.text };
}

function placeOf(evidence: Evidence, { line }: RunEvent): Omit<Quote, 'role' | 'text'> {
  const source = evidence.logs[line.log];
  const place = source ? placeInLog(source, line.ordinal) : { log: '', line: line.ordinal };
  return { ...place, time: line.time === null ? null : new Date(line.time).toISOString() };
}

/** The decisive line first, then the context lines in the order of the log, each once. */
export function quotes(quoting: Quoting, cause: number, context: readonly number[]): Quote[] {
  const others = [...new Set(context)].filter((at) => at !== cause).sort((a, b) => a - b);
  return [quote(quoting, cause, 'cause'), ...others.map((at) => quote(quoting, at, 'context'))];
}
