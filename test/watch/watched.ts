// A recorded build watched from its beginning: the clock of the account and that of the watch are one, and it moves only when the watch pauses.
import { expect } from 'vitest';
import { openCatalog } from '../../src/catalog/shipped.ts';
import type { WatchEvent, WatchEventKind } from '../../src/model/watch.ts';
import type { Build, StreamPart } from '../../src/replay/account/account.ts';
import type { FaultRule } from '../../src/replay/faults.ts';
import { follow } from '../../src/sources/aws/follow.ts';
import { watchNdjson } from '../../src/reports/watch-json.ts';
import { watch, type Watching } from '../../src/watch/watch.ts';
import { validator } from '../json-schema.ts';
import { failedBuild, logGroup, open, STARTED, type Opened } from '../sources/aws/recorded.ts';

/** What is told obeys the published schema. */
const isWatchLine = validator('src/reports/watch.schema.json');

export const ID = 'alpha';
const STREAM = '3.4.1/1';
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const EVERY = 30 * SECOND;

/** Something that happens to the account when the clock has come so far. */
export interface Turn {
  readonly at: number;
  readonly happens: (opened: Opened) => void;
}

export interface WatchedOptions {
  /** When the watch begins; the build began at STARTED. */
  readonly from?: number;
  readonly faults?: readonly FaultRule[];
  readonly turns?: readonly Turn[];
  readonly usual?: ReturnType<Watching['usual']>;
  /** Ends the watch, where it would go on without end. */
  readonly until?: (event: WatchEvent, now: number) => boolean;
}

export interface Watched extends Opened {
  readonly events: readonly WatchEvent[];
  /** Requests after the build was found, and how many polls there were. */
  readonly polls: number;
  /** Of the log, the most that were kept at a time. */
  readonly mostLines: number;
}

/** Everything that is told of the build until it has ended. */
export async function watched(build: Build, options: WatchedOptions = {}): Promise<Watched> {
  const { from = STARTED, faults = [], turns = [], usual = null, until = () => false } = options;
  const opened = await open([build], { replay: { faults } });
  let now = from;
  let polls = 0;
  let mostLines = 0;
  opened.replay.setClock(now);
  const catalog = await openCatalog(null);
  const pause = async (ms: number) => {
    now += ms;
    polls += 1;
    opened.replay.setClock(now);
    for (const turn of turns) if (turn.at <= now && turn.at > now - ms) turn.happens(opened);
  };
  const followed = await follow(ID, async () => opened.aws);
  const events: WatchEvent[] = [];
  const watching = { asked: { catalog }, everyMs: EVERY, usual: () => usual, now: () => now, pause };
  for await (const told of watch(followed, watching)) {
    events.push(...told);
    for (const line of watchNdjson(told, followed.image).split('\n').filter(Boolean))
      expect(isWatchLine(JSON.parse(line))).toBeNull();
    mostLines = Math.max(mostLines, followed.evidence().lines.length);
    if (told.some((event) => until(event, now))) break;
  }
  return { ...opened, events, polls, mostLines };
}

/** A failed build with such a log. */
export function buildWith(parts: readonly StreamPart[], overrides: Partial<Build> = {}): Build {
  return failedBuild(ID, { logGroup: logGroup(ID, [{ name: STREAM, parts }]), ...overrides });
}

export function at(ms: number, text: string): StreamPart {
  return { at: STARTED + ms, after: null, text };
}

export function after(ms: number, text: string): StreamPart {
  return { at: null, after: ms, text };
}

export function only<K extends WatchEventKind>({ events }: Watched, kind: K): Extract<WatchEvent, { event: K }>[] {
  return events.filter((event): event is Extract<WatchEvent, { event: K }> => event.event === kind);
}

/** The kinds in their order, progress left out. */
export function kinds({ events }: Watched): WatchEventKind[] {
  return events.map(({ event }) => event).filter((kind) => kind !== 'progress');
}

const COMPONENT = 'arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-0c9f3a10/3.4.1/1';

/** The beginning of a log, up to the step that installs everything. */
export function beginning(ms = 5 * MINUTE): StreamPart[] {
  return [
    at(ms, 'Image transitioned to BUILDING state for Image ARN: x'),
    after(2 * SECOND, 'Started step ApplyBuildComponents with action ExecuteComponents'),
    after(5 * SECOND, `Document ${COMPONENT}`),
    after(0, 'Phase build'),
    after(0, 'Step AWSRegion'),
    after(2 * SECOND, 'CmdExecution: ExitCode 0'),
    after(0, 'ExecuteBash: FINISHED EXECUTION'),
    after(100, 'Step InstallPClusterPackages'),
    after(0, 'ExecuteBash: STARTED EXECUTION'),
  ];
}

/** How that step fails, in 3.4.1 on Ubuntu 20.04; `ms` later than what stands before. */
export function mysqlFailure(ms: number): StreamPart[] {
  return [
    after(ms, 'Stdout: Recipe: aws-parallelcluster-install::install_mysql_client'),
    after(0, 'Stdout:   * bash[Install MySQL packages] action run'),
    after(100, 'Stdout:     [execute] E: Packages were downgraded and -y was used without --allow-downgrades.'),
    after(100, 'Stdout:     ================================================================================'),
    after(0, "Stdout:     Error executing action `run` on resource 'bash[Install MySQL packages]'"),
    after(0, 'Stdout:     ================================================================================'),
    after(0, 'Stdout:     Mixlib::ShellOut::ShellCommandFailed'),
    after(0, 'Stdout:     ------------------------------------'),
    after(0, "Stdout:     Expected process to exit with [0], but received '100'"),
    after(0, 'Stdout:     ---- Begin output of "bash"  ----'),
    after(0, 'Stdout:     STDOUT: Reading package lists...'),
    after(0, 'Stdout:     STDERR: E: Packages were downgraded and -y was used without --allow-downgrades.'),
    after(0, 'Stdout:     ---- End output of "bash"  ----'),
    after(0, 'Stdout:     Ran "bash"  returned 100'),
    after(400, 'Stdout: Infra Phase failed. 120 resources updated in 06 minutes 12 seconds'),
    after(100, 'CmdExecution: ExitCode 1'),
  ];
}

export const RUN_FAILED: readonly StreamPart[] = [
  after(200, 'TOE has completed execution with failure - Execution failed!'),
];
