// Surveys over many builds: what Logs Insights is asked on a server that answers as slowly as a near region does, how long it takes, and
// how fast the same logs are counted on disk, as plain logs and in archives. That all give the same numbers is checked first.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { SurveyDocument } from '../../src/model/survey.ts';
import type { Account, Build, StreamPart } from '../../src/replay/account/account.ts';
import { eventsOf } from '../../src/replay/services/stream-events.ts';
import { startReplay, type Replay } from '../../src/replay/server.ts';
import { exportBuilds, unpackBuilds } from '../replay/exported.ts';
import { SURVEYED_REGIONS, surveyedFleetOf } from '../replay/fleet.ts';
import { LATENCY_MS } from './fleet.ts';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { measure, type Measured } from './timing.ts';

const BUILDS = 300;
const EVENTS_A_BUILD = 20_000;
const MOST_REQUESTS = 12;
const LEAST_MEGABYTES_A_SECOND = 300;

interface Surveyed {
  readonly cli: readonly string[];
  readonly account: Account;
  readonly folder: string;
}

export async function surveys({ cli, account, folder }: Surveyed): Promise<Row[]> {
  const { builds, ...rest } = surveyedFleetOf(account, BUILDS);
  const fleet = { ...rest, builds: builds.map(lengthened) };
  const events = fleet.builds.reduce((sum, build) => sum + eventsIn(build), 0);
  const work = `a survey over ${BUILDS} builds (${(events / 1e6).toFixed(1)} million events) in ${SURVEYED_REGIONS.length} regions`;
  const aws = await onAws(fleet, cli);
  const { plain, packed, bytes } = await onDisk(fleet, cli, join(folder, 'fleet'));
  const isSame = [plain, packed].every((run) => numbers(run) === numbers(aws.run));
  const perSecond = (run: Measured) => bytes / MEGABYTE / (run.wall / 1000);
  const speed = (run: Measured) =>
    `${Math.round(perSecond(run))} MB/s (${megabytes(bytes)} MB in ${seconds(run)} s), ${memory(run)}`;
  return [
    row(
      `${work}, ${LATENCY_MS} ms latency: requests a region besides those about builds that are read`,
      `${aws.atLarge}; ${aws.read} of ${BUILDS} builds read`,
      `at most ${MOST_REQUESTS}`,
      aws.atLarge <= MOST_REQUESTS,
    ),
    row(`${work}: time, peak memory`, `${seconds(aws.run)} s, ${memory(aws.run)}`, 'stated', true),
    row(
      'the same builds on disk, as plain logs and in archives: the numbers',
      isSame ? 'equal' : 'not equal',
      'equal',
      isSame,
    ),
    row(
      `the same builds on disk, plain logs, ${availableParallelism()} cores: speed, peak memory`,
      speed(plain),
      `at least ${LEAST_MEGABYTES_A_SECOND} MB/s`,
      perSecond(plain) >= LEAST_MEGABYTES_A_SECOND,
    ),
    row(
      'the same builds in .tar.gz archives: speed by their unpacked size, peak memory',
      speed(packed),
      'stated',
      true,
    ),
  ];
}

/** What its programs printed in the middle of the log, until it has so many events. */
function lengthened(build: Build): Build {
  const { logGroup } = build;
  const [stream] = logGroup?.streams ?? [];
  if (logGroup === null || stream === undefined) return build;
  const missing = EVENTS_A_BUILD - eventsOf(stream).length;
  const at = Math.floor(stream.parts.length / 2);
  const parts = missing > 0 ? stream.parts.toSpliced(at, 0, printed(missing)) : stream.parts;
  return { ...build, logGroup: { ...logGroup, streams: [{ ...stream, parts }] } };
}

/** Without numbers of their own, so that millions of events share one text. */
function printed(times: number): StreamPart {
  const text =
    'Stdout: Get:1 http://us-east-1.ec2.archive.ubuntu.com/ubuntu focal-updates/main amd64 libperl5.30 amd64 5.30.0-9ubuntu0.3 [3,941 kB]';
  return { times, every: 0, beats: [{ at: null, after: 0, text }] };
}

function eventsIn({ logGroup }: Build): number {
  return (logGroup?.streams ?? []).reduce((sum, stream) => sum + eventsOf(stream).length, 0);
}

const AT_LARGE = ['DescribeLogGroups', 'DescribeStacks', 'StartQuery', 'GetQueryResults'];

async function onAws(fleet: Account, cli: readonly string[]) {
  const replay = await startReplay(fleet, { latencyMs: LATENCY_MS });
  try {
    const regions = SURVEYED_REGIONS.flatMap((region) => ['--region', region]);
    const argv = [...cli, 'survey', ...regions, '--yes', '--json'];
    const run = await measure({ name: 'survey', argv, env: { AWS_ENDPOINT_URL: replay.url } });
    return { run, read: documentOf(run).source.read, atLarge: mostAtLarge(replay) };
  } finally {
    await replay.close();
  }
}

/** In the region in which it was most. */
function mostAtLarge({ requests }: Replay): number {
  const of = (region: string) => requests.filter((one) => one.region === region && AT_LARGE.includes(one.action));
  return Math.max(...SURVEYED_REGIONS.map((region) => of(region).length));
}

async function onDisk(fleet: Account, cli: readonly string[], folder: string) {
  mkdirSync(folder);
  try {
    const logs = { ...fleet, builds: fleet.builds.map((build) => ({ ...build, stack: null })) };
    const [unpacked, archives] = [join(folder, 'unpacked'), join(folder, 'archives')];
    unpackBuilds(logs, unpacked);
    await exportBuilds(logs, archives);
    const names = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
    const bytes = names.reduce((sum, name) => sum + sizeOf(join(unpacked, name)), 0);
    const survey = (from: string) => measure({ name: from, argv: [...cli, 'survey', '--from', from, '--json'] });
    return { plain: await survey(unpacked), packed: await survey(archives), bytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sizeOf(path: string): number {
  const found = statSync(path);
  return found.isFile() ? found.size : 0;
}

function documentOf({ stdout }: Measured): SurveyDocument {
  return JSON.parse(stdout);
}

function numbers(run: Measured): string {
  const { summary, causes } = documentOf(run);
  return JSON.stringify([summary, causes]);
}

function seconds({ wall }: Measured): string {
  return (wall / 1000).toFixed(1);
}

function memory({ peakMemory }: Measured): string {
  return peakMemory === null ? 'memory not measured: no /proc' : `${megabytes(peakMemory)} MB`;
}
