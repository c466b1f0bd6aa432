// Searching a log: plain text, as typed. Capitals count only when some are typed, as in less and vim.

import type { ReadLog } from './log.ts';

export interface Search {
  readonly text: string;
  /** Rows that hold it, ascending. */
  readonly hits: readonly number[];
}

/** All rows whose line holds the text; none for an empty text. */
export function searchLog({ rows, run }: ReadLog, text: string): Search {
  const find = finder(text);
  if (find === null) return { text, hits: [] };
  const hits: number[] = [];
  rows.forEach((value, row) => {
    if (value >= 0 && find.test(run.events[value]?.line.text ?? '')) hits.push(row);
  });
  return { text, hits };
}

/** Finds every occurrence in a line; null for an empty text. */
export function finder(text: string, flags = ''): RegExp | null {
  if (text === '') return null;
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(literal, text === text.toLowerCase() ? `${flags}i` : flags);
}

/** The next of ascending places in a direction, around the end if need be; null when there is none. */
export function nextOf(places: readonly number[], from: number, direction: 1 | -1): number | null {
  if (direction === 1) return places.find((place) => place > from) ?? places[0] ?? null;
  return places.findLast((place) => place < from) ?? places.at(-1) ?? null;
}
