// The served GetLogEvents: pages, tokens and bounds, with the surprises that AWS has.
import { GetLogEventsCommand, type GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { eventsOf } from '../../src/replay/services/stream-events.ts';
import { clientsOf, GROUP, longStream, running, smallAccount, STREAM } from './small-account.ts';

const NAMED = { logGroupName: GROUP, logStreamName: STREAM };
const LONG = smallAccount({ 'alpha/3.9.1/1.log': longStream(12_500, 200) });
const WRITTEN = eventsOf(LONG.builds[0]?.logGroup?.streams[0] ?? { name: '', parts: [] });

type Page = GetLogEventsCommandOutput;

function messages(pages: readonly Page[]): (string | undefined)[] {
  return pages.flatMap(({ events = [] }) => events.map(({ message }) => message));
}

/** Reads pages until the server repeats the token it was sent. */
async function walk(send: (token?: string) => Promise<Page>, tokenOf: (page: Page) => string | undefined) {
  const pages = [await send()];
  for (let token = tokenOf(pages[0] ?? never()); ;) {
    const page = await send(token);
    pages.push(page);
    const next = tokenOf(page);
    if (next === token) return pages;
    token = next;
  }
}

function never(): never {
  throw new Error('no page');
}

test('backward pages, put in order, are the whole stream', async () => {
  const { logs } = clientsOf(await running(LONG));
  const pages = await walk(
    (nextToken) => logs.send(new GetLogEventsCommand({ ...NAMED, nextToken })),
    (page) => page.nextBackwardToken,
  );
  expect(messages(pages.toReversed())).toEqual(WRITTEN.map(({ message }) => message));
});

test('forward pages are the whole stream in order', async () => {
  const { logs } = clientsOf(await running(LONG));
  const pages = await walk(
    (nextToken) => logs.send(new GetLogEventsCommand({ ...NAMED, nextToken, startFromHead: true })),
    (page) => page.nextForwardToken,
  );
  expect(messages(pages)).toEqual(WRITTEN.map(({ message }) => message));
});

test('a page holds at most 1 MB, counting each event with 26 bytes more than its text', async () => {
  const { logs } = clientsOf(await running(LONG, { emptyTailPages: 0 }));
  const page = await logs.send(new GetLogEventsCommand(NAMED));
  const bytes = (page.events ?? []).map(({ message = '' }) => Buffer.byteLength(message) + 26);
  const sum = bytes.reduce((total, size) => total + size, 0);
  expect(sum).toBeLessThanOrEqual(1_048_576);
  expect(sum + (bytes[0] ?? 0)).toBeGreaterThan(1_048_576);
});

test('a page holds at most 10,000 events', async () => {
  const account = smallAccount({ 'alpha/3.9.1/1.log': longStream(12_000, 20) });
  const { logs } = clientsOf(await running(account, { emptyTailPages: 0 }));
  expect((await logs.send(new GetLogEventsCommand(NAMED))).events).toHaveLength(10_000);
});

test('an event larger than a page is still delivered', async () => {
  const account = smallAccount({ 'alpha/3.9.1/1.log': longStream(3, 1_100_000) });
  const { logs } = clientsOf(await running(account, { emptyTailPages: 0 }));
  expect((await logs.send(new GetLogEventsCommand(NAMED))).events).toHaveLength(1);
});

test('the tail begins with as many empty pages as asked for, each with another backward token', async () => {
  const { logs } = clientsOf(await running(LONG, { emptyTailPages: 2 }));
  const first = await logs.send(new GetLogEventsCommand(NAMED));
  const second = await logs.send(new GetLogEventsCommand({ ...NAMED, nextToken: first.nextBackwardToken }));
  const third = await logs.send(new GetLogEventsCommand({ ...NAMED, nextToken: second.nextBackwardToken }));
  expect([first, second, third].map((page) => page.events?.length)).toEqual([0, 0, expect.any(Number)]);
  expect(third.events?.at(-1)?.message).toBe(WRITTEN.at(-1)?.message);
  expect(new Set([first, second, third].map((page) => page.nextBackwardToken)).size).toBe(3);
});

test('tokens look like those of AWS', async () => {
  const { logs } = clientsOf(await running(LONG));
  const page = await logs.send(new GetLogEventsCommand(NAMED));
  expect(page.nextForwardToken).toMatch(/^f\/\d{56}\/s$/);
  expect(page.nextBackwardToken).toMatch(/^b\/\d{56}\/s$/);
});

test('a forward token without startFromHead, a foreign token and an invented one are refused', async () => {
  const account = smallAccount({ 'alpha/3.9.1/2.log': longStream(5, 100) });
  const { logs } = clientsOf(await running(account));
  const page = await logs.send(new GetLogEventsCommand(NAMED));
  const refused = [
    { ...NAMED, nextToken: page.nextForwardToken },
    { ...NAMED, logStreamName: '3.9.1/2', nextToken: page.nextBackwardToken },
    { ...NAMED, nextToken: `b/${'1'.repeat(56)}/s` },
  ];
  for (const input of refused) {
    await expect(logs.send(new GetLogEventsCommand(input))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  }
});

test('endTime is exclusive and startTime inclusive', async () => {
  const { logs } = clientsOf(await running(LONG, { emptyTailPages: 0 }));
  const startTime = WRITTEN[100]?.timestamp;
  const endTime = WRITTEN[103]?.timestamp;
  const page = await logs.send(new GetLogEventsCommand({ ...NAMED, startTime, endTime }));
  expect(page.events?.map(({ timestamp }) => timestamp)).toEqual(
    WRITTEN.slice(100, 103).map((event) => event.timestamp),
  );
});

test('a window that ends before it begins is empty, from either end', async () => {
  const { logs } = clientsOf(await running(LONG, { emptyTailPages: 0 }));
  const times = { startTime: WRITTEN[200]?.timestamp, endTime: WRITTEN[100]?.timestamp };
  const tail = await logs.send(new GetLogEventsCommand({ ...NAMED, ...times }));
  const head = await logs.send(new GetLogEventsCommand({ ...NAMED, ...times, startFromHead: true }));
  expect(messages([tail, head])).toEqual([]);
});

test('a limit takes the newest events from the tail and the oldest from the head', async () => {
  const { logs } = clientsOf(await running(LONG, { emptyTailPages: 0 }));
  const tail = await logs.send(new GetLogEventsCommand({ ...NAMED, limit: 2 }));
  const head = await logs.send(new GetLogEventsCommand({ ...NAMED, limit: 2, startFromHead: true }));
  expect(messages([tail])).toEqual(WRITTEN.slice(-2).map(({ message }) => message));
  expect(messages([head])).toEqual(WRITTEN.slice(0, 2).map(({ message }) => message));
});

test('more than 10,000 events are not to be asked for', async () => {
  const { logs } = clientsOf(await running(LONG));
  const asked = logs.send(new GetLogEventsCommand({ ...NAMED, limit: 10_001 }));
  await expect(asked).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a missing group and a missing stream are told apart in the words pcluster looks for', async () => {
  const { logs } = clientsOf(await running(LONG));
  const group = logs.send(
    new GetLogEventsCommand({ ...NAMED, logGroupName: '/aws/imagebuilder/ParallelClusterImage-beta' }),
  );
  const stream = logs.send(new GetLogEventsCommand({ ...NAMED, logStreamName: '3.9.1/7' }));
  await expect(group).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
  await expect(stream).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  });
});

test('a group may be named by its ARN, but not by name and ARN at once', async () => {
  const { logs } = clientsOf(await running(LONG, { emptyTailPages: 0 }));
  const logGroupIdentifier = `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`;
  const page = await logs.send(new GetLogEventsCommand({ logGroupIdentifier, logStreamName: STREAM, limit: 1 }));
  expect(page.events).toHaveLength(1);
  const both = logs.send(new GetLogEventsCommand({ ...NAMED, logGroupIdentifier }));
  await expect(both).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('events later than the clock are not there yet, and arrive when the clock moves on', async () => {
  const account = smallAccount({
    'alpha/3.9.1/1.log': '2026-11-23T03:59:59.000Z now\n2026-11-23T04:00:05.000Z later\n',
  });
  const replay = await running(account);
  const { logs } = clientsOf(replay);
  const first = await logs.send(new GetLogEventsCommand({ ...NAMED, startFromHead: true }));
  replay.setClock(Date.parse('2026-11-23T04:01:00.000Z'));
  const next = { ...NAMED, startFromHead: true, nextToken: first.nextForwardToken };
  const second = await logs.send(new GetLogEventsCommand(next));
  expect(messages([first])).toEqual(['now']);
  expect(messages([second])).toEqual(['later']);
});

test('events older than the retention are gone without an error', async () => {
  const account = smallAccount({
    'alpha/build.yaml': 'region: us-east-1\nlogGroup: { created: 2026-11-01T00:00:00Z, retentionInDays: 3 }\n',
    'alpha/3.9.1/1.log': '2026-11-19T10:00:00.000Z expired\n2026-11-21T10:00:00.000Z kept\n',
  });
  const { logs } = clientsOf(await running(account));
  const page = await logs.send(new GetLogEventsCommand({ ...NAMED, startFromHead: true }));
  expect(messages([page])).toEqual(['kept']);
});
