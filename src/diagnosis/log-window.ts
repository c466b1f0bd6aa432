// The log around the decisive line, as it was printed: what a maintainer asks for first. Where nothing is decided it is the end of the log.

import type { Quote } from '../model/diagnosis.ts';
import { quote, type Quoting } from './quotes.ts';

const LINES_BEFORE = 12;
const LINES_AFTER = 8;

/** Lines of one log around an event. */
export function windowAround(quoting: Quoting, decisive: number): Quote[] {
  const { events } = quoting.run;
  const stretch = events[decisive]?.stretch;
  return events
    .slice(Math.max(0, decisive - LINES_BEFORE), decisive + LINES_AFTER + 1)
    .filter((event) => event.stretch === stretch)
    .map(({ at }) => quote(quoting, at, at === decisive ? 'cause' : 'context'));
}

/** The last lines of the build log; none where there is no log. */
export function endOfLog(quoting: Quoting): Quote[] {
  const { events } = quoting.run;
  const last = events.findLastIndex(({ line }) => line.witness === 'log');
  if (last < 0) return [];
  return events
    .slice(Math.max(0, last - LINES_BEFORE - LINES_AFTER), last + 1)
    .filter((event) => event.stretch === events[last]?.stretch)
    .map(({ at }) => quote(quoting, at, 'context'));
}
