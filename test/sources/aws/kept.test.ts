// What is kept of a build that is over, and when AWS is asked again all the same. The store here is a map; that on disk has its own tests.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Build } from '../../../src/replay/account/account.ts';
import type { FaultRule } from '../../../src/replay/faults.ts';
import type { EvidenceStore } from '../../../src/sources/aws/evidence-store.ts';
import { readImage } from '../../../src/sources/aws/image.ts';
import { listImages } from '../../../src/sources/aws/list.ts';
import {
  actions,
  FAILED,
  failedBuild,
  image,
  logGroup,
  longStream,
  open,
  readAll,
  readLast,
  stack,
  stackEvents,
  type Opened,
} from './recorded.ts';

const ID = 'ubuntu20';
const MINUTE_MS = 60_000;
const LONG = failedBuild(ID, { logGroup: logGroup(ID, [{ name: '3.4.1/1', parts: longStream() }]) });

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: FAILED + 60 * MINUTE_MS }));
afterEach(() => void vi.useRealTimers());

interface Memory extends EvidenceStore {
  readonly kept: Map<string, Evidence>;
}

function memory(): Memory {
  const kept = new Map<string, Evidence>();
  const names = new Set<string>();
  return {
    kept,
    mayHave: ({ id, region }) => names.has(`${region} ${id}`),
    recall: async ({ identity }) => kept.get(identity) ?? null,
    keep: async ({ id, region, identity }, evidence) => {
      names.add(`${region} ${id}`);
      kept.set(identity, evidence);
    },
  };
}

/** An account that tells of a build as it is now. */
async function opened(store: EvidenceStore, build: Build = failedBuild(ID)): Promise<Opened> {
  return open([build], { connect: { store } });
}

async function firstOf(account: Opened): Promise<Evidence | undefined> {
  for await (const evidence of readImage(account.aws, ID, { full: false })) return evidence;
  return undefined;
}

/** What a second reading asks for. */
async function askedAgain(account: Opened, read: () => Promise<unknown>): Promise<string[]> {
  const before = account.replay.requests.length;
  await read();
  return actions(account).slice(before);
}

test('a second reading asks only for the stack, and is the same', async () => {
  const account = await opened(memory());
  const first = await readAll(account, ID);
  let second: readonly Evidence[] = [];
  expect(await askedAgain(account, async () => (second = await readAll(account, ID)))).toEqual(['DescribeStacks']);
  expect(second).toEqual(first);
});

test('a build that was listed is asked for nothing', async () => {
  const account = await opened(memory());
  const [listed] = (await listImages(account.aws)).stacks;
  await readAll(account, ID, { full: false, listed });
  expect(await askedAgain(account, () => readAll(account, ID, { full: true, listed }))).toEqual([]);
});

test('a first reading asks for no more than without a store', async () => {
  const account = await opened(memory());
  await readAll(account, ID);
  const without = await open([failedBuild(ID)]);
  await readAll(without, ID);
  expect(actions(account).sort()).toEqual(actions(without).sort());
});

test.each([
  ['CREATE_IN_PROGRESS', 'BUILDING'],
  ['ROLLBACK_IN_PROGRESS', 'FAILED'],
  ['DELETE_IN_PROGRESS', 'FAILED'],
  ['CREATE_COMPLETE', 'AVAILABLE'],
  ['CREATE_FAILED', 'TESTING'],
  ['DELETE_FAILED', 'AVAILABLE'],
])('nothing is kept of a stack that is %s while its image is %s', async (status, imageStatus) => {
  const store = memory();
  const build = failedBuild(ID, { stack: stack(ID, { status }), image: image(ID, { status: imageStatus }) });
  await readAll(await opened(store, build), ID);
  expect(store.kept.size).toBe(0);
});

test.each(['CREATE_FAILED', 'DELETE_FAILED', 'ROLLBACK_COMPLETE'])('a stack that is %s is kept', async (status) => {
  const store = memory();
  await readAll(await opened(store, failedBuild(ID, { stack: stack(ID, { status }) })), ID);
  expect(store.kept.size).toBe(1);
});

test('a log that may still be arriving is not kept', async () => {
  const store = memory();
  const account = await opened(store);
  vi.setSystemTime(FAILED + 5 * MINUTE_MS);
  await readAll(account, ID);
  expect(store.kept.size).toBe(0);
});

test.each(['DescribeStackEvents', 'DescribeLogStreams', 'GetImage', 'GetLogEvents'])(
  'where %s is denied, throttled or fails, nothing is kept',
  async (action) => {
    const faults: FaultRule['fault'][] = [{ kind: 'deny' }, { kind: 'throttle' }];
    for (const fault of faults) {
      const store = memory();
      const account = await opened(store);
      account.replay.fail({ action, fault });
      const last = await readLast(account, ID);
      expect(last.gaps).not.toEqual([]);
      expect(store.kept.size).toBe(0);
    }
  },
);

test('a build that never had a log is kept: it will not get one', async () => {
  const account = await opened(memory(), failedBuild(ID, { logGroup: null }));
  const [first] = await readAll(account, ID);
  expect(first?.gaps).toHaveLength(1);
  expect(await askedAgain(account, () => readAll(account, ID))).toEqual(['DescribeStacks']);
});

test('the reading goes on to AWS where what is kept does not go back far enough, and the better evidence is kept', async () => {
  const store = memory();
  const account = await opened(store, LONG);
  const end = await firstOf(account);
  expect(end?.logs[0]?.complete).toBe(false);
  const [again, ...further] = await readAll(account, ID);
  expect(again).toEqual(end);
  expect(further.at(-1)).toEqual(await readLast(await open([LONG]), ID));
  expect([...store.kept.values()]).toEqual([further.at(-1)]);
  expect(await askedAgain(account, () => readAll(account, ID, { full: true }))).toEqual(['DescribeStacks']);
});

test('nobody who wants all of a log is given a part of it', async () => {
  const account = await opened(memory(), LONG);
  await firstOf(account);
  const read = await readAll(account, ID, { full: true });
  expect(read.map(({ logs }) => logs[0]?.complete)).toEqual([true]);
});

test('where the reading may not go on, what was kept stands, and a gap says why there is no more', async () => {
  const store = memory();
  const account = await opened(store, LONG);
  const end = await firstOf(account);
  account.replay.fail({ action: 'GetLogEvents', fault: { kind: 'deny' } });
  const last = await readLast(account, ID);
  expect(last.lines).toEqual(end?.lines);
  expect(last.gaps.map(({ why }) => why).join()).toContain('logs:GetLogEvents was denied');
  expect([...store.kept.values()]).toEqual([end]);
});

const REBUILT = stack(ID).id.replace('0c9f3a10', '77777777');
test.each([
  ['was built again', { id: REBUILT }],
  ['could not be deleted', { status: 'DELETE_FAILED' }],
  ['gives another reason', { reason: 'another' }],
  ['is being deleted', { status: 'DELETE_IN_PROGRESS', events: stackEvents(ID) }],
])('what is kept is of no use when the stack %s', async (_what, change) => {
  const store = memory();
  await readAll(await opened(store), ID);
  const account = await opened(store, failedBuild(ID, { stack: stack(ID, change) }));
  await readAll(account, ID);
  expect(actions(account)).toContain('GetLogEvents');
});

test('another server that tells of the same stack is asked', async () => {
  const store = memory();
  await readAll(await opened(store), ID);
  const another = await opened(store);
  await readAll(another, ID);
  expect(actions(another)).toContain('GetLogEvents');
});

test('a log that was deleted since is still known', async () => {
  const account = await opened(memory());
  const first = await readLast(account, ID);
  account.replay.fail({ action: 'DescribeLogStreams', fault: { kind: 'deny' } });
  expect(await readLast(account, ID)).toEqual(first);
});

test('an image whose stack is gone is not there, whatever is kept of it', async () => {
  const store = memory();
  await readAll(await opened(store), ID);
  const gone = await opened(store, failedBuild(ID, { stack: null, logGroup: null }));
  await expect(readAll(gone, ID)).rejects.toMatchObject({ exitCode: 8 });
});
