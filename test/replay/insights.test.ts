// The served Logs Insights: what the language says, how a query goes on from request to request, and what AWS would refuse.
import {
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
  type StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import type { Replay, ReplayOptions } from '../../src/replay/server.ts';
import { clientsOf, GROUP, running, smallAccount, STREAM } from './small-account.ts';

const TALK = `2026-11-20T10:00:00.000Z Step Install
+1s Stdout: ERROR: disk full
+0ms Stdout: ERROR: disk slow
+1s Stdout: all is well
+1s CmdExecution: ExitCode 1
`;
const ACCOUNT = smallAccount({ 'alpha/3.9.1/1.log': TALK });
const SOURCE = "SOURCE logGroups(namePrefix: ['/aws/imagebuilder/ParallelClusterImage-'])";
const DAY = { startTime: Date.UTC(2026, 10, 20) / 1000, endTime: Date.UTC(2026, 10, 21) / 1000 };

async function start(replay: Replay, query: string, more: Partial<StartQueryCommandInput> = {}): Promise<string> {
  const { logs } = clientsOf(replay);
  const { queryId } = await logs.send(new StartQueryCommand({ ...DAY, queryString: query, ...more }));
  return queryId ?? '';
}

function results(replay: Replay, queryId: string, nextToken?: string) {
  return clientsOf(replay).logs.send(new GetQueryResultsCommand({ queryId, nextToken }));
}

/** Rows of a query that is done, each as its values. */
async function rowsOf(query: string, options: ReplayOptions & { from?: number; to?: number } = {}) {
  const { from = DAY.startTime, to = DAY.endTime, ...habits } = options;
  const replay = await running(ACCOUNT, { queryPolls: 0, ...habits });
  const id = await start(replay, query, { startTime: from, endTime: to });
  const { results: rows = [] } = await results(replay, id);
  return rows.map((row) => Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value])));
}

describe('the language', () => {
  test('an event has its time as AWS writes it, and a pointer', async () => {
    const [row] = await rowsOf(`${SOURCE} | fields @timestamp, @message | filter @message like /ExitCode/`);
    expect(row).toMatchObject({ '@timestamp': '2026-11-20 10:00:03.000', '@message': 'CmdExecution: ExitCode 1' });
    expect(row).toHaveProperty('@ptr');
  });

  test.each([
    ['a regular expression', 'filter @message like /disk (full|slow)/', 2],
    ['one that must not be found', 'filter @message not like /^Std/', 2],
    ['either of two', "filter @message like /full/ or @logStream = 'other'", 1],
    ['one after the other', 'filter @message like /ERROR/ | filter @message like /slow/', 1],
    ['a bar and a slash inside of it', String.raw`filter @message like /full|\/nothing/`, 1],
  ])('filter takes %s', async (_, filter, count) => {
    expect(await rowsOf(`${SOURCE} | ${filter}`)).toHaveLength(count);
  });

  test('stats counts by fields, and a time that was worked out is a number', async () => {
    const stats = 'stats count(*) as events, min(@timestamp) as first, max(@timestamp) as last by @log, @logStream';
    const at = Date.UTC(2026, 10, 20, 10);
    expect(await rowsOf(`${SOURCE} | ${stats}`)).toEqual([
      {
        '@log': `111122223333:${GROUP}`,
        '@logStream': STREAM,
        events: '5',
        first: String(at),
        last: String(at + 3000),
      },
    ]);
  });

  test('events of one millisecond have no order, whatever the sort', async () => {
    const rows = await rowsOf(`${SOURCE} | fields @message | filter @message like /ERROR/ | sort @timestamp asc`);
    expect(rows.map((row) => row['@message'])).toEqual(['Stdout: ERROR: disk slow', 'Stdout: ERROR: disk full']);
  });

  test('the limit cuts without a word; only the statistics know', async () => {
    const replay = await running(ACCOUNT, { queryPolls: 0 });
    const { results: rows, statistics } = await results(replay, await start(replay, `${SOURCE} | limit 2`));
    expect(rows).toHaveLength(2);
    expect(statistics).toMatchObject({ recordsMatched: 5, recordsScanned: 5 });
  });

  test('times are seconds, both included', async () => {
    const second = Date.UTC(2026, 10, 20, 10) / 1000;
    expect(await rowsOf(SOURCE, { from: second + 1, to: second + 2 })).toHaveLength(3);
  });

  test.each([
    ['a command that is not served', `${SOURCE} | dedup @message`, 'dedup'],
    ['a function that is not served', `${SOURCE} | stats avg(@timestamp) as x by @log`, 'avg'],
    ['a broken expression', `${SOURCE} | filter @message like /(/`, '@message like'],
    ['a limit that is too large', `${SOURCE} | limit 100001`, '100001'],
    ['words behind the source', `${SOURCE} nonsense | limit 1`, 'logGroups'],
  ])('%s is refused, and the place is named', async (_, query, at) => {
    const replay = await running(ACCOUNT);
    await expect(start(replay, query)).rejects.toMatchObject({
      name: 'MalformedQueryException',
      queryCompileError: { location: { startCharOffset: query.indexOf(at) } },
    });
  });

  test.each([
    ['names no log group', 'limit 1', 'InvalidParameterException'],
    ['names a prefix that none has', "SOURCE logGroups(namePrefix: ['/aws/lambda/'])", 'ResourceNotFoundException'],
    ['is longer than 10,000 characters', `${SOURCE} | limit 1${' '.repeat(10_000)}`, 'InvalidParameterException'],
  ])('a query that %s is refused', async (_, query, name) => {
    await expect(start(await running(ACCOUNT), query)).rejects.toMatchObject({ name });
  });
});

describe('from request to request', () => {
  test('results that are asked for too early are partial', async () => {
    const replay = await running(ACCOUNT, { queryPolls: 2 });
    const id = await start(replay, SOURCE);
    const seen = [await results(replay, id), await results(replay, id), await results(replay, id)];
    expect(seen.map(({ status }) => status)).toEqual(['Scheduled', 'Running', 'Complete']);
    expect(seen.map(({ results: rows }) => rows?.length)).toEqual([2, 2, 5]);
  });

  test('a region has so many slots, and a query that has ended frees its own', async () => {
    const replay = await running(ACCOUNT, { queriesAtOnce: 1 });
    const id = await start(replay, SOURCE);
    await expect(start(replay, SOURCE)).rejects.toMatchObject({ name: 'LimitExceededException' });
    await clientsOf(replay).logs.send(new StopQueryCommand({ queryId: id }));
    expect((await results(replay, id)).status).toBe('Cancelled');
    await expect(start(replay, SOURCE)).resolves.not.toBe(id);
  });

  test('a query may end in other ways, and one that has ended cannot be stopped', async () => {
    const replay = await running(ACCOUNT, { queryPolls: 0, queryEndings: ['Timeout'] });
    const ids = [await start(replay, SOURCE), await start(replay, SOURCE)];
    expect((await results(replay, ids[0] ?? '')).status).toBe('Timeout');
    expect((await results(replay, ids[1] ?? '')).status).toBe('Complete');
    const stop = new StopQueryCommand({ queryId: ids[0] });
    await expect(clientsOf(replay).logs.send(stop)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
