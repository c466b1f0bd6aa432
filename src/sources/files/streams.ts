// Puts the logs of all parts in the order of time, and together what is one stream in several files: the numbered parts of a CloudWatch
// export, and pages that somebody fetched one after the other.

import { listed } from '../../wording/counts.ts';
import type { Gap, Line, LogSource } from '../../model/evidence.ts';
import type { Part } from './part.ts';

/** One log with its lines. */
export interface Stream {
  readonly source: LogSource;
  readonly lines: readonly Line[];
}

/** The logs of all parts, log streams before the answers of APIs. */
export function streamsOf(parts: readonly Part[]): Stream[] {
  const all = parts.flatMap(logsOf).filter((stream) => stream.lines.length > 0);
  const logs = unique(all.filter(isLog)).toSorted(byTime);
  return [...withPages(withNumberedParts(logs)), ...all.filter((stream) => !isLog(stream)).toSorted(byName)];
}

function logsOf({ logs, lines }: Part): Stream[] {
  if (logs.length === 1) return logs.map((source) => ({ source, lines }));
  return logs.map((source, index) => ({ source, lines: lines.filter((line) => line.log === index) }));
}

function isLog({ lines }: Stream): boolean {
  return lines[0]?.witness === 'log';
}

function byTime(a: Stream, b: Stream): number {
  return (firstTime(a) ?? Infinity) - (firstTime(b) ?? Infinity) || byName(a, b);
}

function byName(a: Stream, b: Stream): number {
  if (a.source.name === b.source.name) return 0;
  return a.source.name < b.source.name ? -1 : 1;
}

function firstTime({ lines }: Stream): number | null {
  return lines.find((line) => line.time !== null)?.time ?? null;
}

function lastTime({ lines }: Stream): number | null {
  return lines.findLast((line) => line.time !== null)?.time ?? null;
}

/** The same log twice: exported twice, or in the archive and beside it. */
function unique(streams: readonly Stream[]): Stream[] {
  const seen: Stream[] = [];
  for (const stream of streams.toSorted(byName)) if (!seen.some((other) => isSame(other, stream))) seen.push(stream);
  return seen;
}

function isSame(a: Stream, b: Stream): boolean {
  return (
    a.lines.length === b.lines.length &&
    a.lines.every((line, index) => line.text === b.lines[index]?.text && line.time === b.lines[index].time)
  );
}

/** CloudWatch's export tasks cut a stream into `000000.gz`, `000001.gz` and so on, in a folder of the stream's name. */
const NUMBERED = /^(.*)\/(\d{6})(?:\.gz)?$/;

function withNumberedParts(streams: readonly Stream[]): Stream[] {
  const folders = new Map<string, Stream[]>();
  for (const stream of streams) {
    const name = NUMBERED.exec(stream.source.name)?.[1] ?? stream.source.name;
    folders.set(name, [...(folders.get(name) ?? []), stream]);
  }
  return [...folders].map(([name, pieces]) => together(pieces.toSorted(byName), name));
}

/** Numbers that are left out between the first part and the last one there is. */
export function missingParts(parts: readonly Part[]): Gap[] {
  const folders = new Map<string, number[]>();
  for (const { name } of parts) {
    const [, folder, number] = NUMBERED.exec(name) ?? [];
    if (folder !== undefined) folders.set(folder, [...(folders.get(folder) ?? []), Number(number)]);
  }
  return [...folders].flatMap(([folder, numbers]) => {
    const present = new Set(numbers);
    const absent = Array.from({ length: Math.max(...numbers) }, (_, number) => number).filter(
      (one) => !present.has(one),
    );
    return absent.length === 0 ? [] : [absentGap(folder, absent)];
  });
}

function absentGap(folder: string, absent: readonly number[]): Gap {
  const names = absent.map((number) => `${String(number).padStart(6, '0')}.gz`);
  return {
    what: `${listed(names.slice(0, 3))}${names.length > 3 ? ` and ${names.length - 3} more` : ''} of ${folder}`,
    why: 'the export has parts with higher numbers, but not these',
    toSeeIt: `fetch them too: aws s3 sync s3://BUCKET/PREFIX/${folder.split('/').at(-1)} .`,
  };
}

/** A name by which CloudWatch knows a stream; another name is another stream. */
const STREAM_NAME = /(?:^|\/)\d+\.\d+\.\d+[/-]\d+$/;

/** Files without a stream's name of which one begins where the other ends are pages of one stream. */
function withPages(streams: readonly Stream[]): Stream[] {
  const joined: Stream[] = [];
  for (const stream of streams) {
    const before = joined.at(-1);
    const next = before && goesOn(before, stream);
    if (before && next) joined.splice(-1, 1, together([before, next], before.source.name));
    else joined.push(stream);
  }
  return joined;
}

/** The second stream without what the first has already said, or null where it is another one. */
function goesOn(first: Stream, second: Stream): Stream | null {
  if (STREAM_NAME.test(first.source.name) || STREAM_NAME.test(second.source.name)) return null;
  const [end, start] = [lastTime(first), firstTime(second)];
  if (end === null || start === null) return null;
  if (end < start) return second;
  const again = first.lines.length - first.lines.findIndex((line) => line.time !== null && line.time >= start);
  const repeats = second.lines
    .slice(0, again)
    .every((line, index) => line.text === first.lines.at(index - again)?.text);
  if (repeats) return { ...second, lines: second.lines.slice(again) };
  return end === start ? second : null;
}

function together([first, ...others]: readonly Stream[], name: string): Stream {
  if (first === undefined) throw new RangeError('a stream of no pieces');
  if (others.length === 0) return { ...first, source: { ...first.source, name } };
  const pieces = first.source.pieces ?? [{ name: first.source.name, before: 0 }];
  return others.reduce(appended, { ...first, source: { ...first.source, name, pieces } });
}

function appended(whole: Stream, piece: Stream): Stream {
  const before = whole.lines.at(-1)?.ordinal ?? 0;
  const moved = (ordinal: number | null) => (ordinal === null ? null : ordinal + before);
  return {
    source: {
      ...whole.source,
      events: whole.source.events + piece.source.events,
      complete: whole.source.complete && piece.source.complete,
      pieces: [...(whole.source.pieces ?? []), { name: piece.source.name, before }],
    },
    lines: [...whole.lines, ...piece.lines.map((line) => ({ ...line, ordinal: moved(line.ordinal) }))],
  };
}
