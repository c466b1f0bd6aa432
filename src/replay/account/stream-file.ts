// Reads a log stream as a person writes it: `<ISO time> message` lines as in an exported log, continuation lines without a time,
// `+35ms message` for an event so long after the one before, and `@repeat 400 every 30ms` … `@end` so that a stream of 30,000
// events need not be typed. A carriage return, which editors and git would lose, is written ␍.

import { badFile, type Spot } from './bad-file.ts';
import type { Beat, Repeat, Stream, StreamPart } from './account.ts';

interface Draft {
  readonly at: number | null;
  readonly after: number | null;
  readonly lines: string[];
  readonly spot: Spot;
}

interface Block {
  readonly times: number;
  readonly every: number;
  readonly drafts: Draft[];
  readonly spot: Spot;
}

interface Reading {
  readonly parts: (Draft | Block)[];
  /** The block that has not ended yet. */
  open: Block | null;
}

interface Row {
  readonly text: string;
  readonly found: RegExpExecArray;
  readonly spot: Spot;
}

/** What a line may be; the first that fits takes it. */
const ROWS: readonly { readonly pattern: RegExp; readonly take: (row: Row, reading: Reading) => void }[] = [
  { pattern: /^@#/, take: () => undefined },
  { pattern: /^@repeat (\d+)(?: every (\d+)(ms|s))?\s*$/, take: openBlock },
  { pattern: /^@end\s*$/, take: closeBlock },
  { pattern: /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)(?: |$)/, take: beginAt },
  { pattern: /^\+(\d+)(ms|s)(?: |$)/, take: beginAfter },
  { pattern: /^/, take: goOn },
];

/** Reads one stream file; `name` is the stream's name, `file` what errors call the file. */
export function readStreamFile(text: string, { name, file }: { name: string; file: string }): Stream {
  const reading: Reading = { parts: [], open: null };
  for (const [index, row] of text.replace(/\n$/, '').split('\n').entries()) {
    takeRow(row, { reading, spot: { file, line: index + 1 } });
  }
  if (reading.open) throw badFile(reading.open.spot, '@repeat has no @end');
  return { name, parts: finished(reading.parts) };
}

function takeRow(text: string, { reading, spot }: { reading: Reading; spot: Spot }): void {
  for (const { pattern, take } of ROWS) {
    const found = pattern.exec(text);
    if (found) return take({ text, found, spot }, reading);
  }
}

function openBlock({ found, spot }: Row, reading: Reading): void {
  if (reading.open) throw badFile(spot, '@repeat inside @repeat');
  const [, times, every = '0', unit = 'ms'] = found;
  reading.open = { times: Number(times), every: milliseconds(every, unit), drafts: [], spot };
  reading.parts.push(reading.open);
}

function closeBlock({ spot }: Row, reading: Reading): void {
  if (!reading.open) throw badFile(spot, '@end without @repeat');
  reading.open = null;
}

function beginAt({ text, found: [whole, time = ''], spot }: Row, reading: Reading): void {
  if (reading.open) throw badFile(spot, 'a time of day inside @repeat; use +0ms, +35ms');
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw badFile(spot, `no such time: ${time}`);
  reading.parts.push({ at, after: null, lines: [text.slice(whole.length)], spot });
}

function beginAfter({ text, found: [whole, count = '0', unit = 'ms'], spot }: Row, reading: Reading): void {
  const draft = { at: null, after: milliseconds(count, unit), lines: [text.slice(whole.length)], spot };
  (reading.open?.drafts ?? reading.parts).push(draft);
}

/** A line without a time continues the event before it; as the first line of a block it is an event. */
function goOn({ text, spot }: Row, reading: Reading): void {
  const last = (reading.open?.drafts ?? reading.parts).at(-1);
  if (last && 'lines' in last) last.lines.push(text);
  else if (reading.open) reading.open.drafts.push({ at: null, after: 0, lines: [text], spot });
  else throw badFile(spot, 'a line that continues an event, but no event is before it');
}

function milliseconds(count: string, unit: string): number {
  return Number(count) * (unit === 's' ? 1000 : 1);
}

/** Turns drafts into parts and holds the two rules about time: a stream begins at a time, and never goes back. */
function finished(parts: readonly (Draft | Block)[]): StreamPart[] {
  let now: number | null = null;
  return parts.map((part) => {
    if (now === null && ('drafts' in part || part.at === null))
      throw badFile(part.spot, 'the first event needs a time');
    now = 'drafts' in part ? (now ?? 0) + blockLength(part) : nextTime(part, now);
    return 'drafts' in part ? repeat(part) : beat(part);
  });
}

function nextTime(draft: Draft, now: number | null): number {
  const at = draft.at ?? (now ?? 0) + (draft.after ?? 0);
  if (now !== null && at < now) {
    throw badFile(draft.spot, `goes back in time: ${iso(at)} after ${iso(now)}`);
  }
  return at;
}

function blockLength(block: Block): number {
  const inside = block.drafts.reduce((sum, draft) => sum + (draft.after ?? 0), 0);
  return block.times === 0 ? 0 : (block.times - 1) * Math.max(block.every, inside) + inside;
}

function beat(draft: Draft): Beat {
  return { at: draft.at, after: draft.after, text: draft.lines.join('\n').replaceAll('␍', '\r') };
}

function repeat(block: Block): Repeat {
  if (block.drafts.length === 0) throw badFile(block.spot, '@repeat with nothing in it');
  return { times: block.times, every: block.every, beats: block.drafts.map(beat) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
