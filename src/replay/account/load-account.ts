// Reads a recorded account from a folder on disk.

import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { EXIT, Trouble } from '../../model/trouble.ts';
import type { Account } from './account.ts';
import { readAccount } from './read-account.ts';

/** In a bundle; it is what an account of several files comes to. */
const BUNDLED_ACCOUNT = 'account.json';

/** Files that belong to an account; others (notes, editor backups) may stand beside them. */
const OURS = /(^account\.yaml|\/build\.yaml|\/image-config\.yaml|\/stack-events\.txt|\.log)$/;

/** Reads the account below `folder`. Throws a Trouble that names file and line when one of its files is wrong. */
export async function loadAccount(folder: string): Promise<Account> {
  const bundled = await bundledAccount(folder);
  if (bundled) return bundled;
  const paths = await accountPaths(folder);
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return readAccount(new Map(paths.map((path, index) => [path.split(sep).join('/'), texts[index] ?? ''])), folder);
}

/** The account that a bundle holds, as one file. */
async function bundledAccount(folder: string): Promise<Account | null> {
  const text = await readFile(join(folder, BUNDLED_ACCOUNT), 'utf8').catch(() => null);
  if (text === null) return null;
  const account: Account = JSON.parse(text);
  return account;
}

/** The account's files, relative to its folder, in a fixed order. */
export async function accountPaths(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Trouble(`cannot read the recorded account ${folder}`, {
      exitCode: EXIT.notFound,
      toTry: 'check the path',
      cause,
    });
  });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return paths.filter((path) => OURS.test(path)).sort();
}
