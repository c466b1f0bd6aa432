// The formats as a job uses them: several files from one analysis, the configuration where a format shows it, lines as builds are known.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pcDoctor, servedAccount, temporaryFolder } from './pc-doctor.ts';

const IMAGE = 'ubuntu20-mysql';

test('several files come from one analysis, beside what is printed', async () => {
  const folder = temporaryFolder();
  const { replay, env } = await servedAccount();
  const files = ['markdown', 'html', 'sarif', 'junit', 'jira', 'ndjson'].map((format) => [
    format,
    join(folder, format),
  ]);
  const { code, stdout, stderr } = await pcDoctor(
    ['diagnose', IMAGE, '--json', ...files.flatMap(([format, path]) => ['--output', `${format}=${path}`])],
    { env },
  );
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  const { fingerprint } = JSON.parse(stdout).diagnoses[0];
  for (const [format, path = ''] of files) {
    expect(readFileSync(path, 'utf8')).toContain(format === 'junit' ? 'mysql-client-downgrade' : fingerprint);
  }
  expect(replay.requests.filter(({ action }) => action === 'GetImage')).toHaveLength(1);
});

test('the configuration comes from S3 for formats that show it, and costs the others nothing', async () => {
  const { replay, env } = await servedAccount();
  const { stdout } = await pcDoctor(['diagnose', IMAGE, '--format', 'markdown'], { env });
  expect(stdout).toMatch(/<summary>Image configuration<\/summary>\n\n```yaml\n[^`]*ParentImage:/);
  const asked = replay.requests.length;
  await pcDoctor(['diagnose', IMAGE, '--json'], { env });
  expect(replay.requests.slice(asked).map(({ action }) => action)).not.toContain('GetObject');
});

test('a configuration that may not be read is a gap of a diagnosis that stands', async () => {
  const { env } = await servedAccount([{ action: 'GetObject', fault: { kind: 'deny' } }]);
  const { code, stdout } = await pcDoctor(['diagnose', IMAGE, '--format', 'markdown'], { env });
  expect(code).toBe(3);
  expect(stdout).toMatch(/## What could not be seen\n\n- the configuration `?s3:.*s3:GetObject was denied/);
});

test('the configuration that the user names is shown, redacted', async () => {
  const log = 'test/stories/mysql-on-3.4.1/input.log';
  const { stdout } = await pcDoctor([
    'diagnose',
    '--from',
    log,
    '--config',
    'test/pictures/image-config.yaml',
    '--format',
    'html',
  ]);
  expect(stdout).toContain('<summary>Image configuration</summary>');
});

test('NDJSON has a line a build, in the order of the list', async () => {
  const { env } = await servedAccount();
  const [lines, report] = await Promise.all([
    pcDoctor(['--format', 'ndjson', '-r', 'us-east-1', '-r', 'eu-west-1'], { env }),
    pcDoctor(['--json', '-r', 'us-east-1', '-r', 'eu-west-1'], { env }),
  ]);
  const ids = lines.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).diagnosis.image.id);
  const { diagnoses }: { diagnoses: readonly { image: { id: string } }[] } = JSON.parse(report.stdout);
  expect(ids).toEqual(diagnoses.map(({ image }) => image.id));
});
