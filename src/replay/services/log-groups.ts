// Finds log groups and streams the way CloudWatch Logs names them: by name, or by an ARN without the `:*` in which other
// answers end.

import { z } from 'zod';
import type { LogGroup, Stream } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { checked, type Input, type World } from './service.ts';
import { eventsOf } from './stream-events.ts';

const INVALID = 'InvalidParameterException';

const named = z.object({
  logGroupName: z.string().min(1).optional(),
  logGroupIdentifier: z.string().min(1).optional(),
});

/** The account's own groups of the region, in the order AWS lists them: by the bytes of their names. */
export function groupsOf(world: World): LogGroup[] {
  return groupsInSight(world).filter(({ linkedAccount }) => linkedAccount === undefined);
}

/** With those of the accounts that this one monitors, which a query looks at too and an ARN can name. */
export function groupsInSight(world: World): LogGroup[] {
  const groups = world.builds
    .flatMap(({ logGroup }) => logGroup ?? [])
    .filter(({ createdAt }) => createdAt <= world.now);
  return groups.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The group an input asks for. Throws what AWS answers when it is missing or asked for in a wrong way. */
export function namedGroup(input: Input, world: World): LogGroup {
  const { logGroupName, logGroupIdentifier } = checked(input, named, INVALID);
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new AwsError(INVALID, 'Exactly one of logGroupName and logGroupIdentifier must be specified.');
  }
  const name = pickGroup(input);
  const arn = logGroupIdentifier?.startsWith('arn:') ? logGroupIdentifier : groupArn(name ?? '', world);
  const group = groupsInSight(world).find((candidate) => arnOf(candidate, world) === arn);
  if (!group) throw notFound('group');
  return group;
}

/** The streams that have begun. One that never held an event was there from the start. */
export function streamsOf(group: LogGroup, { now }: World): Stream[] {
  return group.streams.filter((stream) => (eventsOf(stream)[0]?.timestamp ?? 0) <= now);
}

export function namedStream(group: LogGroup, name: string, world: World): Stream {
  const stream = streamsOf(group, world).find((candidate) => candidate.name === name);
  if (!stream) throw notFound('stream');
  return stream;
}

/** The name of the group in an input, without looking whether there is such a group. */
export function pickGroup(input: Input): string | null {
  const asked = input['logGroupName'] ?? input['logGroupIdentifier'];
  if (typeof asked !== 'string') return null;
  return asked.startsWith('arn:') ? asked.split(':').slice(6).join(':') : asked;
}

/** ARN of a group, without `:*`. */
export function groupArn(name: string, world: World): string {
  return `arn:aws:logs:${world.region}:${world.account.id}:log-group:${name}`;
}

export function arnOf({ name, linkedAccount }: LogGroup, world: World): string {
  return `arn:aws:logs:${world.region}:${linkedAccount ?? world.account.id}:log-group:${name}`;
}

/** The oldest event time that retention has left in the group. */
export function keptSince(group: LogGroup, world: World): number {
  return group.retentionInDays === null ? 0 : world.now - group.retentionInDays * 86_400_000;
}

/** pcluster itself tells a missing log from other errors by the beginning of this sentence. */
function notFound(what: 'group' | 'stream'): AwsError {
  return new AwsError('ResourceNotFoundException', `The specified log ${what} does not exist.`);
}
