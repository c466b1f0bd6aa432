// `npm run bench`: the figures the README states, each as a ratio or a bound measured in this run. What is not installed is skipped and
// said. Exits 1 when a figure is missed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccount } from '../../src/replay/demo-account.ts';
import { startReplay, type Replay } from '../../src/replay/server.ts';
import { engine } from './engine.ts';
import { FLEET, fleetRun, LATENCY_MS, STRICT_QUOTA } from './fleet.ts';
import { listedLines } from './listed-lines.ts';
import { longLogs } from './long-logs.ts';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { EVENTS, scrollLog, withLongLog } from './screens.ts';
import { packedLogs } from './packed-logs.ts';
import { secondRun } from './second-run.ts';
import { starts } from './starts.ts';
import { streamText } from './stream-text.ts';
import { surveys } from './survey.ts';
import { environmentOfTerminal, inTurns, measure, medianWall, mostMemory } from './timing.ts';

const CLI = [process.execPath, 'dist/cli/main.js'];
const IMAGE = 'ubuntu20-mysql';
const GROUP = `/aws/imagebuilder/ParallelClusterImage-${IMAGE}`;
const ROUNDS = 9;
const ONE_PAGE = ['get-log-events', '--log-stream-name', '3.4.1/1'];

const account = await demoAccount();
const replay = await startReplay(account);
/** The aws CLI asks for one page only: here the first it gets is the last one that holds events. */
const fullTail = await startReplay(account, { emptyTailPages: 0 });
const farAway = await startReplay(account, { emptyTailPages: 0, latencyMs: 150 });
const longLog = await startReplay(withLongLog(account, IMAGE, EVENTS));
const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-bench-'));
try {
  print([
    ...(await tailFirst(replay)),
    ...(await rivals()),
    ...(await secondRun(again())),
    ...(await wholeStreamFromFile()),
    ...(await longLogs({ cli: CLI, text: streamText(account, IMAGE).text, folder })),
    ...(await listedLines({ cli: CLI, text: streamText(account, IMAGE).text, folder })),
    ...(await engine({ cli: CLI, text: streamText(account, IMAGE).text, folder })),
    ...(await packedLogs({ cli: CLI, text: streamText(account, IMAGE).text, folder })),
    ...(await starts({ cli: CLI, log: smallLog(), url: farAway.url, rounds: 2 * ROUNDS })),
    ...(await manyBuilds()),
    ...(await surveys({ cli: CLI, account, folder })),
    ...(await scrolling(longLog)),
  ]);
} finally {
  rmSync(folder, { recursive: true });
  await Promise.all([replay, fullTail, farAway, longLog].map((server) => server.close()));
}

/** Requests and bytes of one diagnosis from AWS, and that reading everything changes nothing. */
async function tailFirst({ url, requests }: Replay): Promise<Row[]> {
  const diagnose = [...CLI, 'diagnose', IMAGE, '--json', '--exit-zero'];
  const env = { AWS_ENDPOINT_URL: url };
  const before = requests.length;
  const tail = await measure({ name: 'tail', argv: diagnose, env });
  const asked = requests.slice(before);
  const full = await measure({ name: 'full', argv: [...diagnose, '--full'], env });
  const pages = asked.filter((request) => request.action === 'GetLogEvents').length;
  const bytes = asked.reduce((sum, request) => sum + request.bytes, 0);
  return [
    row(
      'tail first: requests',
      `${asked.length}, ${pages} of them GetLogEvents`,
      'at most 8, 3',
      asked.length <= 8 && pages <= 3,
    ),
    row('tail first: read', `${(bytes / MEGABYTE).toFixed(2)} MB`, 'under 3 MB', bytes < 3 * MEGABYTE),
    row(
      'tail first and --full agree',
      answer(tail.stdout),
      'the same answer',
      answer(tail.stdout) === answer(full.stdout),
    ),
  ];
}

/** What the diagnosis says, without what depends on how much was read. */
function answer(json: string): string {
  const report: unknown = JSON.parse(json);
  return ['verdict', 'fingerprint', 'pattern'].map((key) => firstValue(report, key)).join(' ');
}

function firstValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  return (
    entries.find(([name]) => name === key)?.[1] ??
    entries.map(([, inner]) => firstValue(inner, key)).find((found) => found !== undefined)
  );
}

interface Rival {
  readonly work: string;
  readonly server: Replay;
  readonly more: readonly string[];
  /** What is typed instead, behind `aws logs`. */
  readonly aws: readonly string[];
  readonly atMost: number;
}

async function againstAwsCli({ work, server, more, aws, atMost }: Rival): Promise<Row> {
  const reach = `at most ${atMost}×`;
  if (spawnSync('aws', ['--version']).error) return row(work, 'the aws CLI is not installed', reach, null);
  const ours = {
    name: 'ours',
    argv: [...CLI, 'diagnose', IMAGE, '--json', '--exit-zero', ...more],
    env: { AWS_ENDPOINT_URL: server.url },
  };
  const argv = ['aws', '--endpoint-url', server.url, 'logs', ...aws, '--log-group-name', GROUP];
  const [mine = [], theirs = []] = await inTurns([ours, { name: 'aws', argv }], ROUNDS);
  const ratio = medianWall(mine) / medianWall(theirs);
  return row(work, `${ratio.toFixed(2)}× (${ms(mine)} against ${ms(theirs)})`, reach, ratio <= atMost);
}

/** What a person would type to see the end of a log, and to fetch all of it. */
async function rivals(): Promise<Row[]> {
  const one = { work: 'diagnosis from AWS, against one `aws logs get-log-events` page', more: [], aws: ONE_PAGE };
  const whole = {
    work: 'the whole stream from AWS (--full), against `aws logs filter-log-events`',
    server: fullTail,
    more: ['--full'],
    aws: ['filter-log-events', '--log-stream-names', '3.4.1/1'],
    atMost: 0.25,
  };
  return [
    await againstAwsCli({ ...one, server: fullTail, atMost: 0.6 }),
    await againstAwsCli({ ...one, work: `${one.work}, at 150 ms latency`, server: farAway, atMost: 0.6 }),
    await againstAwsCli(whole),
  ];
}

function again(): Parameters<typeof secondRun>[0] {
  const aws = ['aws', '--endpoint-url', farAway.url, 'logs', ...ONE_PAGE, '--log-group-name', GROUP];
  const diagnose = [...CLI, 'diagnose', IMAGE, '--json', '--exit-zero'];
  return { server: farAway, diagnose, aws, folder, rounds: ROUNDS };
}

async function wholeStreamFromFile(): Promise<Row[]> {
  const file = join(folder, 'stream.log');
  const { text, events } = streamText(account, IMAGE);
  writeFileSync(file, text);
  const [runs = []] = await inTurns(
    [{ name: 'file', argv: [...CLI, 'diagnose', '--from', file, '--json', '--exit-zero'] }],
    ROUNDS,
  );
  const memory = mostMemory(runs);
  const seconds = medianWall(runs) / 1000;
  return [
    row(
      `whole stream of ${events} events from a file: time`,
      `${seconds.toFixed(2)} s`,
      'at most 1.5 s',
      seconds <= 1.5,
    ),
    row(
      'whole stream from a file: peak memory',
      memory === null ? 'not measured: no /proc' : `${megabytes(memory)} MB`,
      'at most 250 MB',
      memory === null ? null : memory <= 250 * MEGABYTE,
    ),
  ];
}

/** The last lines of the stream. */
function smallLog(): string {
  const file = join(folder, 'small.log');
  writeFileSync(file, streamText(account, IMAGE).text.split('\n').slice(-40).join('\n'));
  return file;
}

/** Ten minutes are the time for a run; a ticketing job wants far less, and a container has half a gigabyte. */
async function manyBuilds(): Promise<Row[]> {
  const free = await fleetRun(account, CLI, null);
  const strict = await fleetRun(account, CLI, STRICT_QUOTA);
  const work = `a report over ${FLEET} failed builds in two regions, ${LATENCY_MS} ms latency`;
  const each = free.requests / FLEET;
  const memory = free.peakMemory === null ? 'memory not measured: no /proc' : `${megabytes(free.peakMemory)} MB`;
  const isSmall = free.wall <= 90_000 && (free.peakMemory ?? 0) <= 400 * MEGABYTE;
  const lost = FLEET - strict.examined + strict.cutShort;
  return [
    row(
      `${work}: requests`,
      `${each.toFixed(1)} a build, ${free.mostInFlight} in flight`,
      'at most 6, 8',
      each <= 6 && free.mostInFlight <= 8,
    ),
    row(`${work}: time, peak memory`, `${inSeconds(free.wall)} s, ${memory}`, 'at most 90 s, 400 MB', isSmall),
    row(
      `the same at ${STRICT_QUOTA} GetLogEvents a second and region: builds that lack something`,
      `${lost}; ${strict.throttled} calls throttled and repeated, ${inSeconds(strict.wall)} s`,
      'none',
      lost === 0,
    ),
  ];
}

/** A key is held down at some 30 a second; a person sees 5 frames a second as a slide show. */
async function scrolling({ url }: Replay): Promise<Row[]> {
  const env = { ...environmentOfTerminal(), AWS_ENDPOINT_URL: url };
  const { firstPaint, wall, pages, cpu, bytesAFrame, clears } = await scrollLog([...CLI, '--full'], env, IMAGE);
  const frames = (pages / wall) * 1000;
  const work = `a log of ${EVENTS} events on the screen`;
  const load = cpu === null ? 'not measured: no /proc' : `${((cpu / wall) * 100_000).toFixed(0)} % of a core`;
  return [
    row(`${work}: first paint`, `${Math.round(firstPaint)} ms`, 'under 200 ms', firstPaint < 200),
    row(
      `${work}: ${pages} pages scrolled, one after the other`,
      `${frames.toFixed(0)} frames a second, ${load}, ${bytesAFrame} B a frame`,
      'at least 30',
      frames >= 30,
    ),
    row(`${work}: clearing of the terminal meanwhile`, `${clears} times`, 'never', clears === 0),
  ];
}

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(0);
}

function ms(runs: Parameters<typeof medianWall>[0]): string {
  return `${Math.round(medianWall(runs))} ms`;
}

function print(rows: readonly Row[]): void {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; medians of ${ROUNDS} rounds\n`,
  );
  for (const { work, figure, reach, met } of rows) {
    console.log(`${met === null ? 'skipped' : met ? 'met    ' : 'MISSED '}  ${work}: ${figure} (${reach})`);
  }
  if (rows.some((one) => one.met === false)) process.exitCode = 1;
}
