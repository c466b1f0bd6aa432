// Lists the image builds of one region as `pcluster list-images` does, minus its false failures: a good build whose stack could
// not delete itself is DELETE_FAILED, and pcluster calls it failed. Log groups whose stack is gone are listed too.

import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { Gap } from '../../model/evidence.ts';
import type { ImageList, ListedImage, ListStatus } from '../../model/image-list.ts';
import type { AwsAccount } from './account.ts';
import { ALL_LOG_GROUPS, buildStack, imageIdOf, type BuildStack } from './build-stack.ts';
import { imageMade, type ImageMade } from './image-made.ts';
import { gapOf, troubleOf } from './meanings.ts';
import { collect, type Collected } from './seen.ts';
import { listStatusOf, MAY_BE_AVAILABLE } from './stack-status.ts';

/** The list, and the stacks that it was made from. */
export interface Listing extends ImageList {
  readonly stacks: readonly BuildStack[];
}

/** The builds of the account's region, in no particular order. Throws Trouble when neither stacks nor log groups can be seen. */
export async function listImages(account: AwsAccount): Promise<Listing> {
  const [stacks, groups] = await Promise.all([allBuilds(account), allLogGroups(account)]);
  if (stacks.failure && groups.failure && stacks.items.length + groups.items.length === 0)
    throw troubleOf(stacks.failure);
  const rows = await Promise.all(stacks.items.map((stack) => stackRow(account, stack)));
  const left = groupsWithoutStack(groups.items, stacks.items);
  const note = stacks.failure
    ? 'the stacks could not all be listed'
    : 'only the log is left: the build succeeded, or its image was deleted';
  return {
    images: [...rows.map(({ row }) => row), ...left.map((group) => groupRow(account, { group, note }))],
    gaps: [
      ...(stacks.failure ? [gapOf(stacks.failure, `the stacks of image builds in ${account.region}`)] : []),
      ...(groups.failure ? [gapOf(groups.failure, `the log groups of image builds in ${account.region}`)] : []),
      ...rows.flatMap(({ gaps }) => gaps),
    ],
    stacks: stacks.items,
  };
}

/** The stacks of image builds in the account's region. */
export async function allBuilds(account: AwsAccount): Promise<Collected<BuildStack>> {
  const cloudFormation = await account.cloudFormation();
  let found = 0;
  return collect(async (token) => {
    const page = await cloudFormation.stacks(token);
    const items = page.items.map(buildStack).filter((stack) => stack !== null);
    account.onProgress({ kind: 'listing', what: 'stacks', found: (found += items.length) });
    return { items, next: page.next };
  });
}

/** The log groups of image builds, those included whose stack is gone. */
export async function allLogGroups(account: AwsAccount): Promise<Collected<LogGroup>> {
  const logs = await account.logs();
  let found = 0;
  return collect(async (token) => {
    const page = await logs.groups(ALL_LOG_GROUPS, token);
    account.onProgress({ kind: 'listing', what: 'log groups', found: (found += page.items.length) });
    return page;
  });
}

async function stackRow(account: AwsAccount, stack: BuildStack): Promise<{ row: ListedImage; gaps: readonly Gap[] }> {
  const asked = MAY_BE_AVAILABLE.includes(stack.status) ? await imageMade(account, stack) : null;
  const row: ListedImage = {
    id: stack.id,
    region: account.region,
    ...(asked ? outcome(stack, asked) : { status: listStatusOf(stack.status), note: null }),
    pclusterVersion: stack.version,
    stackStatus: stack.status,
    statusReason: stack.reason,
    at: stack.changedAt,
    from: 'stack',
  };
  return { row, gaps: asked?.gaps ?? [] };
}

function outcome({ status }: BuildStack, { made }: ImageMade): { status: ListStatus; note: string } {
  const deletion = status === 'DELETE_FAILED';
  if (made === null) return { status: listStatusOf(status), note: 'whether the image was made could not be seen' };
  if (!made)
    return {
      status: 'failed',
      note: deletion
        ? 'the build failed, and so did the deletion of its stack'
        : 'the stack is complete, but its image is not available',
    };
  return {
    status: 'available',
    note: deletion
      ? 'the AMI is available; only the clean-up of its stack failed'
      : 'the AMI is available; its stack has not been cleaned up',
  };
}

function groupsWithoutStack(groups: readonly LogGroup[], stacks: readonly BuildStack[]): LogGroup[] {
  const known = new Set(stacks.map((stack) => stack.logGroup));
  return groups.filter((group) => !known.has(group.logGroupName ?? ''));
}

function groupRow(account: AwsAccount, { group, note }: { group: LogGroup; note: string }): ListedImage {
  return {
    id: imageIdOf(group.logGroupName ?? ''),
    region: account.region,
    status: 'unknown',
    pclusterVersion: null,
    stackStatus: null,
    statusReason: null,
    at: group.creationTime ?? null,
    from: 'log-group',
    note,
  };
}
