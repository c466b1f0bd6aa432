// The version of the pcluster command that would build: asked of the command itself, since that is what runs.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** pcluster is Python, and takes a second or two to start. */
const PATIENCE_MS = 15_000;

/** `3.9.1`; null where there is no pcluster, or it says nothing of the kind. */
export async function installedVersion(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('pcluster', ['version'], { timeout: PATIENCE_MS });
    return /"version"\s*:\s*"(\d+\.\d+\.\d+\w*)"/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}
