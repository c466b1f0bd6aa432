// The demo needs nothing of the user's: no credentials, no network, no settings.
import { describe, expect, test } from 'vitest';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pcDoctor, shell } from './pc-doctor.ts';

test('the demo diagnoses its builds, whatever AWS settings the user has', async () => {
  const env = {
    AWS_PROFILE: 'nobody',
    AWS_REGION: 'xx-nowhere-9',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://127.0.0.1:9',
    AWS_USE_FIPS_ENDPOINT: 'true',
  };
  const { code, stdout, stderr } = await pcDoctor(['demo', '--exit-zero'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('── ubuntu20-mysql ──');
});

test('the text of the demo fits 80 columns, commands, URLs and config values aside', async () => {
  const { stdout } = await pcDoctor(['demo']);
  const wide = stdout.split('\n').filter((line) => line.length > 80 && !/^ +\$ |:\/\/|^ +\w+: "/.test(line));
  expect(wide).toEqual([]);
});

test('each failed build is in the report once', async () => {
  const { stdout } = await pcDoctor(['demo', '--json']);
  const ids: (string | null)[] = JSON.parse(stdout).diagnoses.map(
    (diagnosis: { image: { id: string } }) => diagnosis.image.id,
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('ubuntu20-mysql');
});

const hasScript = (await shell('command -v script')).code === 0;

/** The demo at a terminal, as `script` records it. */
function atTerminal(options: string, env: Readonly<Record<string, string>> = {}) {
  const line = `script -qec "${process.execPath} dist/cli/main.js demo --exit-zero ${options}" /dev/null`;
  return shell(line, { TERM: 'xterm-256color', ...env });
}

describe.skipIf(!hasScript)('at a terminal (needs the script command)', () => {
  test('text that was asked for shows its progress, which goes away', async () => {
    const { code, stdout } = await atTerminal('--format text');
    expect(code).toBe(0);
    expect(stdout.split('\r\u001b[2K').some((shown) => /^(?:listing|diagnosing|reading) /.test(shown))).toBe(true);
    expect(stdout.slice(stdout.lastIndexOf('\u001b[2K'))).not.toMatch(/(?:listing|diagnosing|reading) /);
    expect(stdout).toContain('\u001b[1m');
  });

  test.each([
    ['in a job', '', { CI: 'true' }],
    ['on a dumb terminal', '', { TERM: 'dumb' }],
    ['when a file is asked for', `--output json=${join(tmpdir(), 'pc-doctor-demo.json')}`, {}],
    ['when JSON is asked for', '--json', {}],
  ])('the screens stay closed %s', async (_name, options, env) => {
    const { stdout } = await atTerminal(options, env);
    expect(stdout).toContain('ubuntu20-mysql');
    expect(stdout).not.toContain('\u001b[?1049h');
  });
});
