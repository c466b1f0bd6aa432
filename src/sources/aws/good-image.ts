// What is left of a good build: its log, read from the first event to the last, and what the tags of its AMI say. It does not change any
// more, so it is kept like that of a failed build.

import type { LogStream } from '@aws-sdk/client-cloudwatch-logs';
import { UNKNOWN_IMAGE, type Evidence, type Gap } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { findStreams } from './build-log.ts';
import type { BuildKey } from './evidence-store.ts';
import type { GoodImage } from './good-images.ts';
import { LogTail } from './log-tail.ts';
import { gapOf } from './meanings.ts';

/** The evidence of a good build; what is lost of it is a gap. */
export async function readGoodImage(account: AwsAccount, image: GoodImage): Promise<Evidence> {
  const key = await keyOf(account, image);
  const kept = await account.store?.recall(key);
  if (kept) return kept;
  const evidence = await readFromAws(account, image);
  if (evidence.gaps.length === 0) await account.store?.keep(key, evidence);
  return evidence;
}

async function keyOf(account: AwsAccount, image: GoodImage): Promise<BuildKey> {
  return { id: image.ami, region: account.region, identity: JSON.stringify([await account.whom(), image]) };
}

async function readFromAws(account: AwsAccount, image: GoodImage): Promise<Evidence> {
  const found = await findStreams(account, image.logGroup);
  const stream = streamOf(found.items, image);
  const about = { image: factsOf(account, image) };
  if (stream?.logStreamName === undefined) {
    const gap = found.failure ? gapOf(found.failure, `the log of ${image.id}`) : noStream(image);
    return { ...about, logs: [], lines: [], gaps: [gap] };
  }
  const window = { group: image.logGroup, stream: stream.logStreamName, from: undefined, to: undefined };
  const tail = new LogTail(account, { ...window, over: true, lastEventAt: stream.lastEventTimestamp ?? null }, 0);
  await tail.readMore(Infinity);
  return { ...about, logs: [tail.source], lines: tail.lines, gaps: tail.gaps };
}

/** The same id may have been built before, into the same group: the last that had begun when the AMI was made. */
function streamOf(streams: readonly LogStream[], { builtAt }: GoodImage): LogStream | undefined {
  return streams
    .filter(({ firstEventTimestamp: first }) => builtAt === null || (first ?? Infinity) <= builtAt)
    .toSorted((a, b) => (b.firstEventTimestamp ?? 0) - (a.firstEventTimestamp ?? 0))[0];
}

function noStream({ id, logGroup }: GoodImage): Gap {
  return {
    what: `the log of ${id}`,
    why: `the log group ${logGroup} holds no stream of its build`,
    toSeeIt: 'not possible, only the tags of its AMI are left; --with names another good build',
  };
}

function factsOf({ region }: AwsAccount, image: GoodImage): Evidence['image'] {
  return {
    ...UNKNOWN_IMAGE,
    id: image.id,
    region,
    account: image.account,
    pclusterVersion: image.version,
    os: image.os,
    arch: image.arch,
    parentImage: image.parentImage,
    buildStatus: 'BUILD_COMPLETE',
    imageStatus: 'AVAILABLE',
  };
}
