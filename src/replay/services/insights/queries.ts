// StartQuery, GetQueryResults and StopQuery. A query runs on while its client asks for results, and holds one of the account's slots until
// then; results that are asked for too early are partial, and say so only by the status.

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../../wire/aws-error.ts';
import { groupsInSight } from '../log-groups.ts';
import { checked, pageOf, type Input, type World } from '../service.ts';
import { evaluate, prefixesOf, type Found } from './evaluate.ts';
import { QueryMistake, readQuery, type Command } from './language.ts';

export type QueryStatus = 'Complete' | 'Failed' | 'Cancelled' | 'Timeout';

/** What lives of the queries between requests, in all regions. */
export class QueryBook {
  readonly #queries = new Map<string, Query>();
  #started = 0;

  start(query: Omit<Query, 'polls' | 'number' | 'ended'>): string {
    const id = randomUUID();
    this.#queries.set(id, { ...query, polls: 0, number: this.#started, ended: null });
    this.#started += 1;
    return id;
  }

  /** Throws what AWS answers where there is none. */
  find(id: string, region: string): Query {
    const query = this.#queries.get(id);
    if (query?.region !== region)
      throw new AwsError('ResourceNotFoundException', 'The specified query does not exist.');
    return query;
  }

  running(region: string): number {
    return [...this.#queries.values()].filter((query) => query.region === region && query.ended === null).length;
  }
}

interface Query {
  readonly region: string;
  readonly found: Found;
  polls: number;
  /** How many were started before it. */
  readonly number: number;
  ended: QueryStatus | null;
}

const INVALID = 'InvalidParameterException';
const LONGEST_QUERY = 10_000;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_GROUPS = 10_000;
const PAGE_ROWS = 10_000;

const startInput = z.object({
  queryString: z.string().min(1).max(LONGEST_QUERY),
  startTime: z.number().int().min(0),
  endTime: z.number().int().min(0),
  limit: z.number().int().min(1).max(PAGE_ROWS).optional(),
});

export function startQuery(input: Input, world: World): unknown {
  const { queryString, startTime, endTime } = checked(input, startInput, INVALID);
  if (endTime < startTime) throw new AwsError(INVALID, 'End time should not be less than start time.');
  const commands = compiled(queryString);
  refuseWithoutGroups(commands, world);
  if (world.queries.running(world.region) >= world.habits.queriesAtOnce) {
    const limit = `[${world.habits.queriesAtOnce}]`;
    throw new AwsError('LimitExceededException', `Account maximum query concurrency limit of ${limit} reached.`);
  }
  // Seconds, both included.
  const range = { from: startTime * 1000, to: endTime * 1000 + 999 };
  return { queryId: world.queries.start({ region: world.region, found: evaluate(commands, range, world) }) };
}

function compiled(query: string): Command[] {
  try {
    return readQuery(query);
  } catch (error) {
    if (!(error instanceof QueryMistake)) throw error;
    throw new AwsError('MalformedQueryException', error.message, {
      queryCompileError: { location: { startCharOffset: error.from, endCharOffset: error.to }, message: error.message },
    });
  }
}

function refuseWithoutGroups(commands: readonly Command[], world: World): void {
  const prefixes = prefixesOf(commands);
  const groups = groupsInSight(world).filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
  if (prefixes.length === 0) throw new AwsError(INVALID, 'The query names no log group.');
  if (groups.length === 0) {
    throw new AwsError('ResourceNotFoundException', 'No log group matches the SOURCE of the query.');
  }
  if (groups.length > MOST_GROUPS) throw new AwsError(INVALID, `More than ${MOST_GROUPS} log groups match.`);
}

const resultsInput = z.object({
  queryId: z.string().min(1),
  nextToken: z.string().min(1).optional(),
  maxItems: z.number().int().min(1).max(PAGE_ROWS).default(PAGE_ROWS),
});

export function getQueryResults(input: Input, world: World): unknown {
  const asked = checked(input, resultsInput, INVALID);
  const query = world.queries.find(asked.queryId, world.region);
  query.polls += 1;
  if (query.polls > world.habits.queryPolls) query.ended ??= world.habits.queryEndings[query.number] ?? 'Complete';
  const rows = query.ended === 'Complete' ? query.found.rows : query.found.rows.slice(0, query.found.rows.length >> 1);
  const purpose = `query ${asked.queryId}`;
  const { items, next } = pageOf(rows, { token: asked.nextToken, size: asked.maxItems, purpose, world });
  return {
    queryLanguage: 'CWLI',
    results: items,
    statistics: query.found.statistics,
    status: query.ended ?? (query.polls === 1 ? 'Scheduled' : 'Running'),
    ...(query.ended === 'Complete' && { nextToken: next }),
  };
}

const stopInput = z.object({ queryId: z.string().min(1) });

export function stopQuery(input: Input, world: World): unknown {
  const query = world.queries.find(checked(input, stopInput, INVALID).queryId, world.region);
  if (query.ended !== null) throw new AwsError(INVALID, 'The specified query has already ended.');
  query.ended = 'Cancelled';
  return { success: true };
}
