// Runs commands and measures them: wall time, and on Linux the peak of resident memory. Commands that are compared take turns
// within one run, so that whatever else the machine does falls on all of them alike.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { performance } from 'node:perf_hooks';

export interface Command {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Measured {
  /** Milliseconds. */
  readonly wall: number;
  /** Bytes; null where /proc is missing. */
  readonly peakMemory: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
}

/** How often the memory of a running command is looked at. */
const MEMORY_EVERY_MS = 5;

export async function measure({ argv, env }: Command): Promise<Measured> {
  const [file = '', ...rest] = argv;
  const begin = performance.now();
  const child = spawn(file, rest, { env: { ...quietEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  let peakMemory: number | null = null;
  const watch = setInterval(() => (peakMemory = peakOf(child.pid) ?? peakMemory), MEMORY_EVERY_MS);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => clearInterval(watch));
  return { wall: performance.now() - begin, peakMemory, exitCode, stdout: Buffer.concat(out).toString('utf8') };
}

/** Measures each command `rounds` times, taking turns; gives the runs of each in the order of the commands. */
export async function inTurns(commands: readonly Command[], rounds: number): Promise<Measured[][]> {
  const runs: Measured[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, command] of commands.entries()) runs[i]?.push(await measure(command));
  }
  return runs;
}

export function medianWall(runs: readonly Measured[]): number {
  return medianOf(runs.map((run) => run.wall));
}

export function medianOf(amounts: readonly number[]): number {
  return amounts.toSorted((a, b) => a - b)[Math.floor(amounts.length / 2)] ?? Number.NaN;
}

export function mostMemory(runs: readonly Measured[]): number | null {
  const known = runs.flatMap((run) => run.peakMemory ?? []);
  return known.length > 0 ? Math.max(...known) : null;
}

/** Node 20 parses NODE_EXTRA_CA_CERTS at every start, which would be measured instead of the program. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => name !== 'NODE_EXTRA_CA_CERTS' && !name.startsWith('AWS_'),
  );
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: '1',
    XDG_CACHE_HOME: devNull,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
}

/** The same for a person's terminal: a job's variables would keep the screens closed. */
export function environmentOfTerminal(): NodeJS.ProcessEnv {
  const { CI: _ci, CONTINUOUS_INTEGRATION: _integration, NO_COLOR: _colour, ...kept } = quietEnvironment();
  return kept;
}

function peakOf(pid: number | undefined): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) * 1024 : null;
  } catch {
    return null;
  }
}
