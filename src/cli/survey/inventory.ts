// What there is to survey in a region, before anything of it is scanned: the stacks of image builds, and the log groups with their sizes.

import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { Gap } from '../../model/evidence.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { accountIn, type BuildStack } from '../../sources/aws/build-stack.ts';
import { allBuilds, allLogGroups } from '../../sources/aws/list.ts';
import { gapOf, troubleOf } from '../../sources/aws/meanings.ts';
import { ofProfile } from '../../wording/of-profile.ts';

export interface Inventory {
  readonly account: AwsAccount;
  /** Twelve digits; null where neither a stack nor a log group is there to tell. */
  readonly owner: string | null;
  readonly stacks: readonly BuildStack[];
  readonly groups: readonly LogGroup[];
  readonly gaps: readonly Gap[];
}

/** Throws Trouble when neither stacks nor log groups can be seen. */
export async function inventoryOf(account: AwsAccount): Promise<Inventory> {
  const [stacks, groups] = await Promise.all([allBuilds(account), allLogGroups(account)]);
  if (stacks.failure && groups.failure && stacks.items.length + groups.items.length === 0)
    throw troubleOf(stacks.failure);
  const where = ofProfile(account.region, account.profile);
  return {
    account,
    owner: accountIn(groups.items[0]?.arn) ?? stacks.items[0]?.account ?? null,
    stacks: stacks.items,
    groups: groups.items,
    gaps: [
      ...(stacks.failure ? [gapOf(stacks.failure, `the stacks of image builds in ${where}`)] : []),
      ...(groups.failure ? [gapOf(groups.failure, `the log groups of image builds in ${where}`)] : []),
    ],
  };
}
