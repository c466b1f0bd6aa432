// Several profiles may lead to the same account: each region of it is scanned and paid for once.

import { ofProfile } from '../../wording/of-profile.ts';
import type { Session } from '../session.ts';
import type { Inventory } from './inventory.ts';

/** Of those in the same region of the same account, the one that sees the most; the others are said. In their order. */
export function accountsOnce(inventories: readonly Inventory[], session: Session): Inventory[] {
  const chosen = new Map<string, Inventory>();
  for (const one of inventories.toSorted((a, b) => a.gaps.length - b.gaps.length)) {
    const key = keyOf(one);
    const taken = chosen.get(key);
    if (taken === undefined) chosen.set(key, one);
    else session.remark(`${said(one)} is the same account as ${said(taken)}: its builds are counted once`);
  }
  return inventories.filter((one) => chosen.get(keyOf(one)) === one);
}

/** An account of which nothing is known has nothing that could be counted twice. */
function keyOf({ account, owner }: Inventory): string {
  return `${account.region} ${owner ?? `of ${account.profile}`}`;
}

function said({ account }: Inventory): string {
  return ofProfile(account.region, account.profile);
}
