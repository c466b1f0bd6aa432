// Writes files by `--output` and `--write`: each is complete under its own name or not there at all, because another program may be
// waiting for it. The text is written beside the target and then renamed, which is one step on every file system.

import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { EXIT, Trouble } from '../model/trouble.ts';
import { paletteOf } from '../reports/palette.ts';

/** A file is read by people with other terminals, and by programs. */
export const FILE_PAGE = { palette: paletteOf(false), width: 80 };

/** Throws Trouble for a file that exists, unless its user forces it. */
export function refuseExisting(path: string, { force }: { readonly force?: boolean }): void {
  if (force || !existsSync(path)) return;
  throw new Trouble(`${path} exists`, { exitCode: EXIT.usage, toTry: 'write to another file, or add --force' });
}

/** Who may read a file is the umask's to say, unless it is nobody else's business. */
const AS_USUAL = 0o666;

/** Throws Trouble when the file cannot be written; then nothing is left behind. */
export function writeWhole(path: string, text: string | Uint8Array, mode = AS_USUAL): void {
  try {
    if (isDevice(path)) writeFileSync(path, text);
    else writeBeside(path, text, mode);
  } catch (error) {
    throw new Trouble(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      exitCode: EXIT.usage,
      toTry: 'choose another path, or get the right to write there',
      cause: error,
    });
  }
}

/** `/dev/stdout`, a pipe with a name: there is nothing to put in its place, and root could do so by mistake. */
function isDevice(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

function writeBeside(path: string, text: string | Uint8Array, mode: number): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { flag: 'wx', mode });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
