// Live Tail as a bell, against the replay server: it rings when lines arrive, says when it got only a sample, and is opened again when a session ends.
import { expect, test } from 'vitest';
import type { FaultRule } from '../../../src/replay/faults.ts';
import { Bell } from '../../../src/sources/aws/bell.ts';
import type { TailedStream } from '../../../src/sources/aws/live-tail.ts';
import { ACCOUNT, actions, failedBuild, logGroup, open, REGION, STARTED } from './recorded.ts';

const ID = 'alpha';
const STREAM: TailedStream = {
  groupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/imagebuilder/ParallelClusterImage-${ID}`,
  stream: '3.4.1/1',
};
const BEGAN = STARTED + 120_000;
const HOUR = 3_600_000;

async function opened(faults: readonly FaultRule[] = []) {
  const parts = [
    { at: BEGAN, after: null, text: 'the first' },
    { at: null, after: 1000, text: 'the second' },
    { times: 1200, every: 1, beats: [{ at: null, after: 0, text: 'one of many' }] },
  ];
  const build = failedBuild(ID, { logGroup: logGroup(ID, [{ name: STREAM.stream, parts }]) });
  const account = await open([build], { replay: { faults } });
  account.replay.setClock(BEGAN);
  let now = BEGAN;
  const bell = new Bell(() => now);
  const listen = async () => bell.listen(await account.aws.liveTail(), STREAM);
  return { ...account, bell, listen, clock: (time: number) => account.replay.setClock((now = time)) };
}

/** What the bell has to tell by now. */
function tidings(bell: Bell): () => unknown[] {
  return () => bell.tidings().map((told) => ('state' in told ? [told.state, told.why] : [told.event]));
}

const SOON = { interval: 5 };

test('it rings when lines have arrived', async () => {
  const { bell, listen, clock } = await opened();
  await listen();
  await expect.poll(tidings(bell), SOON).toEqual([['began', null]]);
  const rung = bell.rings();
  clock(BEGAN + 1000);
  await expect(rung).resolves.toBeUndefined();
  expect(bell.tidings()).toEqual([]);
  bell.close();
});

test('of a flood it gets a sample, which is said', async () => {
  const { bell, listen, clock } = await opened();
  await listen();
  await expect.poll(tidings(bell), SOON).toEqual([['began', null]]);
  clock(BEGAN + 60_000);
  await expect.poll(tidings(bell), SOON).toEqual([['sampled']]);
  bell.close();
});

test('after three hours the session ends, and the next one is opened with the reason', async () => {
  const { bell, listen, clock, replay } = await opened();
  await listen();
  await expect.poll(tidings(bell), SOON).toEqual([['began', null]]);
  clock(BEGAN + 3 * HOUR);
  await expect.poll(async () => (await listen(), replay.requests.length), SOON).toBe(2);
  await expect
    .poll(tidings(bell), SOON)
    .toContainEqual(['renewed', expect.stringMatching(/^SessionTimeoutException: /)]);
  bell.close();
});

test('a session that breaks is opened again', async () => {
  const { bell, listen, replay } = await opened([
    { action: 'StartLiveTail', fault: { kind: 'break-session' }, times: 1 },
  ]);
  await listen();
  await expect.poll(async () => (await listen(), replay.requests.length), SOON).toBe(2);
  await expect
    .poll(tidings(bell), SOON)
    .toContainEqual(['renewed', expect.stringMatching(/^SessionStreamingException: /)]);
  bell.close();
});

test('one that breaks every time is given up', async () => {
  const { bell, listen, replay } = await opened([{ action: 'StartLiveTail', fault: { kind: 'reset' } }]);
  const told: unknown[] = [];
  const listening = async () => {
    await listen();
    told.push(...bell.tidings().map((one) => ('state' in one ? one.state : one.event)));
    return told.at(-1);
  };
  await expect.poll(listening, SOON).toBe('ended');
  await listen();
  expect(replay.requests).toHaveLength(3);
});

test('one that may not be opened is given up at once, with the action that is missing', async () => {
  const seen = await opened([{ action: 'StartLiveTail', fault: { kind: 'deny' } }]);
  await seen.listen();
  await expect
    .poll(tidings(seen.bell), SOON)
    .toEqual([['ended', expect.stringContaining('logs:StartLiveTail was denied')]]);
  await seen.listen();
  expect(actions(seen)).toEqual(['StartLiveTail']);
});
