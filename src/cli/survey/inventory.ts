// What there is to survey in a region, before anything of it is scanned: the stacks of image builds, and the log groups with their sizes.

import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { Gap } from '../../model/evidence.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import type { BuildStack } from '../../sources/aws/build-stack.ts';
import { allBuilds, allLogGroups } from '../../sources/aws/list.ts';
import { gapOf, troubleOf } from '../../sources/aws/meanings.ts';

export interface Inventory {
  readonly account: AwsAccount;
  readonly stacks: readonly BuildStack[];
  readonly groups: readonly LogGroup[];
  readonly gaps: readonly Gap[];
}

/** Throws Trouble when neither stacks nor log groups can be seen. */
export async function inventoryOf(account: AwsAccount): Promise<Inventory> {
  const [stacks, groups] = await Promise.all([allBuilds(account), allLogGroups(account)]);
  if (stacks.failure && groups.failure && stacks.items.length + groups.items.length === 0)
    throw troubleOf(stacks.failure);
  return {
    account,
    stacks: stacks.items,
    groups: groups.items,
    gaps: [
      ...(stacks.failure ? [gapOf(stacks.failure, `the stacks of image builds in ${account.region}`)] : []),
      ...(groups.failure ? [gapOf(groups.failure, `the log groups of image builds in ${account.region}`)] : []),
    ],
  };
}
