// Turns the files below src/replay/demo/ into one module, `virtual:demo-account`.
import { fileURLToPath } from 'node:url';
import { accountPaths, loadAccount } from '../src/replay/account/load-account.ts';
import { virtualModule } from './virtual-module.ts';

export function shippedDemo(how?: Parameters<typeof virtualModule>[1]) {
  const account = {
    name: 'virtual:demo-account',
    folder: fileURLToPath(new URL('../src/replay/demo', import.meta.url)),
    files: accountPaths,
    value: loadAccount,
  };
  return virtualModule(account, how);
}
