// Which lines of a log a diagnosis rests on. A quote names its log, time and text; the line number may be missing from one of the two,
// because the beginning of the log was not read when the quote was made.

import type { Diagnosis, Quote } from '../../../model/diagnosis.ts';
import { placeInLog, type Evidence, type LogSource } from '../../../model/evidence.ts';
import type { Run, RunEvent } from '../../../model/run.ts';
import { isoTime } from '../../../wording/time.ts';

export type Mark = Quote['role'];

export interface Marks {
  /** By event. */
  readonly of: ReadonlyMap<number, Mark>;
  /** The marked events, ascending. */
  readonly events: readonly number[];
  /** The decisive line. */
  readonly cause: number | null;
}

/** Finds the quoted lines of the root cause and of what followed from it. */
export function findMarks({ rootCause, chain }: Diagnosis, run: Run, { logs }: Evidence): Marks {
  const wanted = quotesByText([
    ...(rootCause?.evidence ?? []),
    ...chain.flatMap(({ evidence }) => evidence.map((quote): Quote => ({ ...quote, role: 'consequence' }))),
  ]);
  const found = new Map<number, Mark>();
  for (const event of run.events) {
    const quote = wanted.get(event.line.text)?.find((candidate) => isAt(candidate, event, logs[event.line.log]));
    if (quote !== undefined) found.set(event.at, quote.role);
  }
  const events = [...found.keys()];
  return { of: found, events, cause: events.find((at) => found.get(at) === 'cause') ?? null };
}

/** The quotes of the cause stand first, so that they win over the same line as a consequence. */
function quotesByText(quotes: readonly Quote[]): ReadonlyMap<string, readonly Quote[]> {
  const byText = new Map<string, Quote[]>();
  for (const quote of quotes) byText.set(quote.text, [...(byText.get(quote.text) ?? []), quote]);
  return byText;
}

function isAt(quote: Quote, { line }: RunEvent, source: LogSource | undefined): boolean {
  if (source === undefined) return false;
  const place = placeInLog(source, line.ordinal);
  const bothNumbered = quote.line !== null && place.line !== null;
  return quote.log === place.log && quote.time === isoTime(line.time) && (!bothNumbered || quote.line === place.line);
}
