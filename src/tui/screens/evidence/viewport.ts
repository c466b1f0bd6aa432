// Which rows of a log are on the screen. Without wrapping each row takes one line; with it a row takes as many as its text needs, and only
// rows near the window are ever measured.

import type { RunEvent } from '../../../model/run.ts';
import { neutraliseLine } from '../../../wording/neutralise.ts';
import { grouped } from '../../../wording/counts.ts';
import wrapAnsi from 'wrap-ansi';
import { rowAt, type ReadLog } from './log.ts';

export interface Viewing {
  readonly wrap: boolean;
  readonly times: boolean;
}

export interface Frame extends Viewing {
  readonly width: number;
  readonly height: number;
}

/** A build can print a line of any length; more than this cannot be read in a terminal, and what is left out is said. */
const LONGEST_SHOWN = 8_000;

/** Pointer and mark. */
const SIGNS_WIDTH = 3;
/** `11:20:16.887` */
const TIME_WIDTH = 12;

/** Columns before the text of a line. */
export function gutterWidth({ numberWidth }: ReadLog, { times }: Viewing): number {
  return SIGNS_WIDTH + (numberWidth > 0 ? numberWidth + 1 : 0) + (times ? TIME_WIDTH + 1 : 0);
}

/** What a line shows: its own text, made harmless. */
export function shownText({ line }: RunEvent): string {
  const { text } = line;
  if (text.length <= LONGEST_SHOWN) return neutraliseLine(text);
  return `${neutraliseLine(text.slice(0, LONGEST_SHOWN))}${cutRemark(text.length - LONGEST_SHOWN)}`;
}

/** A line broken to the width of the text column; one that is higher than the window is cut, and says so. */
export function wrappedText(event: RunEvent, log: ReadLog, frame: Frame): readonly string[] {
  const width = Math.max(1, frame.width - gutterWidth(log, frame));
  const pieces = wrapAnsi(shownText(event), width, { hard: true, trim: false }).split('\n');
  if (pieces.length <= frame.height) return pieces;
  const shown = pieces.slice(0, Math.max(1, frame.height - 1));
  const rest = event.line.text.length - shown.join('').length;
  return [...shown, cutRemark(rest).trimStart()].slice(0, frame.height);
}

function cutRemark(characters: number): string {
  return ` … (${grouped(Math.max(0, characters))} more characters in this line)`;
}

/** The rows from `top` that fit, at least one. */
export function rowsFrom(log: ReadLog, top: number, frame: Frame): readonly number[] {
  const seen: number[] = [];
  let left = frame.height;
  for (let row = top; row < log.rows.length && left > 0; row += 1) {
    left -= heightOf(log, row, frame);
    if (left < 0 && seen.length > 0) break;
    seen.push(row);
  }
  return seen;
}

/** The first row so that `row` stands within the frame, moving as little as possible. */
export function topFor(log: ReadLog, { row, top }: { row: number; top: number }, frame: Frame): number {
  if (row <= top) return row;
  return Math.max(top, highestTop(log, row, frame));
}

/** The first row so that `row` stands a third below the upper edge, and the last page stays full. */
export function topAround(log: ReadLog, row: number, frame: Frame): number {
  const third = { ...frame, height: Math.max(1, Math.floor(frame.height / 3)) };
  const wanted = highestTop(log, row, third);
  return Math.max(0, Math.min(wanted, highestTop(log, log.rows.length - 1, frame)));
}

/** The highest first row with which `row` is still seen whole. */
function highestTop(log: ReadLog, row: number, frame: Frame): number {
  if (!frame.wrap) return Math.max(0, row - frame.height + 1);
  let left = frame.height - heightOf(log, row, frame);
  let top = row;
  while (top > 0) {
    left -= heightOf(log, top - 1, frame);
    if (left < 0) break;
    top -= 1;
  }
  return top;
}

function heightOf(log: ReadLog, row: number, frame: Frame): number {
  if (!frame.wrap) return 1;
  const found = rowAt(log, row);
  if (found.kind === 'section') return 1;
  return wrappedText(found.event, log, frame).length;
}
