// Runs the built command line as a child process, as a user or a job would: with an environment of its own, no settings of AWS but
// those of the test, and a home folder without any.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Account } from '../../src/replay/account/account.ts';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import { startReplay, type Replay, type ReplayOptions } from '../../src/replay/server.ts';
import type { FaultRule } from '../../src/replay/faults.ts';

export const MAIN = 'dist/cli/main.js';

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Environment;
  /** What stands on standard input; without it, it is empty. */
  readonly input?: string;
}

const BARE: Environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  XDG_CACHE_HOME: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
};

export async function pcDoctor(args: readonly string[], { env = {}, input = '' }: RunOptions = {}): Promise<Ended> {
  const child = startPcDoctor(args, env);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

/** For tests that do something to the process while it runs. */
export function startPcDoctor(args: readonly string[], env: Environment = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [MAIN, ...args], { env: { ...BARE, ...env } });
}

export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A line for a shell, for pipes. */
export async function shell(line: string, env: Environment = {}): Promise<Ended> {
  const child = spawn('bash', ['-c', line], { env: { ...BARE, ...env } });
  child.stdin.end();
  return ended(child);
}

export interface Served {
  readonly replay: Replay;
  /** Lets pc-doctor reach the server, with keys. */
  readonly env: Environment;
}

/** The demo's account, served for one test. */
export async function servedAccount(faults: readonly FaultRule[] = []): Promise<Served> {
  return served(await loadAccount('src/replay/demo'), { faults });
}

/** An account, served for one test. */
export async function served(account: Account, options: ReplayOptions): Promise<Served> {
  const replay = await startReplay(account, options);
  onTestFinished(() => replay.close());
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  return { replay, env: { ...keys, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: replay.url } };
}

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
