// Queries of Logs Insights to their end: waits, slots, queries that end badly, and answers that are too long for one.
import { describe, expect, test } from 'vitest';
import { Insights, MOST_ROWS } from '../../../src/sources/aws/insights.ts';
import { logsAtLarge } from '../../../src/sources/aws/logs-at-large.ts';
import { actions, failedBuild, logGroup, longStream, open, STARTED, type Opened } from './recorded.ts';

const SOURCE = "SOURCE logGroups(namePrefix: ['/aws/imagebuilder/ParallelClusterImage-'])";
const DAY_MS = 86_400_000;
const RANGE = { from: STARTED - DAY_MS, to: STARTED + DAY_MS };
const LONG = failedBuild('long', { logGroup: logGroup('long', [{ name: '3.4.1/1', parts: longStream() }]) });
const EVENTS = 29_999;

function rows({ aws }: Opened, text = `${SOURCE} | limit ${MOST_ROWS}`) {
  return new Insights(aws).rows({ text, ...RANGE });
}

test('a query is looked at after a second, then after twice as long each time, until it is done', async () => {
  const opened = await open([failedBuild('alpha')], { replay: { queryPolls: 5 } });
  const answer = await rows(opened);
  expect(answer.rows).not.toBeNull();
  expect(answer.bytesScanned).toBeGreaterThan(0);
  expect(opened.waits).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
});

test('an answer that fills the limit is cut: the time is halved until nothing is', async () => {
  const opened = await open([LONG], { replay: { queryPolls: 0 } });
  const answer = await rows(opened);
  expect(answer.gaps).toEqual([]);
  expect(new Set(answer.rows?.map((row) => row.get('@ptr'))).size).toBeGreaterThan(MOST_ROWS);
  expect(answer.rows).toHaveLength(EVENTS);
});

test('a second that holds more than an answer can is a gap, and there are no rows then', async () => {
  const beats = [{ at: null, after: 0, text: 'Stdout: all at once' }];
  const parts = [
    { at: STARTED, after: null, text: 'Step Begin' },
    { times: MOST_ROWS, every: 0, beats },
  ];
  const crowded = failedBuild('crowded', { logGroup: logGroup('crowded', [{ name: '3.4.1/1', parts }]) });
  const answer = await rows(await open([crowded], { replay: { queryPolls: 0 } }));
  expect(answer).toMatchObject({ rows: null, gaps: [{ why: 'a single second has more than 10000 rows' }] });
});

describe.each([
  ['denied', { action: 'StartQuery', fault: { kind: 'deny' } }, 'logs:StartQuery was denied'],
  ['throttled for good', { action: 'StartQuery', fault: { kind: 'throttle' } }, 'throttled'],
  [
    'lost before its results',
    { action: 'GetQueryResults', fault: { kind: 'deny' } },
    'logs:GetQueryResults was denied',
  ],
] as const)('a query that is %s', (_, rule, why) => {
  test('is a gap, and there are no rows', async () => {
    const answer = await rows(await open([failedBuild('alpha')], { replay: { faults: [rule] } }));
    expect(answer.rows).toBeNull();
    expect(answer.gaps.map((gap) => gap.why).join()).toContain(why);
  });
});

test.each(['Failed', 'Cancelled'] as const)(
  'a query that ends as %s is a gap, and its partial rows are none',
  async (end) => {
    const opened = await open([failedBuild('alpha')], { replay: { queryEndings: [end] } });
    const answer = await rows(opened);
    expect(answer).toMatchObject({ rows: null, gaps: [{ why: `the query ended as ${end}` }] });
  },
);

test('a query that AWS could not read is a gap with its words', async () => {
  const answer = await rows(await open([failedBuild('alpha')]), `${SOURCE} | dedup @message`);
  expect(answer).toMatchObject({ rows: null, gaps: [{ why: expect.stringContaining('unexpected symbol') }] });
});

test('a query that took too long is asked again for each half of the time', async () => {
  const opened = await open([failedBuild('alpha')], { replay: { queryEndings: ['Timeout'], queryPolls: 0 } });
  const [whole, halves] = [await rows(await open([failedBuild('alpha')])), await rows(opened)];
  expect(halves.rows).toHaveLength(whole.rows?.length ?? -1);
  expect(actions(opened).filter((action) => action === 'StartQuery')).toHaveLength(3);
});

test('without a free slot it waits for one', async () => {
  const opened = await open([failedBuild('alpha')], { replay: { queriesAtOnce: 1, queryPolls: 0 } });
  const { streams } = await logsAtLarge(new Insights(opened.aws), { words: ['ExitCode '], ...RANGE });
  expect(streams).toHaveLength(1);
  expect(opened.progress).toContainEqual(expect.objectContaining({ kind: 'waiting', call: 'StartQuery' }));
});

test('a query that nobody waits for any more is stopped', async () => {
  const run = new AbortController();
  const opened = await open([failedBuild('alpha')], {
    connect: { signal: run.signal },
    replay: { queryPolls: 100, faults: [{ action: 'GetQueryResults', fault: { kind: 'hang' } }] },
  });
  const asked = rows(opened);
  while (!actions(opened).includes('GetQueryResults')) await new Promise((resolve) => setImmediate(resolve));
  run.abort(new DOMException('over', 'TimeoutError'));
  expect((await asked).gaps.map(({ why }) => why).join()).toContain('not answered within the time');
  expect(actions(opened).at(-1)).toBe('StopQuery');
});

test('streams at large have when they began and ended, and their lines with the words', async () => {
  const opened = await open([LONG], { replay: { queryPolls: 0 } });
  const { streams } = await logsAtLarge(new Insights(opened.aws), { words: ['ExitCode '], ...RANGE });
  expect(streams).toMatchObject([
    {
      account: '111122223333',
      group: '/aws/imagebuilder/ParallelClusterImage-long',
      stream: '3.4.1/1',
      events: EVENTS,
      wordings: expect.arrayContaining([expect.objectContaining({ text: 'CmdExecution: ExitCode 100' })]),
    },
  ]);
  expect(streams?.[0]?.last).toBeGreaterThan(streams?.[0]?.first ?? Infinity);
});
