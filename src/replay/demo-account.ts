// The account of `pc-doctor demo`: ten builds that failed in ten ways, or did not. Its files stand in src/replay/demo/.

import type { Account } from './account/account.ts';

/** The demo's account; it is loaded when it is asked for. */
export async function demoAccount(): Promise<Account> {
  const { default: account } = await import('virtual:demo-account');
  return account;
}
