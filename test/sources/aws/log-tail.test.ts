// Reading a long log from its tail: the figures we promise, and that it does not matter how it was read.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Evidence, Gap } from '../../../src/model/evidence.ts';
import { readImage } from '../../../src/sources/aws/image.ts';
import { actions, failedBuild, logGroup, longStream, open, readAll, type Opened } from './recorded.ts';

const LONG = failedBuild('long', { logGroup: logGroup('long', [{ name: '3.4.1/1', parts: longStream() }]) });

async function firstReading({ aws }: Opened): Promise<Evidence> {
  for await (const evidence of readImage(aws, 'long', { full: false })) return evidence;
  throw new Error('nothing was read');
}

function logTexts(evidence: Evidence | undefined): string[] {
  return (evidence?.lines ?? []).filter((line) => line.witness === 'log').map((line) => line.text);
}

test.each([0, 1])(
  'the end of 30,000 events costs at most 8 requests, 3 of them pages, and 3 MB (%i empty pages)',
  async (emptyTailPages) => {
    const opened = await open([LONG], { replay: { emptyTailPages } });
    const evidence = await firstReading(opened);
    expect(logTexts(evidence).at(-1)).toBe('CmdExecution: ExitCode 100');
    expect(opened.replay.requests.length).toBeLessThanOrEqual(8);
    expect(actions(opened).filter((action) => action === 'GetLogEvents').length).toBe(1 + emptyTailPages);
    const bytes = opened.replay.requests.reduce((sum, request) => sum + request.bytes, 0);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(bytes).toBeLessThan(3_000_000);
    expect(evidence.logs[0]).toMatchObject({ complete: false });
    expect(evidence.lines[0]?.ordinal).toBeNull();
  },
);

test('evidence grows after 1, 2, 4, 8 pages and ends with the whole log', async () => {
  const opened = await open([LONG]);
  const readings = await readAll(opened, 'long');
  const sizes = readings.map((evidence) => logTexts(evidence).length);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(readings.map((evidence) => evidence.logs[0]?.complete)).toEqual([false, false, false, false, true]);
  for (const evidence of readings) {
    expect(logTexts(evidence)).toEqual(logTexts(readings.at(-1)).slice(-logTexts(evidence).length));
  }
});

test('from the third reading on the next page is asked for while this one is looked at', async () => {
  const opened = await open([LONG]);
  const pages = () => actions(opened).filter((action) => action === 'GetLogEvents').length;
  const reading = readImage(opened.aws, 'long', { full: false });
  for (const read of [1, 2]) {
    await reading.next();
    await sleep(50);
    expect(pages()).toBe(read);
  }
  await reading.next();
  await expect.poll(pages).toBe(5);
  await reading.next();
  await expect.poll(pages).toBe(9);
  await reading.return(undefined);
});

test('what was asked for ahead counts, whatever is denied behind it', async () => {
  const opened = await open([LONG]);
  const reading = readImage(opened.aws, 'long', { full: false });
  await reading.next();
  await reading.next();
  const third = await reading.next();
  await expect.poll(() => actions(opened).filter((action) => action === 'GetLogEvents').length).toBe(5);
  opened.replay.fail({ action: 'GetLogEvents', fault: { kind: 'deny' } });
  const fourth = await reading.next();
  expect(fourth.value?.gaps.map(({ why }: Gap) => why).join()).toContain('logs:GetLogEvents was denied');
  expect(logTexts(fourth.value).length).toBeGreaterThan(logTexts(third.value).length);
});

test('the whole log is the same whether it is read at once or page by page', async () => {
  const opened = await open([LONG]);
  const [whole, ...more] = await readAll(opened, 'long', { full: true });
  expect(more).toEqual([]);
  expect(whole).toEqual((await readAll(opened, 'long')).at(-1));
  expect(whole?.logs[0]).toMatchObject({ events: 29_999, complete: true });
  expect(whole?.lines.findLast((line) => line.witness === 'log')?.ordinal).toBe(29_999);
});

test('empty pages at the tail are passed over', async () => {
  const opened = await open([failedBuild('ubuntu20')], { replay: { emptyTailPages: 5 } });
  const readings = await readAll(opened, 'ubuntu20');
  expect(logTexts(readings.at(-1))).toHaveLength(5);
  expect(actions(opened).filter((action) => action === 'GetLogEvents')).toHaveLength(7);
});

test('a finished build is read with an end, so that the reading ends', async () => {
  const opened = await open([failedBuild('ubuntu20')]);
  await readAll(opened, 'ubuntu20');
  const asked = opened.replay.requests.filter(({ action }) => action === 'GetLogEvents');
  expect(asked.map(({ input }) => input['startFromHead'])).toEqual([false, false]);
  for (const { input } of asked) expect(input['endTime']).toBeGreaterThan(0);
});

test('pages, bytes and events are told while they are read', async () => {
  const opened = await open([LONG]);
  await readAll(opened, 'long', { full: true });
  const told = opened.progress.filter((progress) => progress.kind === 'reading');
  expect(told[0]).toMatchObject({ what: '3.4.1/1', pages: 1 });
  expect(told.at(-1)).toMatchObject({ events: 29_999 });
  expect(told.at(-1)?.bytes).toBeGreaterThan(10_000_000);
});
