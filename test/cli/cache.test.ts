// What was read of finished builds, kept on disk from one run of the command line to the next.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openStore } from '../../src/cli/cache/store.ts';
import { UNKNOWN_IMAGE, type Evidence } from '../../src/model/evidence.ts';
import { pcDoctor, servedAccount, temporaryFolder, type Ended } from './pc-doctor.ts';

const BOTH_REGIONS = ['-r', 'us-east-1', '-r', 'eu-west-1'];
const DIAGNOSE = ['diagnose', 'ubuntu20-mysql', '--json'];

interface Cached {
  readonly home: string;
  /** The folder of the cache. */
  readonly folder: string;
  readonly files: () => string[];
  readonly run: (args: readonly string[]) => Promise<Ended & { readonly asked: readonly string[] }>;
}

/** The demo's account behind an endpoint of its own, and a cache folder. */
async function cached(home: string = temporaryFolder()): Promise<Cached> {
  const { env, replay } = await servedAccount();
  const folder = join(home, 'pc-doctor', 'builds');
  return {
    home,
    folder,
    files: () => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
    run: async (args) => {
      const before = replay.requests.length;
      const ended = await pcDoctor(args, { env: { ...env, XDG_CACHE_HOME: home } });
      return { ...ended, asked: replay.requests.slice(before).map(({ action }) => action) };
    },
  };
}

function withoutTime({ stdout }: Ended): string {
  return stdout.replace(/"generatedAt": "[^"]+"/, '');
}

test('a second report over all failed builds is the same, byte for byte, but for the time, and only lists and looks for good builds', async () => {
  const { run, files } = await cached();
  const first = await run(['--json', ...BOTH_REGIONS]);
  const second = await run(['--json', ...BOTH_REGIONS]);
  expect(withoutTime(second)).toBe(withoutTime(first));
  expect(second.code).toBe(first.code);
  // The log of the good build with which one of them is compared is kept as well.
  expect(files()).toHaveLength(JSON.parse(first.stdout).diagnoses.length + 1);
  const list = await run(['list', '--json', ...BOTH_REGIONS]);
  const third = await run(['--json', '--no-compare', ...BOTH_REGIONS]);
  expect([...third.asked].sort()).toEqual([...list.asked].sort());
  const besides = second.asked.filter((action) => !list.asked.includes(action));
  expect([...new Set(besides)].sort()).toEqual(['DescribeImages', 'DescribeLogStreams', 'GetObject']);
});

const IMAGES = readdirSync('src/replay/demo', { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test.each(IMAGES)('%s: a second diagnosis is that of the first, also in full', async (image) => {
  const { run } = await cached();
  const diagnose = ['diagnose', image, '--json', '-r', image === 'rocky9-efa' ? 'eu-west-1' : 'us-east-1'];
  const first = await run(diagnose);
  expect(withoutTime(await run(diagnose))).toBe(withoutTime(first));
  const full = await run([...diagnose, '--full', '--no-cache']);
  expect(withoutTime(await run([...diagnose, '--full']))).toBe(withoutTime(full));
});

test('fix and bundle read what a diagnosis has kept, and the other way round', async () => {
  const { run, home } = await cached();
  await run(DIAGNOSE);
  const fix = await run(['fix', 'ubuntu20-mysql']);
  expect(fix.asked.filter((action) => action.startsWith('GetLog'))).toEqual([]);
  await run(['bundle', 'ubuntu20-mysql', '--write', join(home, 'b.tar.gz')]);
  expect((await run([...DIAGNOSE, '--full'])).asked).toEqual(['DescribeStacks']);
});

test('another endpoint is asked, whatever is kept', async () => {
  const { run, home, files } = await cached();
  await run(DIAGNOSE);
  const another = await cached(home);
  expect((await another.run(DIAGNOSE)).asked).toContain('GetLogEvents');
  expect(files()).toHaveLength(2);
});

test('with --no-cache nothing is read and nothing is written', async () => {
  const { run, files } = await cached();
  await run([...DIAGNOSE, '--no-cache']);
  expect(files()).toEqual([]);
  const { asked } = await run(DIAGNOSE);
  expect((await run([...DIAGNOSE, '--no-cache'])).asked).toHaveLength(asked.length);
});

test('a build that is running, and one that is available, are asked for each time', async () => {
  const { run, files } = await cached();
  await run(['diagnose', 'rocky9-next', 'ubuntu22-prod', 'rhel8-archive', '--json']);
  expect(files()).toEqual([]);
});

test('only its user may read the cache', async () => {
  const { run, folder, files } = await cached();
  await run(DIAGNOSE);
  const modes = [folder, ...files()].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600]);
});

test.each<[what: string, damage: (path: string) => void]>([
  ['empty', (path) => truncateSync(path)],
  ['cut', (path) => truncateSync(path, 5000)],
  ['cut by a byte', (path) => truncateSync(path, statSync(path).size - 1)],
  ['no gzip', (path) => writeFileSync(path, 'somebody was here\n')],
  ['of something else', (path) => writeFileSync(path, gzipSync('{"pcDoctorCache":1}\n'))],
  ['changed', (path) => writeFileSync(path, readFileSync(path).fill(7, 3000, 3100))],
])('an entry that is %s is put aside and made anew', async (_what, damage) => {
  const { run, files } = await cached();
  const first = await run(DIAGNOSE);
  const [path = ''] = files();
  const size = statSync(path).size;
  damage(path);
  const second = await run(DIAGNOSE);
  expect(withoutTime(second)).toBe(withoutTime(first));
  expect(second.stderr).toBe('');
  expect(second.asked).toContain('GetLogEvents');
  expect(files()).toEqual([path]);
  expect(statSync(path).size).toBe(size);
});

test('an entry in the place of another is not taken for it', async () => {
  const { run, files } = await cached();
  await run(DIAGNOSE);
  const [mysql = ''] = files();
  await run(['diagnose', 'rhel9-weekly', '--json']);
  writeFileSync(mysql, readFileSync(files().find((path) => path !== mysql) ?? ''));
  const { stdout, asked } = await run(DIAGNOSE);
  expect(JSON.parse(stdout).diagnoses[0].image.id).toBe('ubuntu20-mysql');
  expect(asked).toContain('GetLogEvents');
});

test('a folder that cannot be made changes nothing', async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'pc-doctor'), 'a file');
  const { run } = await cached(home);
  const first = await run(DIAGNOSE);
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 3, stderr: '' });
  expect(withoutTime(await run(DIAGNOSE))).toBe(withoutTime(first));
});

test('a folder where the file of an entry should be changes nothing', async () => {
  const { run, files } = await cached();
  const first = await run(DIAGNOSE);
  const [path = ''] = files();
  execFileSync('sh', ['-c', 'rm "$1" && mkdir "$1"', 'sh', path]);
  const second = await run(DIAGNOSE);
  expect({ out: withoutTime(second), stderr: second.stderr }).toEqual({ out: withoutTime(first), stderr: '' });
});

test('two runs at once give the same, and leave one whole entry', async () => {
  const { run, files } = await cached();
  const runs = await Promise.all([run(DIAGNOSE), run(DIAGNOSE), run(DIAGNOSE)]);
  expect(new Set(runs.map(withoutTime)).size).toBe(1);
  expect(files()).toHaveLength(1);
  expect((await run(DIAGNOSE)).asked).toEqual(['DescribeStacks']);
});

test('the demo keeps nothing', async () => {
  const home = temporaryFolder();
  await pcDoctor(['demo', '--json'], { env: { XDG_CACHE_HOME: home } });
  expect(readdirSync(home)).toEqual([]);
});

test('cache says how much is kept and where, and cache clear removes it', async () => {
  const { run, folder, files } = await cached();
  expect((await run(['cache'])).stdout).toBe(`0 builds, 0 B in ${folder}\n`);
  await run(DIAGNOSE);
  expect((await run(['cache'])).stdout).toMatch(/^1 build, \d+ kB in /);
  expect((await run(['cache', 'clear'])).stdout).toMatch(/^removed 1 build, \d+ kB from /);
  expect(files()).toEqual([]);
  expect((await run(['cache', 'clear'])).stdout).toBe(`removed 0 builds, 0 B from ${folder}\n`);
});

const ROOMY = { mostBytes: 1_000_000, mostAgeMs: 60_000 };

/** The same size for each, since nothing in it can be packed together. */
function evidenceOf(id: string): Evidence {
  const text = Array.from({ length: 2000 }, (_, index) => Math.sin(index + id.length).toString(36)).join('');
  const line = { witness: 'log', log: 0, ordinal: 1, time: 1, text, continues: false } as const;
  return {
    image: { ...UNKNOWN_IMAGE, id },
    logs: [{ group: 'g', name: 's', events: 1, complete: true }],
    lines: [line],
    gaps: [],
  };
}

function keyOf(id: string) {
  return { id, region: 'us-east-1', identity: `stack of ${id}` };
}

test('what was kept is read back as it was, by its own key only', async () => {
  const store = openStore(temporaryFolder(), ROOMY);
  await store.keep(keyOf('a'), evidenceOf('a'));
  expect(store.mayHave(keyOf('a'))).toBe(true);
  expect(store.mayHave({ id: 'a', region: 'eu-west-1' })).toBe(false);
  expect(await store.recall(keyOf('a'))).toEqual(evidenceOf('a'));
  expect(await store.recall({ ...keyOf('a'), identity: 'stack of a in another account' })).toBeNull();
});

test('what has not been used for too long is gone', async () => {
  const folder = temporaryFolder();
  const store = openStore(folder, ROOMY);
  await store.keep(keyOf('a'), evidenceOf('a'));
  const [name = ''] = readdirSync(folder);
  utimesSync(join(folder, name), new Date(), new Date(Date.now() - 2 * ROOMY.mostAgeMs));
  expect(await store.recall(keyOf('a'))).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('where there is no more room, what was used least lately goes first', async () => {
  const folder = temporaryFolder();
  await openStore(folder, ROOMY).keep(keyOf('a'), evidenceOf('a'));
  const [name = ''] = readdirSync(folder);
  const store = openStore(folder, { ...ROOMY, mostBytes: 2.5 * statSync(join(folder, name)).size });
  await store.keep(keyOf('b'), evidenceOf('b'));
  for (const file of readdirSync(folder)) utimesSync(join(folder, file), new Date(), new Date(Date.now() - 9000));
  await store.recall(keyOf('a'));
  await store.keep(keyOf('c'), evidenceOf('c'));
  const left = await Promise.all(['a', 'b', 'c'].map(async (id) => (await store.recall(keyOf(id)))?.image.id ?? null));
  expect(left).toEqual(['a', null, 'c']);
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be written keeps what it has', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o500);
  const store = openStore(join(folder, 'builds'), ROOMY);
  await store.keep(keyOf('a'), evidenceOf('a'));
  expect(await store.recall(keyOf('a'))).toBeNull();
});
