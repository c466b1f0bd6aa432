// Errands run against a recorded account over real HTTP, with AWS failing in the middle and coming back.
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCatalog } from '../../../src/catalog/shipped.ts';
import { Interruption } from '../../../src/cli/interruption.ts';
import { openSession } from '../../../src/cli/session.ts';
import { FORMATS } from '../../../src/cli/formats.ts';
import { settingsFrom } from '../../../src/cli/settings.ts';
import { createErrands, type Errands } from '../../../src/cli/ui/errands.ts';
import type { ListedImage } from '../../../src/model/image-list.ts';
import { demoAccount } from '../../../src/replay/demo-account.ts';
import { startReplay, type Replay } from '../../../src/replay/server.ts';
import type { News } from '../../../src/tui/news.ts';

const catalog = await openCatalog(null);

interface Scene {
  readonly replay: Replay;
  readonly errands: Errands;
  readonly news: readonly News[];
  /** The next news of a kind, from now on. */
  readonly next: <K extends News['kind']>(kind: K) => Promise<Extract<News, { kind: K }>>;
}

async function scene(): Promise<Scene> {
  const replay = await startReplay(await demoAccount());
  onTestFinished(() => replay.close());
  const news: News[] = [];
  const waiting = new Set<(one: News) => void>();
  const { stdin, stdout, stderr } = process;
  const settings = settingsFrom(
    { redact: true, cache: false },
    { formats: FORMATS, timeoutSeconds: 60, takesProfiles: false },
  );
  const session = openSession(
    settings,
    { stdin, stdout, stderr, env: {}, interruption: new Interruption() },
    { signal: new AbortController().signal },
  );
  const recorded = {
    endpoint: replay.url,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    regions: ['us-east-1', 'eu-west-1'],
  };
  const errands = createErrands({
    session,
    catalog,
    options: { recorded, nowMs: 5 },
    publish: (one) => {
      news.push(one);
      for (const look of waiting) look(one);
    },
    write: () => {},
  });
  const next: Scene['next'] = (kind) =>
    new Promise((resolve) => {
      const look = (one: News) => {
        if (!isOf(one, kind)) return;
        waiting.delete(look);
        resolve(one);
      };
      waiting.add(look);
    });
  return { replay, errands, news, next };
}

function isOf<K extends News['kind']>(news: News, kind: K): news is Extract<News, { kind: K }> {
  return news.kind === kind;
}

async function listed(it: Scene, name = 'ubuntu20-mysql'): Promise<ListedImage> {
  const list = it.next('listed');
  it.errands.run({ kind: 'list' });
  const image = (await list).images.find(({ id }) => id === name);
  if (image === undefined) throw new Error(`the demo has no ${name}`);
  return image;
}

async function opened(it: Scene, image: ListedImage): Promise<Extract<News, { kind: 'log' }>> {
  const log = it.next('log');
  it.errands.run({ kind: 'open-log', image });
  return log;
}

test('the list of all regions, failed builds first', async () => {
  const it = await scene();
  const list = it.next('listed');
  it.errands.run({ kind: 'list' });
  const { images, regions, excuses, nowMs } = await list;
  expect(images.slice(0, 2).map(({ id, status }) => [id, status])).toEqual([
    ['ubuntu24-lab', 'failed'],
    ['rhel9-weekly', 'failed'],
  ]);
  expect([regions, excuses, nowMs]).toEqual([['us-east-1', 'eu-west-1'], [], 5]);
});

test('a diagnosis is told when it begins and when it is made, with secrets hidden', async () => {
  const it = await scene();
  const image = await listed(it);
  const made = it.next('diagnosed');
  it.errands.run({ kind: 'diagnose', image, urgent: false });
  const { key, diagnosis } = await made;
  expect([key, diagnosis.verdict]).toEqual(['us-east-1/ubuntu20-mysql', 'recognised']);
  expect(JSON.stringify(diagnosis)).not.toContain('111122223333');
  expect(it.news).toContainEqual({ kind: 'diagnosing', key });
});

test('a failure that no pattern explains is told with what changed since the last good build, and so is its log', async () => {
  const it = await scene();
  const image = await listed(it, 'ubuntu24-lab');
  const made = it.next('diagnosed');
  it.errands.run({ kind: 'diagnose', image, urgent: false });
  const { diagnosis } = await made;
  expect(diagnosis.changes).toMatchObject({ since: { id: 'ubuntu24-sep', verdict: 'not-failed' } });
  const { read } = await opened(it, image);
  expect(read.diagnosis.changes?.since.id).toBe('ubuntu24-sep');
});

test('when all work is done, the line of work is empty', async () => {
  const it = await scene();
  await listed(it);
  await expect.poll(() => it.news.at(-1)).toEqual({ kind: 'progress', text: null });
});

describe('reading a log further back', () => {
  test('some pages, then all of it, with the numbers of its lines', async () => {
    const it = await scene();
    const first = await opened(it, await listed(it));
    expect(first.read.older).toEqual({ kind: 'unread' });
    const image = await listed(it);
    const more = it.next('log');
    it.errands.run({ kind: 'read-older', image, all: false });
    expect((await more).read.run.events.length).toBeGreaterThan(first.read.run.events.length);
    it.errands.run({ kind: 'read-older', image, all: true });
    await expect.poll(() => lastLog(it)?.older.kind).toBe('none');
    expect(lastLog(it)?.evidence.lines[0]?.ordinal).toBe(1);
    expect(lastLog(it)?.evidence.logs[0]).toMatchObject({ events: 30_000, complete: true });
  });

  test('refused by AWS it is said, what was read stays, and asked again it goes on', async () => {
    const it = await scene();
    const image = await listed(it);
    const first = await opened(it, image);
    it.replay.fail({ action: 'GetLogEvents', fault: { kind: 'deny' } });
    const refused = it.next('log');
    it.errands.run({ kind: 'read-older', image, all: false });
    const { read } = await refused;
    expect(read.older).toMatchObject({
      kind: 'refused',
      excuse: { what: expect.stringContaining('logs:GetLogEvents') },
    });
    expect(read.run.events.length).toBe(first.read.run.events.length);
    it.replay.heal();
    const again = it.next('log');
    it.errands.run({ kind: 'read-older', image, all: false });
    expect((await again).read.run.events.length).toBeGreaterThan(first.read.run.events.length);
  });
});

function lastLog({ news }: Scene) {
  return news.findLast((one) => isOf(one, 'log'))?.read;
}

describe('losing AWS', () => {
  test('before anything was listed: every region says why, and the exit code is that of the trouble', async () => {
    const it = await scene();
    it.replay.fail({ action: '*', fault: { kind: 'expired-token' } });
    const list = it.next('listed');
    it.errands.run({ kind: 'list' });
    const { images, regions, excuses } = await list;
    expect([images, regions]).toEqual([[], []]);
    expect(excuses[0]?.what).toContain('AWS does not accept the credentials');
    expect(it.errands.exitCode()).toBe(6);
    it.replay.heal();
    await listed(it);
    expect(it.errands.exitCode()).toBe(0);
  });

  test('while a build is read: the build says why, and can be read again', async () => {
    const it = await scene();
    const image = await listed(it);
    it.replay.fail({ action: '*', fault: { kind: 'expired-token' } });
    const failed = it.next('not-diagnosed');
    it.errands.run({ kind: 'diagnose', image, urgent: false });
    expect((await failed).excuse.toTry).toContain('get fresh credentials');
    it.replay.heal();
    const made = it.next('diagnosed');
    it.errands.run({ kind: 'diagnose', image, urgent: true });
    expect((await made).diagnosis.verdict).toBe('recognised');
  });

  test('while a log is opened: it says why', async () => {
    const it = await scene();
    const image = await listed(it);
    it.replay.fail({ action: '*', fault: { kind: 'expired-token' } });
    const failed = it.next('no-log');
    it.errands.run({ kind: 'open-log', image });
    expect((await failed).excuse.what).toContain('AWS does not accept the credentials');
  });
});

test('a ticket of a build that is not diagnosed is refused in words', async () => {
  const it = await scene();
  const image = await listed(it);
  const told = it.next('told');
  it.errands.run({ kind: 'save', image, format: 'text' });
  expect((await told).notice).toEqual({ tone: 'bad', text: 'ubuntu20-mysql is not diagnosed' });
});

test('a build in progress is watched: its steps pass, and at the verdict it is diagnosed', async () => {
  const it = await scene();
  const list = it.next('listed');
  it.replay.setClock(Date.parse('2023-01-27T11:20:30Z'));
  it.errands.run({ kind: 'list' });
  const image = (await list).images.find(({ id }) => id === 'ubuntu20-mysql');
  expect(image).toMatchObject({ status: 'pending' });
  if (image === undefined) return;
  const diagnosed = it.next('diagnosed');
  it.errands.run({ kind: 'watch', image });
  expect((await diagnosed).diagnosis).toMatchObject({ verdict: 'recognised', image: { imageStatus: 'BUILDING' } });
  const passed = it.news.findLast((one) => one.kind === 'passing');
  expect(passed?.events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['watching', 'step-ended', 'verdict']),
  );
});
