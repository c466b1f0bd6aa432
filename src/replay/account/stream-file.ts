// Reads a log stream as a person writes it: `<ISO time> message` lines as in an exported log, continuation lines without a time,
// `+35ms message` for an event so long after the one before, and `@repeat 400 every 30ms` … `@end` so that a stream of 30,000
// events need not be typed. A carriage return, which editors and git would lose, is written ␍.
import { badFile, type Spot } from './bad-file.ts';
import type { Beat, Repeat, Stream, StreamPart } from './account.ts';

const ABSOLUTE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)(?: |$)/;
const RELATIVE = /^\+(\d+)(ms|s)(?: |$)/;
const REPEAT = /^@repeat (\d+)(?: every (\d+)(ms|s))?\s*$/;
const END = /^@end\s*$/;
const COMMENT = /^@#/;

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

/** Reads one stream file; `name` is the stream's name, `file` what errors call the file. */
export function readStreamFile(text: string, { name, file }: { name: string; file: string }): Stream {
  const rows = text.replace(/\n$/, '').split('\n');
  const parts: (Draft | Block)[] = [];
  let block: Block | null = null;
  for (const [index, row] of rows.entries()) {
    const spot = { file, line: index + 1 };
    const opened = REPEAT.exec(row);
    if (COMMENT.test(row)) continue;
    if (opened) {
      if (block) throw badFile(spot, '@repeat inside @repeat');
      block = { times: Number(opened[1]), every: milliseconds(opened[2] ?? '0', opened[3] ?? 'ms'), drafts: [], spot };
      parts.push(block);
    } else if (END.test(row)) {
      if (!block) throw badFile(spot, '@end without @repeat');
      block = null;
    } else {
      addRow(row, { list: block ? block.drafts : parts, inBlock: block !== null, spot });
    }
  }
  if (block) throw badFile(block.spot, '@repeat has no @end');
  return { name, parts: finished(parts) };
}

function addRow(row: string, where: { list: (Draft | Block)[]; inBlock: boolean; spot: Spot }): void {
  const begun = beginning(row, where.spot);
  const last = where.list.at(-1);
  if (begun) {
    if (where.inBlock && begun.at !== null) throw badFile(where.spot, 'a time of day inside @repeat; use +0ms, +35ms');
    where.list.push(begun);
  } else if (last && 'lines' in last) {
    last.lines.push(row);
  } else if (where.inBlock) {
    where.list.push({ at: null, after: 0, lines: [row], spot: where.spot });
  } else {
    throw badFile(where.spot, 'a line that continues an event, but no event is before it');
  }
}

function beginning(row: string, spot: Spot): Draft | null {
  const absolute = ABSOLUTE.exec(row);
  if (absolute) {
    const at = Date.parse(absolute[1] ?? '');
    if (Number.isNaN(at)) throw badFile(spot, `no such time: ${absolute[1]}`);
    return { at, after: null, lines: [row.slice(absolute[0].length)], spot };
  }
  const relative = RELATIVE.exec(row);
  if (!relative) return null;
  const after = milliseconds(relative[1] ?? '0', relative[2] ?? 'ms');
  return { at: null, after, lines: [row.slice(relative[0].length)], spot };
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
