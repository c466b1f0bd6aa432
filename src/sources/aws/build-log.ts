// Which log streams belong to a build. The stream is named after the image (`3.4.1/1`) and not after the run: rebuilding an id
// writes into the same group, sometimes into the same stream, after what earlier runs have left there.

import type { LogStream } from '@aws-sdk/client-cloudwatch-logs';
import type { Gap } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { derivedImageArn, streamOf, type BuildStack } from './build-stack.ts';
import type { StreamToRead } from './log-tail.ts';
import { gapOf } from './meanings.ts';
import type { StackSide } from './scene.ts';
import { collect, type Collected } from './seen.ts';
import { isOver } from './stack-status.ts';

export interface BuildLog {
  readonly streams: readonly StreamToRead[];
  readonly gaps: readonly Gap[];
}

export interface FoundStreams extends Collected<LogStream> {
  readonly group: string;
}

/** Events keep coming in for a moment after the stack has failed; the clock of the instance may be off as well. */
const LATE_EVENTS_MS = 3_600_000;

const NO_LOG_LEFT = 'not possible, only the stack events and the image state are left';

/** Whether a gap is that a build has no log; it will not get one. */
export function isWithoutLog({ toSeeIt }: Gap): boolean {
  return toSeeIt === NO_LOG_LEFT;
}

const STREAM_LIST = 'the list of log streams in';

/** Whether a gap is that nobody could see which streams a build has. */
export function isStreamListUnread({ what }: Gap): boolean {
  return what.startsWith(STREAM_LIST);
}

/** The streams in a log group, by name. */
export async function findStreams(account: AwsAccount, group: string): Promise<FoundStreams> {
  const logs = await account.logs();
  return { group, ...(await collect((token) => logs.streams(group, token))) };
}

/** The streams to read for a build, oldest first, and what is known to be missing. */
export function buildLog(
  found: FoundStreams,
  { stack, told }: { stack: BuildStack | null; told: StackSide },
): BuildLog {
  const window = { group: found.group, to: endOf(stack, told), over: stack === null || isOver(stack.status) };
  const ours = found.items.filter((stream) => !isFromEarlierRun(stream, stack)).sort(byFirstEvent);
  const streams = ours.map((stream) => ({
    ...window,
    stream: stream.logStreamName ?? '',
    from: startOf(stream, stack),
    lastEventAt: stream.lastEventTimestamp ?? null,
  }));
  const guess = found.failure && found.failure.kind !== 'missing' ? guessedStream(stack, told) : null;
  return {
    streams:
      streams.length > 0 || !guess ? streams : [{ ...window, stream: guess, from: undefined, lastEventAt: null }],
    gaps: [...listGaps(found), ...absenceGaps(streams.length, { found, told })],
  };
}

/** Without an end, reading a stream that still grows may never end. */
function endOf(stack: BuildStack | null, told: StackSide): number | undefined {
  const lastAt = told.stackStory?.lastAt;
  return stack && isOver(stack.status) && lastAt ? lastAt + LATE_EVENTS_MS : undefined;
}

function isFromEarlierRun(stream: LogStream, stack: BuildStack | null): boolean {
  const began = stack?.createdAt ?? null;
  const { lastEventTimestamp: last } = stream;
  return began !== null && last !== undefined && last < began;
}

/** Where in a stream a build begins, if an earlier run of the same id wrote into it before. */
export function startOf(stream: LogStream, stack: BuildStack | null): number | undefined {
  const { firstEventTimestamp: first } = stream;
  return first !== undefined && stack?.createdAt && first < stack.createdAt ? stack.createdAt : undefined;
}

function byFirstEvent(a: LogStream, b: LogStream): number {
  return (a.firstEventTimestamp ?? Infinity) - (b.firstEventTimestamp ?? Infinity) || 0;
}

function guessedStream(stack: BuildStack | null, told: StackSide): string | null {
  const arn = told.imageArn ?? (stack && derivedImageArn(stack));
  return arn && streamOf(arn);
}

function listGaps({ failure, group }: FoundStreams): Gap[] {
  return failure && failure.kind !== 'missing' ? [gapOf(failure, `${STREAM_LIST} ${group}`)] : [];
}

/** No log is only a gap when there should be one: a stack that failed before it began the image never had any. */
function absenceGaps(streams: number, { found, told }: { found: FoundStreams; told: StackSide }): Gap[] {
  const expected = told.stackStory === null || told.stackStory.imageBegan;
  if (streams > 0 || !expected || (found.failure && found.failure.kind !== 'missing')) return [];
  return [
    {
      what: `the build log (log group ${found.group})`,
      why: found.failure
        ? 'the log group does not exist: the build wrote no log, or it was deleted'
        : 'the log group holds no stream of this build',
      toSeeIt: NO_LOG_LEFT,
    },
  ];
}

/** For a build that goes on. */
export function runningGap(): Gap {
  return {
    what: 'the end of the build',
    why: 'it is still running',
    toSeeIt: 'wait until it has ended, then diagnose it again',
  };
}
