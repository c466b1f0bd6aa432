// What tests write stands in one folder, which goes when they end: among it are archives that unpack to gigabytes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Called by vitest before the tests; `tmpdir()` follows the variable, here, in the threads of the tests, and in what they start. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-tests-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
