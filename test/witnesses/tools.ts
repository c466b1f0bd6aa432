// Programs that were not written here and speak AWS: the aws CLI, boto3 and moto. A machine may lack any of them; then a test
// says so and is skipped. None of them sees the real account, keys or configuration of whoever runs the tests.
import { spawn } from 'node:child_process';

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment for a witness: no AWS settings but made-up ones. */
export function strangerEnv(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith('AWS_') || name.startsWith('BOTO') || value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_PAGER: '',
    AWS_MAX_ATTEMPTS: '1',
    ...more,
  };
}

/** Runs a program to its end. A program that is not there says so with code null. */
export function run(program: string, args: readonly string[], input = ''): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: strangerEnv() });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    child.on('error', () => resolve({ code: null, ...said }));
    child.on('close', (code) => resolve({ code, ...said }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** Why a witness cannot be called, or null when it can. */
export async function missing(program: string, args: readonly string[], name: string): Promise<string | null> {
  const { code } = await run(program, args);
  return code === 0 ? null : `${name} is not installed`;
}
