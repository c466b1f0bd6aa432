// Long work as one line on stderr that is rewritten in place, for a person at a terminal. Waits are always shown, because a person who
// sees "throttled" does not think the tool hangs.

import type { OnProgress, Progress } from '../model/progress.ts';
import { bytes, count } from '../wording/counts.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { duration } from '../wording/time.ts';

export interface ProgressLine {
  readonly onProgress: OnProgress;
  /** Takes the line away, so that other output can stand in its place. */
  readonly clear: () => void;
}

/** Faster than a person reads, slower than a terminal flickers. */
const REDRAW_EVERY_MS = 80;

/** Goes to the start of the terminal's line and erases it. */
export const CLEAR_LINE = '\r\u001b[2K';

export const NO_PROGRESS: ProgressLine = { onProgress: () => {}, clear: () => {} };

interface Screen {
  readonly columns: number;
  write(text: string): unknown;
}

/** A progress line on a screen; `now` gives milliseconds. The many pages that are read must not keep away how many builds are done. */
export function createProgress(screen: Screen, now: () => number = Date.now): ProgressLine {
  const drawnAt = new Map<Progress['kind'], number>();
  let isShown = false;
  return {
    onProgress: (progress) => {
      if (progress.kind !== 'waiting' && now() - (drawnAt.get(progress.kind) ?? -Infinity) < REDRAW_EVERY_MS) return;
      screen.write(`${CLEAR_LINE}${fitting(said(progress), screen.columns)}`);
      drawnAt.set(progress.kind, now());
      isShown = true;
    },
    clear: () => {
      if (isShown) screen.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

/** `reading 3.4.1/1: 3 pages, 2.6 MB, 12,000 events` */
export function said(progress: Progress): string {
  if (progress.kind === 'reading') return `reading ${progress.what}: ${amounts(progress)}`;
  if (progress.kind === 'waiting') return `${whoMakesUsWait(progress)}, ${chances(progress)}`;
  if (progress.kind === 'listing') return `listing ${progress.what}: ${progress.found} found`;
  if (progress.kind === 'watching') return `watching ${progress.image}: ${whereItIs(progress)}`;
  return `diagnosing ${progress.image}, ${progress.done} of ${progress.of} done`;
}

function whereItIs({ step, forMs, usuallyMs, events }: Extract<Progress, { kind: 'watching' }>): string {
  const since = forMs === null ? '' : ` for ${duration(forMs)}`;
  const usually = usuallyMs === null ? '' : ` (last time ${duration(usuallyMs)})`;
  return [...(step === null ? [] : [`${step.name}${since}${usually}`]), count(events, 'event')].join(', ');
}

function amounts({ pages, bytes: size, events }: Extract<Progress, { kind: 'reading' }>): string {
  return [pages > 0 ? count(pages, 'page') : null, bytes(size), count(events, 'event')]
    .filter((part) => part !== null)
    .join(', ');
}

function whoMakesUsWait({ why, call }: Extract<Progress, { kind: 'waiting' }>): string {
  return why === 'throttled' ? `throttled by ${call}` : `${call}: ${why}`;
}

function chances({ seconds: wait, attempt, attempts }: Extract<Progress, { kind: 'waiting' }>): string {
  return `${seconds(wait)} s, attempt ${attempt} of ${attempts}`;
}

function seconds(amount: number): string {
  return amount >= 0.95 ? String(Math.round(amount)) : amount.toFixed(1);
}

/** A line that wraps could not be rewritten; the last column stays free, because some terminals wrap on it. */
function fitting(text: string, columns: number): string {
  const line = neutraliseLine(text);
  const room = Math.max(10, columns || 80) - 1;
  return line.length <= room ? line : `${line.slice(0, room - 1)}…`;
}
