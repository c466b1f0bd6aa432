// Runs a query over the events of a region. Two habits of the service are kept because clients come to harm by them: events of the same
// millisecond have no order among each other (here they come backward), and what is over the limit is left out without a word.

import { eventBytes } from '../get-log-events.ts';
import { groupArn, groupsOf, keptSince } from '../log-groups.ts';
import type { World } from '../service.ts';
import { eventsOf, type LogEvent } from '../stream-events.ts';
import type { Command, Condition, Measure } from './language.ts';

/** Fields by name; times are numbers until they are shown. */
type Row = Readonly<Record<string, string | number>>;

export interface Range {
  /** Milliseconds since the epoch, both included. */
  readonly from: number;
  readonly to: number;
}

export interface Found {
  readonly rows: readonly (readonly { readonly field: string; readonly value: string }[])[];
  readonly statistics: {
    readonly recordsMatched: number;
    readonly recordsScanned: number;
    readonly bytesScanned: number;
  };
}

/** AWS's own where the query has none. */
const DEFAULT_LIMIT = 10_000;

export function evaluate(commands: readonly Command[], range: Range, world: World): Found {
  const prefixes = commands.flatMap((command) => (command.kind === 'source' ? command.prefixes : []));
  const scanned = recordsOf(prefixes, range, world);
  const matched = commands.reduce<readonly Row[]>(
    (rows, command) => (command.kind === 'filter' ? rows.filter((row) => passes(row, command.anyOf)) : rows),
    scanned.rows,
  );
  const stats = commands.find((command) => command.kind === 'stats');
  const rows = stats === undefined ? matched.toReversed() : grouped(matched, stats.measures, stats.by);
  const limit = commands.find((command) => command.kind === 'limit')?.limit ?? DEFAULT_LIMIT;
  const shown = fieldsOf(commands);
  return {
    rows: sorted(rows, commands)
      .slice(0, limit)
      .map((row) => shownRow(row, shown)),
    statistics: { recordsMatched: matched.length, recordsScanned: scanned.rows.length, bytesScanned: scanned.bytes },
  };
}

function recordsOf(prefixes: readonly string[], { from, to }: Range, world: World) {
  const rows: Row[] = [];
  let bytes = 0;
  for (const group of groupsOf(world).filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))) {
    const since = Math.max(from, keptSince(group, world));
    const log = `${world.account.id}:${group.name}`;
    for (const stream of group.streams) {
      for (const [index, event] of eventsOf(stream).entries()) {
        if (event.timestamp < since || event.timestamp > Math.min(to, world.now)) continue;
        bytes += eventBytes(event);
        const pointer = Buffer.from(`${groupArn(group.name, world)} ${stream.name} ${index}`).toString('base64');
        rows.push(record(event, { log, stream: stream.name, pointer }));
      }
    }
  }
  return { rows, bytes };
}

function record(event: LogEvent, { log, stream, pointer }: { log: string; stream: string; pointer: string }): Row {
  return {
    '@timestamp': event.timestamp,
    '@ingestionTime': event.ingestionTime,
    '@message': event.message,
    '@logStream': stream,
    '@log': log,
    '@ptr': pointer,
  };
}

function passes(row: Row, anyOf: readonly Condition[]): boolean {
  return anyOf.some((condition) => {
    const value = String(row[condition.field] ?? '');
    return condition.kind === 'like' ? condition.regex.test(value) !== condition.not : value === condition.value;
  });
}

function grouped(rows: readonly Row[], measures: readonly Measure[], by: readonly string[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((field) => row[field]));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => ({
    ...Object.fromEntries(by.flatMap((field) => (group[0]?.[field] === undefined ? [] : [[field, group[0][field]]]))),
    ...Object.fromEntries(measures.map((measure) => [measure.as, measured(group, measure)])),
  }));
}

function measured(rows: readonly Row[], measure: Measure): number {
  if (measure.kind === 'count') return rows.length;
  const values = rows.map((row) => Number(row[measure.field]));
  const better = measure.kind === 'min' ? (a: number, b: number) => Math.min(a, b) : Math.max;
  return values.reduce((best, value) => better(best, value));
}

function sorted(rows: readonly Row[], commands: readonly Command[]): readonly Row[] {
  const sort = commands.find((command) => command.kind === 'sort');
  if (sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  const key = (row: Row) => row[sort.field] ?? '';
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -sign : sign));
}

/** Null for what a `stats` leaves. */
function fieldsOf(commands: readonly Command[]): readonly string[] | null {
  if (commands.some(({ kind }) => kind === 'stats')) return null;
  const asked = commands.flatMap((command) => (command.kind === 'fields' ? command.fields : []));
  return [...(asked.length > 0 ? asked : ['@timestamp', '@message']), '@ptr'];
}

function shownRow(row: Row, shown: readonly string[] | null) {
  return (shown ?? Object.keys(row))
    .filter((field) => row[field] !== undefined)
    .map((field) => ({ field, value: shownValue(field, row[field] ?? '') }));
}

/** A time that is a field of the event is shown as one; a time that was worked out is the number it is. */
function shownValue(field: string, value: string | number): string {
  if (field !== '@timestamp' && field !== '@ingestionTime') return String(value);
  return new Date(Number(value)).toISOString().replace('T', ' ').replace('Z', '');
}
