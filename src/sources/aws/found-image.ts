// Reads the evidence of a build that was found: the state of its image, and beside it the log from its tail. It grows as it is read, so
// that whoever judges it can stop as soon as the failing step is in hand.

import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { isRunning, type Evidence, type Gap } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { buildLog, findStreams, runningGap, type FoundStreams } from './build-log.ts';
import { accountIn } from './build-stack.ts';
import type { FoundImage } from './find-image.ts';
import { imageFacts } from './image-facts.ts';
import { LogTail } from './log-tail.ts';
import { gapOf } from './meanings.ts';
import { hearImage, hearStack, NO_STACK, type ImageSide, type StackSide } from './scene.ts';
import type { Collected } from './seen.ts';

/** A build that was found, and what CloudFormation gave when it was asked for events of that name. */
export interface SeenImage extends FoundImage {
  readonly events: Collected<StackEvent>;
}

export interface ReadOptions {
  /** Reads every log to its beginning and yields once. Otherwise yields after 1, 2, 4, 8, … pages and at the end. */
  readonly full: boolean;
}

/** Evidence of a build, each time more of it. Throws Trouble when credentials are bad and when AWS cannot be reached. */
export async function* readFound(
  account: AwsAccount,
  found: SeenImage,
  options: ReadOptions,
): AsyncGenerator<Evidence> {
  const stack = found.stack.value;
  const told = stack ? await hearStack(account, { stack, events: found.events }) : NO_STACK;
  const log = await readLog(account, { found, told, options });
  const image = facts(account, { found, told, image: log.image });
  const around: Around = {
    image,
    testimonies: [...told.testimonies, ...log.image.testimonies],
    gaps: [
      ...stackGaps(found),
      ...told.gaps,
      ...log.image.gaps,
      ...log.gaps,
      ...(isRunning(image) ? [runningGap()] : []),
    ],
  };
  for await (const read of readings(log.tails)) yield evidence(around, read);
}

interface Reading {
  readonly found: FoundImage;
  readonly told: StackSide;
  readonly options: ReadOptions;
}

interface ReadLog {
  readonly image: ImageSide;
  readonly tails: readonly LogTail[];
  readonly gaps: readonly Gap[];
}

/** Asks for the image's state while the end of the log is read; the state may name another log group, which is rare. */
async function readLog(account: AwsAccount, { found, told, options }: Reading): Promise<ReadLog> {
  const stack = found.stack.value;
  const read = async (streams: FoundStreams) => {
    const log = buildLog(streams, { stack, told });
    const tails = log.streams.map((stream, index) => new LogTail(account, stream, index));
    await Promise.all(tails.map((tail) => tail.readMore(options.full ? Infinity : 1)));
    return { tails, gaps: log.gaps };
  };
  const group = stack?.logGroup ?? found.streams.group;
  const likely = async () => read(group === found.streams.group ? found.streams : await findStreams(account, group));
  const [image, log] = await Promise.all([hearImage(account, told), likely()]);
  const named = image.imageStory?.logGroup;
  return { image, ...(named && named !== group ? await read(await findStreams(account, named)) : log) };
}

/** Reads all tails further; each turn doubles what is in hand. */
async function* readings(tails: readonly LogTail[]): AsyncGenerator<readonly LogTail[]> {
  for (let pages = 1; ; pages *= 2) {
    yield tails;
    if (tails.every((tail) => tail.ended)) return;
    await Promise.all(tails.map((tail) => tail.readMore(pages)));
  }
}

interface Around {
  readonly image: Evidence['image'];
  readonly testimonies: StackSide['testimonies'];
  readonly gaps: readonly Gap[];
}

/** The log streams first, then the other witnesses. */
function evidence({ image, testimonies, gaps }: Around, tails: readonly LogTail[]): Evidence {
  const others = testimonies.map(({ name, events }) => ({ group: null, name, events, complete: true }));
  return {
    image,
    logs: [...tails.map((tail) => tail.source), ...others],
    lines: [
      ...tails.flatMap((tail) => tail.lines),
      ...testimonies.flatMap(({ lines }, index) => lines.map((line) => ({ ...line, log: tails.length + index }))),
    ],
    gaps: [...gaps, ...tails.flatMap((tail) => tail.gaps)],
  };
}

interface Known {
  readonly found: FoundImage;
  readonly told: StackSide;
  readonly image: ImageSide;
}

function facts(account: AwsAccount, { found, told, image }: Known): Evidence['image'] {
  const stream = found.streams.items.at(-1);
  return imageFacts({
    id: found.id,
    region: account.region,
    account: accountIn(stream?.arn),
    version: /^\d+\.\d+\.\d+/.exec(stream?.logStreamName ?? '')?.[0] ?? null,
    stack: found.stack.value,
    stackStory: told.stackStory,
    imageStory: image.imageStory,
  });
}

function stackGaps({ id, stack }: FoundImage): Gap[] {
  if (stack.value) return [];
  const what = `the stack ${id} and the image it made`;
  if (stack.failure && stack.failure.kind !== 'missing') return [gapOf(stack.failure, what)];
  return [
    {
      what,
      why: 'the stack is gone: the build succeeded and cleaned up after itself, or the image was deleted',
      toSeeIt: 'not possible, only the log is left; the stack of a failed build stays until `pcluster delete-image`',
    },
  ];
}
