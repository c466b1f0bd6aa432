// Receivers limit the length of texts, and a log can print lines of any length. What is cut says so and how long it was; the JSON report
// is never cut.

import { grouped } from '../wording/counts.ts';
import type { Detail } from './telling/tell.ts';

/** The text, its end replaced by an ellipsis where it has more characters (UTF-16 units) than `most`. */
export function clippedTo(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${wholeCharacters(text.slice(0, most - 1))}…`;
}

/** The same, saying how long it was. */
export function clippedText(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${wholeCharacters(text.slice(0, most))} … (${grouped(text.length)} characters; all of them in the JSON report)`;
}

/** The most detailed of some texts that is not too long; the shortest where all are. */
export function fitting<T>(make: (detail: Detail) => T, fits: (made: T) => boolean): T {
  for (const detail of ['whole', 'main', 'short'] as const) {
    const made = make(detail);
    if (fits(made)) return made;
  }
  return make('title');
}

/** Half of a surrogate pair is no character. */
function wholeCharacters(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}
