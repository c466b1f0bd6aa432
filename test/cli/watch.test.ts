// `pc-doctor watch` as a process, over a recorded build whose clock the test moves: what it prints, when it ends, and with which exit code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import type { FaultRule } from '../../src/replay/faults.ts';
import { validator } from '../json-schema.ts';
import { ended, pcDoctor, served, startPcDoctor, temporaryFolder } from './pc-doctor.ts';

const IMAGE = 'ubuntu20-mysql';
/** Of that build: while it installs packages, when its log has said that it failed, and when its stack has. */
const BUILDING = Date.parse('2023-01-27T11:00:00Z');
const FATAL = Date.parse('2023-01-27T11:20:30Z');
const OVER = Date.parse('2023-01-27T12:00:00Z');

const isWatchLine = validator('dist/watch.schema.json');
const EVERY_SECOND = ['watch', IMAGE, '--every', '1'];

async function begun(faults: readonly FaultRule[] = []) {
  const account = await loadAccount('src/replay/demo');
  return served({ ...account, clock: BUILDING }, { faults });
}

type Told = Readonly<Record<string, unknown>> & { readonly event: string };

/** Runs it until it ends; `on` is called with each line of NDJSON as it comes. */
async function watching(args: readonly string[], env: Readonly<Record<string, string>>, on: (told: Told) => void) {
  const child = startPcDoctor([...EVERY_SECOND, '--json', ...args], env);
  const told: Told[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event: Told = JSON.parse(line);
    expect(isWatchLine(event)).toBeNull();
    told.push(event);
    on(event);
  });
  const run = ended(child);
  child.stdin.end();
  return { ...(await run), told };
}

test('the verdict comes while the build goes on, and the run ends when the image has failed', async () => {
  const { replay, env } = await begun();
  const { code, told } = await watching([], env, ({ event, final }) => {
    if (event === 'progress') replay.setClock(FATAL);
    if (event === 'verdict' && final === false) replay.setClock(OVER);
  });
  expect(told.map(({ event }) => event).slice(-4)).toEqual(['verdict', 'status', 'verdict', 'ended']);
  const [early, last] = told.filter(({ event }) => event === 'verdict');
  expect(early).toMatchObject({
    final: false,
    diagnosis: { verdict: 'recognised', image: { account: '<account-1>' } },
  });
  expect(last).toMatchObject({
    final: true,
    diagnosis: { rootCause: { pattern: 'os-packages/mysql-client-downgrade' } },
  });
  expect(code).toBe(3);
});

test('--notify gets the report on its input, once for one verdict, and the run goes on when it fails', async () => {
  const { replay, env } = await begun();
  const file = join(temporaryFolder(), 'reports');
  const { told } = await watching(['--notify', `cat >> '${file}'; exit 7`], env, ({ event, final }) => {
    if (event === 'progress') replay.setClock(FATAL);
    if (event === 'verdict' && final === false) replay.setClock(OVER);
  });
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(validator('dist/report.schema.json')(report)).toBeNull();
  expect(report).toMatchObject({ summary: { examined: 1, recognised: 1 } });
  expect(told.filter(({ event }) => event === 'notify-failed')).toMatchObject([{ why: 'exit code 7' }]);
  expect(told.at(-1)).toMatchObject({ event: 'ended' });
});

test('--until-verdict ends at the first one, and --output writes its report', async () => {
  const { replay, env } = await begun();
  const file = join(temporaryFolder(), 'report.json');
  const { code, told } = await watching(['--until-verdict', '--output', `json=${file}`], env, ({ event }) => {
    if (event === 'progress') replay.setClock(FATAL);
  });
  expect(told.at(-1)).toMatchObject({ event: 'verdict', final: false });
  expect(code).toBe(3);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ summary: { recognised: 1 } });
});

test.each([
  ['nothing', 5, 'progress'],
  ['the verdict', 3, 'verdict'],
])('Ctrl-C ends it quietly with the exit code of what is known: %s', async (_name, expected, last) => {
  const { replay, env } = await begun();
  const child = startPcDoctor([...EVERY_SECOND, '--json'], env);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { event }: Told = JSON.parse(line);
    if (event === 'progress') replay.setClock(FATAL);
    if (event === last) child.kill('SIGINT');
  });
  const { code, stderr } = await ended(child);
  expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
});

test('in text, a person reads the steps, the report, and what to type', async () => {
  const { replay, env } = await begun();
  replay.setClock(FATAL);
  const { code, stdout } = await pcDoctor([...EVERY_SECOND, '--until-verdict'], { env });
  expect(code).toBe(3);
  expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}watching ubuntu20-mysql in us-east-1, ParallelCluster 3\.4\.1; a look$/m);
  expect(stdout).toMatch(/^11:\d\d:\d\d {2}✘ main build InstallPClusterPackages, \d+ min/m);
  expect(stdout).toContain('Cause: The MySQL client packages');
  expect(stdout).toContain('$ aws imagebuilder cancel-image-creation --region us-east-1');
});

test('steps are told with what they took in the last good build of the same system', async () => {
  const account = await loadAccount('src/replay/demo');
  const { replay, env } = await served({ ...account, clock: Date.parse('2026-10-19T13:07:00Z') }, {});
  const run = pcDoctor(['watch', 'ubuntu24-lab', '--every', '1'], { env });
  const pagesOf = (id: string) => replay.requests.filter(({ input }) => JSON.stringify(input).includes(`Image-${id}"`));
  await expect.poll(() => pagesOf('ubuntu24-sep').length, { timeout: 20_000 }).toBeGreaterThan(1);
  // Some looks later it has been read.
  const before = pagesOf('ubuntu24-lab').length;
  await expect.poll(() => pagesOf('ubuntu24-lab').length, { timeout: 20_000 }).toBeGreaterThan(before + 3);
  replay.setClock(Date.parse('2026-10-19T16:00:00Z'));
  expect((await run).stdout).toMatch(/InstallPClusterPackages, 41 min 45 s \(last time 41 min/);
});

test('at its deadline it says that the build goes on, and which report is not written', async () => {
  const { env } = await begun();
  const file = join(temporaryFolder(), 'report.json');
  const args = [...EVERY_SECOND, '--timeout', '3', '--output', `json=${file}`];
  const { code, stderr } = await pcDoctor(args, { env });
  expect(code).toBe(5);
  expect(stderr).toContain(`the time to watch is over, and ${IMAGE} is not; give a larger --timeout`);
  expect(stderr).toContain(`${file} is not written: there was no verdict to report`);
});

test('with Live Tail it says what that costs', async () => {
  const { replay, env } = await begun();
  const { code, told } = await watching(['--live-tail', '--until-verdict'], env, ({ event }) => {
    if (event === 'live-tail') replay.setClock(FATAL);
  });
  expect(told).toContainEqual(expect.objectContaining({ event: 'live-tail', state: 'began', usdPerMinute: 0.01 }));
  expect(code).toBe(3);
});

test('a build that has ended is diagnosed at once', async () => {
  const { replay, env } = await begun();
  replay.setClock(OVER);
  const { code, told } = await watching([], env, () => {});
  expect(told.map(({ event }) => event)).toEqual(['watching', 'verdict', 'ended']);
  expect(code).toBe(3);
});

test.each([
  ['an image that is not there', ['watch', 'nothing'], 8, 'there is no image "nothing"'],
  ['no image', ['watch'], 2, 'nothing to watch'],
  ['two regions', ['watch', IMAGE, '-r', 'us-east-1', '-r', 'eu-west-1'], 2, 'an image stands in one region'],
  ['a poll without pause', ['watch', IMAGE, '--every', '0'], 2, 'from 1 to 600'],
  ['a file', ['watch', IMAGE, '--from', 'build.log'], 2, 'it reads no files'],
  ['a format that does not go on', ['watch', IMAGE, '--format', 'html'], 2, 'this command cannot write html'],
])('%s is refused', async (_name, args, expected, said) => {
  const { env } = await begun();
  const { code, stderr } = await pcDoctor(args, { env });
  expect(code).toBe(expected);
  expect(stderr).toContain(said);
});

test('without credentials it says so at once', async () => {
  const { env } = await begun([{ action: '*', fault: { kind: 'expired-token' } }]);
  const { code, stderr } = await pcDoctor(EVERY_SECOND, { env });
  expect(code).toBe(6);
  expect(stderr).toContain('AWS does not accept the credentials');
});
