// The demo needs nothing of the user's: no credentials, no network, no settings.
import { expect, test } from 'vitest';
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

test.skipIf(!hasScript)('at a terminal progress is shown and goes away (needs the script command)', async () => {
  const line = `script -qec "${process.execPath} dist/cli/main.js demo --exit-zero" /dev/null`;
  const { code, stdout } = await shell(line, { TERM: 'xterm-256color' });
  expect(code).toBe(0);
  expect(stdout.split('\r\u001b[2K').some((shown) => /^(?:listing|diagnosing|reading) /.test(shown))).toBe(true);
  expect(stdout.slice(stdout.lastIndexOf('\u001b[2K'))).not.toMatch(/(?:listing|diagnosing|reading) /);
  expect(stdout).toContain('\u001b[1m');
});
