// The builds of which a region knows, by its stacks, its log groups and what the queries have seen. A build can be known in several places,
// where one account monitors another that is asked too: it is taken where it was built.

import type { AwsAccount } from '../../sources/aws/account.ts';
import { imageIdOf, type BuildStack } from '../../sources/aws/build-stack.ts';
import type { LogsAtLarge, StreamAtLarge } from '../../sources/aws/logs-at-large.ts';
import type { Inventory } from './inventory.ts';

/** A region as far as it is seen without reading logs. */
export interface Region {
  readonly inventory: Inventory;
  readonly logs: LogsAtLarge;
}

/** A build by its stack, its log group, or both. */
export interface KnownBuild {
  readonly id: string;
  readonly group: string;
  /** Through which it is asked about. */
  readonly seenBy: AwsAccount;
  /** In which it was built. */
  readonly account: string | null;
  readonly stack: BuildStack | undefined;
  /** ARN, where the log lies in another account. */
  readonly elsewhere: string | null;
  readonly streams: readonly StreamAtLarge[];
  /** Whether it is known when its logs begin and end. */
  readonly isScanned: boolean;
  /** Milliseconds since the epoch. */
  readonly began: number;
}

/** Each build once, in the order of the regions. */
export function knownBuilds(regions: readonly Region[]): KnownBuild[] {
  const builds = regions.flatMap(buildsKnownIn);
  const chosen = new Map<string, KnownBuild>();
  for (const build of builds.toSorted((a, b) => Number(a.elsewhere !== null) - Number(b.elsewhere !== null)))
    if (!chosen.has(keyOf(build))) chosen.set(keyOf(build), build);
  return builds.filter((build) => chosen.get(keyOf(build)) === build);
}

function keyOf({ seenBy, account, group }: KnownBuild): string {
  return [seenBy.region, account ?? `of ${seenBy.profile}`, group].join(' ');
}

function buildsKnownIn({ inventory, logs }: Region): KnownBuild[] {
  const { stacks, groups, account: seenBy, owner } = inventory;
  const stackOf = new Map(stacks.map((stack) => [stack.logGroup, stack]));
  const createdAt = new Map(groups.map(({ logGroupName = '', creationTime = 0 }) => [logGroupName, creationTime]));
  const own = new Set([...createdAt.keys(), ...stackOf.keys()]);
  const streamsOf = byBuild(logs.streams ?? []);
  const common = { seenBy, isScanned: logs.streams !== null };
  const builds = [...own].map((group): KnownBuild => {
    const streams = streamsOf.get(`${owner}:${group}`) ?? [];
    const stack = stackOf.get(group);
    const began = beganAt(streams, stack?.createdAt ?? createdAt.get(group) ?? 0);
    const id = stack?.id ?? imageIdOf(group);
    return { ...common, id, group, account: owner, stack, elsewhere: null, streams, began };
  });
  const partition = groups[0]?.arn?.split(':')[1] ?? 'aws';
  const others = [...streamsOf.values()].filter(([first]) => first?.account !== owner || !own.has(first?.group ?? ''));
  const prefix = `arn:${partition}:logs:${seenBy.region}`;
  return [...builds, ...others.map((streams) => ({ ...common, ...buildElsewhere(streams, prefix) }))];
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
function buildElsewhere(streams: readonly StreamAtLarge[], prefix: string) {
  const [{ account, group } = { account: '', group: '' }] = streams;
  const elsewhere = `${prefix}:${account}:log-group:${group}`;
  return { id: imageIdOf(group), group, account, stack: undefined, elsewhere, streams, began: beganAt(streams, 0) };
}

/** Where no event is seen, when it was set up. */
function beganAt(streams: readonly StreamAtLarge[], otherwise: number): number {
  return streams.length === 0 ? otherwise : Math.min(...streams.map(({ first }) => first));
}
