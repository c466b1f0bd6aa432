// Sorts the builds of a region: those that certainly ended well are counted as they are, the others have to be read. The stack of a good
// build is gone; where there is one, it knows better than the log how the build ended.

import type { Diagnosis } from '../../model/diagnosis.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import { accountIn, imageIdOf, type BuildStack } from '../../sources/aws/build-stack.ts';
import { readImage, readLog } from '../../sources/aws/image.ts';
import type { LogsAtLarge, StreamAtLarge } from '../../sources/aws/logs-at-large.ts';
import { certainlyEndedWell, goodBuild, type Span } from '../../survey.ts';
import type { ToRead } from './told.ts';
import type { Inventory } from './inventory.ts';

interface Region {
  readonly inventory: Inventory;
  readonly logs: LogsAtLarge;
  /** Milliseconds since the epoch. */
  readonly since: number | null;
}

interface Sorted {
  readonly good: readonly SurveyedBuild[];
  readonly toRead: readonly ToRead[];
}

export function sorted(region: Region): Sorted {
  const { since } = region;
  const known = knownBuilds(region).filter(({ began }) => since === null || began >= since);
  return {
    good: known.filter(isGood).map(({ streams, ...build }) => goodBuild(identity(build, region), streams)),
    toRead: known.filter((build) => !isGood(build)).map((build) => toRead(build, region)),
  };
}

/** A build by its stack, its log group, or both. */
interface KnownBuild {
  readonly id: string;
  readonly account: string | null;
  readonly stack: BuildStack | undefined;
  /** ARN, where the log lies in another account. */
  readonly elsewhere: string | null;
  readonly streams: readonly StreamAtLarge[];
  /** Milliseconds since the epoch. */
  readonly began: number;
}

function isGood({ stack, streams }: KnownBuild): boolean {
  return stack === undefined && certainlyEndedWell(streams);
}

function knownBuilds({ inventory, logs }: Region): KnownBuild[] {
  const { stacks, groups, account } = inventory;
  const here = accountIn(groups[0]?.arn) ?? stacks[0]?.account ?? null;
  const stackOf = new Map(stacks.map((stack) => [stack.logGroup, stack]));
  const createdAt = new Map(groups.map(({ logGroupName = '', creationTime = 0 }) => [logGroupName, creationTime]));
  const own = new Set([...createdAt.keys(), ...stackOf.keys()]);
  const streamsOf = byBuild(logs.streams ?? []);
  const builds = [...own].map((group): KnownBuild => {
    const streams = streamsOf.get(`${here}:${group}`) ?? [];
    const stack = stackOf.get(group);
    const began = beganAt(streams, stack?.createdAt ?? createdAt.get(group) ?? 0);
    return { id: stack?.id ?? imageIdOf(group), account: here, stack, elsewhere: null, streams, began };
  });
  const partition = groups[0]?.arn?.split(':')[1] ?? 'aws';
  const others = [...streamsOf.values()].filter(([first]) => first?.account !== here || !own.has(first?.group ?? ''));
  return [...builds, ...others.map((streams) => buildElsewhere(streams, `arn:${partition}:logs:${account.region}`))];
}

/** By account and group. */
function byBuild(streams: readonly StreamAtLarge[]): Map<string, StreamAtLarge[]> {
  const builds = new Map<string, StreamAtLarge[]>();
  for (const stream of streams) {
    const key = `${stream.account}:${stream.group}`;
    builds.set(key, [...(builds.get(key) ?? []), stream]);
  }
  return builds;
}

/** Where this account monitors others, their logs are found as well; of their stacks nothing can be seen. */
function buildElsewhere(streams: readonly StreamAtLarge[], region: string): KnownBuild {
  const [{ account, group } = { account: '', group: '' }] = streams;
  const elsewhere = `${region}:${account}:log-group:${group}`;
  return { id: imageIdOf(group), account, stack: undefined, elsewhere, streams, began: beganAt(streams, 0) };
}

/** Where no event is seen, when it was set up. */
function beganAt(streams: readonly StreamAtLarge[], otherwise: number): number {
  return streams.length === 0 ? otherwise : Math.min(...streams.map(({ first }) => first));
}

function identity({ id, account }: Pick<KnownBuild, 'id' | 'account'>, { inventory }: Region) {
  return { id, region: inventory.account.region, account };
}

function toRead({ id, stack, elsewhere, streams }: KnownBuild, { inventory, logs }: Region): ToRead {
  const { account } = inventory;
  // Where nobody has said when the logs begin and end, they have to be read from their beginning.
  const full = logs.streams === null;
  return {
    name: id,
    image: { id, region: account.region },
    evidence: () =>
      elsewhere === null
        ? readImage(account, id, { full, listed: stack })
        : readLog(account, { id, group: elsewhere }, { full }),
    ...(streams.length > 0 && { spans: (diagnosis) => spansRead(diagnosis, streams, stack) }),
  };
}

/** Of the streams that the diagnosis is about, without what an earlier run of the same id has left in them. */
function spansRead({ image }: Diagnosis, streams: readonly StreamAtLarge[], stack: BuildStack | undefined): Span[] {
  const since = stack?.createdAt ?? 0;
  return streams
    .filter(({ stream, last }) => last >= since && image.logs.some(({ name }) => name === stream))
    .map(({ first, last }) => ({ first: Math.max(first, since), last }));
}
