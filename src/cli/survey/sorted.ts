// Sorts the builds of a region: those that certainly ended well are counted as they are, the others have to be read. The stack of a good
// build is gone; where there is one, it knows better than the log how the build ended.

import type { Diagnosis } from '../../model/diagnosis.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import { accountIn, imageIdOf, type BuildStack } from '../../sources/aws/build-stack.ts';
import { readImage, readLog } from '../../sources/aws/image.ts';
import type { LogsAtLarge, StreamAtLarge } from '../../sources/aws/logs-at-large.ts';
import { certainlyEndedWell, goodBuild, type Span } from '../../survey.ts';
import type { ToRead } from './diagnosed.ts';
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
  const known = knownBuilds(region).filter(({ beganAt }) => region.since === null || beganAt >= region.since);
  const isGood = ({ stack, streams }: KnownBuild) => stack === undefined && certainlyEndedWell(streams);
  return {
    good: known.filter(isGood).map(({ streams, ...image }) => goodBuild(identity(image, region), streams)),
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
  readonly beganAt: number;
}

function knownBuilds({ inventory, logs }: Region): KnownBuild[] {
  const { stacks, groups, account } = inventory;
  const here = accountIn(groups[0]?.arn) ?? stacks[0]?.account ?? null;
  const streams = logs.streams ?? [];
  const ours = (group: string) => streams.filter((one) => one.account === here && one.group === group);
  const createdAt = new Map(groups.map(({ logGroupName = '', creationTime = 0 }) => [logGroupName, creationTime]));
  const stackOf = new Map(stacks.map((stack) => [stack.logGroup, stack]));
  const own = new Set([...createdAt.keys(), ...stackOf.keys()]);
  const others = streams.filter(({ account: owner, group }) => owner !== here || !own.has(group));
  return [
    ...[...own].map((group) => {
      const stack = stackOf.get(group);
      const known = { id: stack?.id ?? imageIdOf(group), account: here, stack, elsewhere: null, streams: ours(group) };
      return { ...known, beganAt: beganAt(known.streams, stack?.createdAt ?? createdAt.get(group) ?? 0) };
    }),
    ...[
      ...new Set(
        others.map(({ account: owner, group }) => `arn:aws:logs:${account.region}:${owner}:log-group:${group}`),
      ),
    ].map((arn) => {
      const its = others.filter(({ account: owner, group }) => arn.endsWith(`:${owner}:log-group:${group}`));
      const [first] = its;
      const id = imageIdOf(first?.group ?? '');
      return {
        id,
        account: first?.account ?? null,
        stack: undefined,
        elsewhere: arn,
        streams: its,
        beganAt: beganAt(its, 0),
      };
    }),
  ];
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
