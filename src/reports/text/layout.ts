// The few shapes of which a page for people is made: paragraphs, rows, quotes, commands. Text is wrapped before it is painted, and
// what a person copies (a command, a URL) is never broken, even where it is wider than the page.

import wrapAnsi from 'wrap-ansi';
import type { Palette } from '../palette.ts';

export interface Page {
  readonly palette: Palette;
  /** Columns of a terminal. */
  readonly width: number;
}

type Paint = (text: string) => string;

const URL = /\b[a-z][a-z0-9+]{1,15}:\/\/\S/i;

/** A build can print a line of any length; this much of it tells a person what it is. The JSON report has the rest. */
const LONGEST_QUOTE = 480;
const MOST_QUOTED_LINES = 12;

/** Text broken at blanks; a word wider than the page is broken too, unless it is a URL. */
export function wrapped(text: string, width: number): string[] {
  return wrapAnsi(text, width)
    .split('\n')
    .flatMap((line) => (URL.test(line) ? [line] : wrapAnsi(line, width, { hard: true }).split('\n')));
}

/** Lines under a heading; without lines there is no heading either. */
export function headed(title: string | null, lines: readonly string[], page: Page): string[] {
  return title === null || lines.length === 0 ? [...lines] : [page.palette.heading(title), ...lines];
}

/** A paragraph behind a lead such as `1. `; later lines stand under the text of the first. */
export function paragraph(text: string, page: Page, options: { lead?: string; paint?: Paint } = {}): string[] {
  const { lead = '', paint = String } = options;
  const indent = ' '.repeat(lead.length);
  return wrapped(text, page.width - lead.length).map((line, index) => `${index === 0 ? lead : indent}${paint(line)}`);
}

const NO_BREAK_SPACE = '\u00a0';

/** Pieces in a row, broken between two pieces where the page allows it. */
export function inPieces(
  pieces: readonly string[],
  between: string,
  page: Page,
  options: { lead?: string; paint?: Paint } = {},
): string[] {
  const text = pieces.map((piece) => piece.replaceAll(' ', NO_BREAK_SPACE)).join(between);
  return paragraph(text, page, options).map((line) => line.replaceAll(NO_BREAK_SPACE, ' '));
}

/** Two columns: a quiet label and its text. */
export function rows(pairs: readonly (readonly [label: string, text: string])[], page: Page, indent = '  '): string[] {
  const widest = Math.max(0, ...pairs.map(([label]) => label.length));
  return pairs.flatMap(([label, text]) => {
    const lines = wrapped(text, page.width - indent.length - widest - 2);
    return lines.map(
      (line, index) => `${indent}${page.palette.quiet((index === 0 ? label : '').padEnd(widest))}  ${line}`,
    );
  });
}

/** Text of a log, behind a bar, wrapped at the page and cut where it is longer than a person would read. */
export function quoted(text: string, page: Page, options: { indent: string; paint?: Paint }): string[] {
  const { indent, paint = String } = options;
  return shortened(text)
    .flatMap((line) => brokenAnywhere(line, page.width - indent.length - 2))
    .map((line) => `${indent}${page.palette.quiet('│')} ${paint(line.trimEnd())}`);
}

/** The indentation of a line tells something; the blank at which it was broken does not. */
function brokenAnywhere(line: string, width: number): string[] {
  const pieces = wrapAnsi(line, width, { hard: true, trim: false }).split('\n');
  return pieces.map((piece, index) => (index === 0 ? piece : piece.trimStart()));
}

/** Lines that are copied: never wrapped. */
export function copied(text: string, page: Page, lead: string): string[] {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${page.palette.code(line)}`);
}

/** As much of a text as a person would read. */
export function clipped(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)} …`;
}

function shortened(text: string): string[] {
  const lines = clipped(text).split('\n');
  return lines.length <= MOST_QUOTED_LINES ? lines : [...lines.slice(0, MOST_QUOTED_LINES), '…'];
}
