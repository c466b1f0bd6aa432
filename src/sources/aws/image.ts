// Reads the evidence of one build, cheapest witness first: stack, stack events and resources, image, then the log from its tail.
// It grows as it is read, so that whoever judges it can stop as soon as the failing step is in hand.
import type { Evidence, Gap } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { buildLog, findStreams, type FoundStreams } from './build-log.ts';
import { accountIn } from './build-stack.ts';
import { findImage, type FoundImage } from './find-image.ts';
import { imageFacts } from './image-facts.ts';
import { LogTail } from './log-tail.ts';
import { gapOf } from './meanings.ts';
import { EMPTY_SCENE, lookAround, type Scene } from './scene.ts';

export interface ReadImageOptions {
  /** Reads every log to its beginning and yields once. Otherwise yields after 1, 2, 4, 8, … pages and at the end. */
  readonly full: boolean;
}

/**
 * Evidence of a build, each time more of it. Throws Trouble when there is no such image, when credentials are bad and when AWS
 * cannot be reached; everything else that could not be seen is a gap in the evidence.
 */
export async function* readImage(account: AwsAccount, id: string, options: ReadImageOptions): AsyncGenerator<Evidence> {
  const found = await findImage(account, id);
  const stack = found.stack.value;
  const scene = stack ? await lookAround(account, stack) : EMPTY_SCENE;
  const log = buildLog(await streamsToRead(account, { found, scene }), { stack, scene });
  const tails = log.streams.map((stream, index) => new LogTail(account, stream, index));
  const around: Around = {
    image: facts(account, { found, scene }),
    testimonies: scene.testimonies,
    gaps: [...stackGaps(found), ...scene.gaps, ...log.gaps],
  };
  for await (const read of readings(tails, options)) yield evidence(around, read);
}

/** Reads all tails further; each turn doubles what is in hand. */
async function* readings(tails: readonly LogTail[], { full }: ReadImageOptions): AsyncGenerator<readonly LogTail[]> {
  let read = 0;
  do {
    const pages = full ? Infinity : Math.max(1, read);
    await Promise.all(tails.map((tail) => tail.readMore(pages)));
    read += pages;
    yield tails;
  } while (tails.some((tail) => !tail.ended));
}

interface Around {
  readonly image: Evidence['image'];
  readonly testimonies: Scene['testimonies'];
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

/** The log group of the id is nearly always the right one; a stack or an image may name another. */
async function streamsToRead(
  account: AwsAccount,
  { found, scene }: { found: FoundImage; scene: Scene },
): Promise<FoundStreams> {
  const group = scene.imageStory?.logGroup ?? found.stack.value?.logGroup ?? found.streams.group;
  return group === found.streams.group ? found.streams : findStreams(account, group);
}

function facts(account: AwsAccount, { found, scene }: { found: FoundImage; scene: Scene }): Evidence['image'] {
  const stream = found.streams.items.at(-1);
  return imageFacts({
    id: found.id,
    region: account.region,
    account: accountIn(stream?.arn),
    version: /^\d+\.\d+\.\d+/.exec(stream?.logStreamName ?? '')?.[0] ?? null,
    stack: found.stack.value,
    stackStory: scene.stackStory,
    imageStory: scene.imageStory,
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
      toSeeIt: 'Only the log is left. The stack of a failed build stays until `pcluster delete-image`.',
    },
  ];
}
