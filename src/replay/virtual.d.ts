/** Made from src/replay/demo/ by .config/demo-account.ts. */
declare module 'virtual:demo-account' {
  import type { Account } from './account/account.ts';

  const account: Account;
  export default account;
}
