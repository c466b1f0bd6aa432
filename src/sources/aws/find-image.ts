// Finds a build by its id: the stack is named after it and so is the log group, and either may be gone. One of them is enough to
// go on; without both there is no such image, unless we were only not allowed to look.

import { EXIT, Trouble } from '../../model/trouble.ts';
import type { AwsAccount } from './account.ts';
import { findStreams, type FoundStreams } from './build-log.ts';
import { ALL_LOG_GROUPS, IMAGE_ID, buildStack, imageIdOf, logGroupOf, type BuildStack } from './build-stack.ts';
import { troubleOf } from './meanings.ts';
import { nearNames } from '../../wording/near-names.ts';
import { collect, look, type Seen } from './seen.ts';

export interface FoundImage {
  readonly id: string;
  /** Its value is null when there is a stack of that name which is not that of an image. */
  readonly stack: Seen<BuildStack | null>;
  readonly streams: FoundStreams;
}

/**
 * What is there of a build; `listed` is its stack where the list has just told it. Throws Trouble when nothing is there, or nothing may be
 * seen.
 */
export async function findImage(account: AwsAccount, id: string, listed?: BuildStack): Promise<FoundImage> {
  refuseNoId(account, id);
  const [told, streams] = await Promise.all([
    listed ? { value: listed, failure: null } : findStack(account, id),
    findStreams(account, logGroupOf(id)),
  ]);
  // Where the log cannot be seen, a list that could be says nothing of what may be seen of this build.
  const stack = listed && isUnseen(streams) ? await findStack(account, id) : told;
  const found = { id, stack, streams };
  if (!stack.value && streams.items.length === 0) throw await nothingFound(account, found);
  return found;
}

/** Throws Trouble for what no image can be called; AWS is not asked about it. */
export function refuseNoId(account: AwsAccount, id: string): void {
  if (IMAGE_ID.test(id)) return;
  throw noSuchImage(account, id, 'check the id: it begins with a letter and has only letters, digits and hyphens');
}

/** The stack of that name, null when it is not that of an image. */
export async function findStack(account: AwsAccount, id: string): Promise<FoundImage['stack']> {
  const cloudFormation = await account.cloudFormation();
  const seen = await look(cloudFormation.stack(id));
  return seen.failure ? seen : { value: seen.value ? buildStack(seen.value) : null, failure: null };
}

async function nothingFound(account: AwsAccount, { id, stack, streams }: FoundImage): Promise<Trouble> {
  const unseen = [stack, streams].find(isUnseen)?.failure;
  if (unseen) return troubleOf(unseen);
  if (!stack.failure) return noSuchImage(account, id, `check the id: the stack ${id} is not that of an image build`);
  const near = await namesLike(account, id);
  return noSuchImage(
    account,
    id,
    near.length > 0 ? `check the id: did you mean ${near.join(' or ')}?` : 'check the id and --region',
  );
}

function isUnseen({ failure }: Pick<Seen<unknown>, 'failure'>): boolean {
  return failure !== null && failure.kind !== 'missing';
}

function noSuchImage(account: AwsAccount, id: string, toTry: string): Trouble {
  return new Trouble(`there is no image "${id}" in ${account.region}`, { exitCode: EXIT.notFound, toTry });
}

async function namesLike(account: AwsAccount, id: string): Promise<string[]> {
  const logs = await account.logs();
  const groups = await collect((token) => logs.groups(ALL_LOG_GROUPS, token));
  const names = groups.items.map((group) => imageIdOf(group.logGroupName ?? ''));
  return nearNames(id, names);
}
