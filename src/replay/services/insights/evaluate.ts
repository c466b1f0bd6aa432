// Runs a query over the events of a region, one after the other, since a fleet has millions. Two habits of the service are kept because
// clients come to harm by them: events of the same millisecond have no order among each other (here they come backward), and what is over
// the limit is left out without a word.

import { eventBytes } from '../get-log-events.ts';
import { groupsInSight, keptSince } from '../log-groups.ts';
import type { World } from '../service.ts';
import { eventsOf, type LogEvent } from '../stream-events.ts';
import type { Command, Condition, Measure } from './language.ts';

/** Values by the name of their field; times are numbers until they are shown. */
type Row = Map<string, string | number>;

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
  const filters = commands.filter((command) => command.kind === 'filter');
  const stats = commands.find((command) => command.kind === 'stats');
  const collected = stats === undefined ? new Events() : new Groups(stats.measures, stats.by);
  const statistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };
  for (const record of recordsOf(prefixesOf(commands), range, world)) {
    statistics.recordsScanned += 1;
    statistics.bytesScanned += eventBytes(record.event);
    if (!filters.every(({ anyOf }) => anyOf.some((condition) => holds(condition, record)))) continue;
    statistics.recordsMatched += 1;
    collected.add(record);
  }
  const limit = commands.find((command) => command.kind === 'limit')?.limit ?? DEFAULT_LIMIT;
  const shown = stats === undefined ? fieldsOf(commands) : null;
  const rows = sorted(collected.rows(), commands).slice(0, limit);
  return { rows: rows.map((row) => shownRow(row, shown)), statistics };
}

/** The log groups that SOURCE names. */
export function prefixesOf(commands: readonly Command[]): readonly string[] {
  return commands.flatMap((command) => (command.kind === 'source' ? command.prefixes : []));
}

interface LogRecord {
  readonly event: LogEvent;
  readonly log: string;
  readonly stream: string;
}

function* recordsOf(prefixes: readonly string[], { from, to }: Range, world: World): Generator<LogRecord> {
  const until = Math.min(to, world.now);
  for (const group of groupsInSight(world).filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))) {
    const since = Math.max(from, keptSince(group, world));
    const log = `${group.linkedAccount ?? world.account.id}:${group.name}`;
    for (const stream of group.streams) {
      for (const event of eventsOf(stream)) {
        if (event.timestamp >= since && event.timestamp <= until) yield { event, log, stream: stream.name };
      }
    }
  }
}

const FIELDS: Readonly<Record<string, (record: LogRecord) => string | number>> = {
  '@timestamp': ({ event }) => event.timestamp,
  '@ingestionTime': ({ event }) => event.ingestionTime,
  '@message': ({ event }) => event.message,
  '@logStream': ({ stream }) => stream,
  '@log': ({ log }) => log,
  '@ptr': ({ log, stream, event }) => Buffer.from(`${log} ${stream} ${event.timestamp}`).toString('base64'),
};

function valueOf(field: string, record: LogRecord): string | number {
  return FIELDS[field]?.(record) ?? '';
}

function holds(condition: Condition, record: LogRecord): boolean {
  const value = String(valueOf(condition.field, record));
  return condition.kind === 'like' ? condition.regex.test(value) !== condition.not : value === condition.value;
}

/** Events as they are. */
class Events {
  readonly #records: LogRecord[] = [];

  add(record: LogRecord): void {
    this.#records.push(record);
  }

  rows(): Row[] {
    return this.#records
      .toReversed()
      .map((record) => new Map(Object.keys(FIELDS).map((field) => [field, valueOf(field, record)])));
  }
}

/** What `stats … by …` makes of them. */
class Groups {
  readonly #measures: readonly Measure[];
  readonly #by: readonly string[];
  readonly #groups = new Map<string, Row>();

  constructor(measures: readonly Measure[], by: readonly string[]) {
    this.#measures = measures;
    this.#by = by;
  }

  add(record: LogRecord): void {
    const key = this.#by.map((field) => valueOf(field, record)).join('\n');
    const row = this.#groups.get(key) ?? new Map(this.#by.map((field) => [field, valueOf(field, record)]));
    this.#groups.set(key, row);
    for (const measure of this.#measures) row.set(measure.as, measured(measure, row.get(measure.as), record));
  }

  rows(): Row[] {
    return [...this.#groups.values()];
  }
}

function measured(measure: Measure, before: string | number | undefined, record: LogRecord): number {
  if (measure.kind === 'count') return Number(before ?? 0) + 1;
  const value = Number(valueOf(measure.field, record));
  if (before === undefined) return value;
  return measure.kind === 'min' ? Math.min(Number(before), value) : Math.max(Number(before), value);
}

function sorted(rows: readonly Row[], commands: readonly Command[]): readonly Row[] {
  const sort = commands.find((command) => command.kind === 'sort');
  if (sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  const key = (row: Row) => row.get(sort.field) ?? '';
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -sign : sign));
}

function fieldsOf(commands: readonly Command[]): readonly string[] {
  const asked = commands.flatMap((command) => (command.kind === 'fields' ? command.fields : []));
  return [...(asked.length > 0 ? asked : ['@timestamp', '@message']), '@ptr'];
}

/** Null for all of them. */
function shownRow(row: Row, shown: readonly string[] | null) {
  return [...row]
    .filter(([field]) => shown === null || shown.includes(field))
    .map(([field, value]) => ({ field, value: shownValue(field, value) }));
}

/** A time that is a field of the event is shown as one; a time that was worked out is the number it is. */
function shownValue(field: string, value: string | number): string {
  if (field !== '@timestamp' && field !== '@ingestionTime') return String(value);
  return new Date(Number(value)).toISOString().replace('T', ' ').replace('Z', '');
}
