// Runs queries of CloudWatch Logs Insights to their end. What is over a query's limit is left out without a word, so that an answer that
// fills it counts as cut: the time range is halved until no part of it does. An answer of a query that is not complete is no answer.

import type { ResultField } from '@aws-sdk/client-cloudwatch-logs';
import type { Gap } from '../../model/evidence.ts';
import { ofProfile } from '../../wording/of-profile.ts';
import type { AwsAccount } from './account.ts';
import type { CloudWatchLogs, QueryPage, QueryToStart } from './cloudwatch-logs.ts';
import { gapOf } from './meanings.ts';
import { look } from './seen.ts';

/** Values of one row by the name of their field. */
export type QueryRow = ReadonlyMap<string, string>;

export interface Answer {
  /** Null where not all of them could be had. */
  readonly rows: readonly QueryRow[] | null;
  readonly bytesScanned: number;
  readonly gaps: readonly Gap[];
}

/** As many as an answer holds on one page. */
export const MOST_ROWS = 10_000;

/** A query over little text is done within seconds; each look at it is a call. */
const FIRST_LOOK_MS = 1000;
const LONGEST_PAUSE_MS = 8000;
/** Times are asked for in whole seconds. */
const SHORTEST_RANGE_MS = 2000;

/** Queries that run in one region; whoever ends the run stops them. */
export class Insights {
  readonly #account: AwsAccount;
  readonly #running = new Set<string>();

  constructor(account: AwsAccount) {
    this.#account = account;
  }

  /**
   * All rows of a query that ends in `limit MOST_ROWS`; where the range had to be divided, those of its parts one after the other. Throws
   * Trouble for bad credentials and when AWS cannot be reached.
   */
  async rows(query: QueryToStart): Promise<Answer> {
    const answer = await this.#run(query);
    const isCut = answer.rows === null ? answer.isTooLong : answer.rows.length >= MOST_ROWS;
    if (!isCut) return answer;
    if (query.to - query.from < SHORTEST_RANGE_MS) return { ...answer, rows: null, gaps: [tooMany(this.#account)] };
    const middle = Math.floor((query.from + query.to) / 2000) * 1000;
    const older = await this.rows({ ...query, to: middle - 1000 });
    const newer = await this.rows({ ...query, from: middle });
    return {
      rows: older.rows && newer.rows && [...older.rows, ...newer.rows],
      bytesScanned: answer.bytesScanned + older.bytesScanned + newer.bytesScanned,
      gaps: [...older.gaps, ...newer.gaps],
    };
  }

  /** Ends what still runs: a query that nobody waits for goes on scanning. */
  async stop(): Promise<void> {
    const logs = await this.#account.logs();
    await Promise.all([...this.#running].map((id) => logs.stopQuery(id)));
    this.#running.clear();
  }

  async #run(query: QueryToStart): Promise<Answer & { readonly isTooLong: boolean }> {
    const logs = await this.#account.logs();
    const started = await look(logs.startQuery(query));
    if (started.failure) return lost([gapOf(started.failure, whatOf(this.#account))]);
    this.#running.add(started.value);
    try {
      return await this.#results(started.value, logs);
    } finally {
      if (this.#running.delete(started.value)) await logs.stopQuery(started.value);
    }
  }

  async #results(id: string, logs: CloudWatchLogs): Promise<Answer & { readonly isTooLong: boolean }> {
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await this.#account.pause(pause);
      const { value: page, failure } = await look(logs.queryResults(id, undefined));
      if (!page) return lost([gapOf(failure, whatOf(this.#account))]);
      if (page.status === 'Scheduled' || page.status === 'Running') continue;
      this.#running.delete(id);
      if (page.status !== 'Complete') return ended(page, this.#account);
      return this.#pages(id, page, logs);
    }
  }

  async #pages(id: string, first: QueryPage, logs: CloudWatchLogs): Promise<Answer & { readonly isTooLong: boolean }> {
    const rows = [...first.rows];
    for (let token = first.next; token !== undefined;) {
      const { value: page, failure } = await look(logs.queryResults(id, token));
      if (!page) return lost([gapOf(failure, whatOf(this.#account))]);
      rows.push(...page.rows);
      token = page.next;
    }
    return { rows: rows.map(rowOf), bytesScanned: first.bytesScanned, gaps: [], isTooLong: false };
  }
}

function rowOf(fields: readonly ResultField[]): QueryRow {
  return new Map(fields.map(({ field = '', value = '' }) => [field, value]));
}

function lost(gaps: readonly Gap[]): Answer & { readonly isTooLong: boolean } {
  return { rows: null, bytesScanned: 0, gaps, isTooLong: false };
}

/** A query that ran for an hour: half of the time has half of the text. */
function ended({ status, bytesScanned }: QueryPage, account: AwsAccount): Answer & { readonly isTooLong: boolean } {
  const gap = {
    what: whatOf(account),
    why: `the query ended as ${status ?? 'nothing that is known'}`,
    toSeeIt: 'run again, with a later --since if it happens again',
  };
  return { rows: null, bytesScanned, gaps: [gap], isTooLong: status === 'Timeout' };
}

function tooMany(account: AwsAccount): Gap {
  return {
    what: whatOf(account),
    why: `a single second has more than ${MOST_ROWS} rows`,
    toSeeIt: 'export the logs and give them with --from',
  };
}

function whatOf({ region, profile }: AwsAccount): string {
  return `what CloudWatch Logs Insights says of the builds in ${ofProfile(region, profile)}`;
}
