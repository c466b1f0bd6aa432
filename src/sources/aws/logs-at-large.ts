// All build logs of a region at once, as Logs Insights sees them: when each stream began and ended, and its lines that hold one of some
// words. Two queries, whatever the number of builds. Rows of the same stream from several parts of a query are put together here.

import type { Gap } from '../../model/evidence.ts';
import { ALL_LOG_GROUPS } from './build-stack.ts';
import { MOST_ROWS, type Answer, type Insights, type QueryRow } from './insights.ts';

/** Lines of one wording in a stream: when it was said first and last, in milliseconds since the epoch. */
interface Wording {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

export interface StreamAtLarge {
  /** Twelve digits: of another account where this one monitors others. */
  readonly account: string;
  readonly group: string;
  readonly stream: string;
  readonly events: number;
  readonly first: number;
  readonly last: number;
  readonly wordings: readonly Wording[];
}

export interface LogsAtLarge {
  /** Null where not all of them could be seen: a part of them would be a wrong count. */
  readonly streams: readonly StreamAtLarge[] | null;
  readonly bytesScanned: number;
  readonly gaps: readonly Gap[];
}

interface Wanted {
  /** Each at least once in a line that is wanted; letters, digits, blanks and hyphens. */
  readonly words: readonly string[];
  /** Milliseconds since the epoch, both included. */
  readonly from: number;
  readonly to: number;
}

/** How often every event is looked at. */
export const SCANS = 2;

const SOURCE = `SOURCE logGroups(namePrefix: ['${ALL_LOG_GROUPS}'])`;
const SPAN = 'count(*) as events, min(@timestamp) as first, max(@timestamp) as last';

/** Every stream with an event in the time, by two queries. */
export async function logsAtLarge(insights: Insights, { words, from, to }: Wanted): Promise<LogsAtLarge> {
  const [spans, said] = await Promise.all([
    insights.rows({ text: `${SOURCE}\n| stats ${SPAN} by @log, @logStream\n| limit ${MOST_ROWS}`, from, to }),
    insights.rows({
      text: `${SOURCE}\n| filter @message like /${words.join('|')}/\n| stats ${SPAN} by @log, @logStream, @message\n| limit ${MOST_ROWS}`,
      from,
      to,
    }),
  ]);
  const streams = spans.rows && said.rows && streamsOf(spans.rows, said.rows);
  const isReadable = streams === null || streams.every(isDated);
  return {
    streams: isReadable ? streams : null,
    bytesScanned: spans.bytesScanned + said.bytesScanned,
    gaps: [...distinct([spans, said]), ...(isReadable ? [] : [UNREADABLE])],
  };
}

function isDated({ first, last, wordings }: StreamAtLarge): boolean {
  return [first, last, ...wordings.flatMap((wording) => [wording.first, wording.last])].every(Number.isFinite);
}

const UNREADABLE: Gap = {
  what: 'what CloudWatch Logs Insights says of the builds',
  why: 'it writes times in a way that is not known here',
  toSeeIt: 'report it, with the output of `aws logs get-query-results`',
};

function distinct(answers: readonly Answer[]): Gap[] {
  const gaps = answers.flatMap((answer) => answer.gaps);
  return [...new Map(gaps.map((gap) => [gap.why, gap])).values()];
}

function streamsOf(spans: readonly QueryRow[], said: readonly QueryRow[]): StreamAtLarge[] {
  const wordings = grouped(said, streamKey);
  return [...grouped(spans, streamKey)].map(([key, rows]) => ({
    ...named(rows),
    ...span(rows),
    wordings: [...grouped(wordings.get(key) ?? [], (row) => row.get('@message') ?? '')].map(([text, same]) => ({
      text,
      ...span(same),
    })),
  }));
}

function streamKey(row: QueryRow): string {
  return `${row.get('@log')}\n${row.get('@logStream')}`;
}

/** `@log` is `<account>:<name of the group>`. */
function named([row]: readonly QueryRow[]): Pick<StreamAtLarge, 'account' | 'group' | 'stream'> {
  const [, account = '', group = ''] = /^(\d+):(.*)$/.exec(row?.get('@log') ?? '') ?? [];
  return { account, group, stream: row?.get('@logStream') ?? '' };
}

function span(rows: readonly QueryRow[]): { events: number; first: number; last: number } {
  return {
    events: rows.reduce((sum, row) => sum + Number(row.get('events')), 0),
    first: Math.min(...rows.map((row) => millisecondsOf(row.get('first')))),
    last: Math.max(...rows.map((row) => millisecondsOf(row.get('last')))),
  };
}

/** A time that was worked out is a number, `1.674818416887E12` included; written as a date it is UTC without saying so. */
function millisecondsOf(value = ''): number {
  return /^\d{4}-/.test(value) ? Date.parse(`${value.replace(' ', 'T')}Z`) : Math.round(Number(value));
}

function grouped(rows: readonly QueryRow[], keyOf: (row: QueryRow) => string): Map<string, QueryRow[]> {
  const groups = new Map<string, QueryRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
