// The commands against a recorded account over real HTTP: what they print, in which order, and with which exit code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/diagnosis.ts';
import { validator } from '../json-schema.ts';
import { ended, pcDoctor, servedAccount, startPcDoctor, temporaryFolder } from './pc-doctor.ts';

function report(stdout: string): Report {
  const parsed = JSON.parse(stdout);
  expect(validator('dist/report.schema.json')(parsed)).toBeNull();
  return parsed;
}

function withoutTime(text: string): string {
  return text.replace(/"generatedAt": "[^"]+"/, '');
}

test('bare pc-doctor shows the failed builds and then why each failed', async () => {
  const { env } = await servedAccount();
  const { stdout, stderr } = await pcDoctor([], { env });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\d+ failed image builds in us-east-1.*\nIMAGE +VERSION +STATUS +REGION +AGE\n/);
  const table = [...stdout.matchAll(/^(\S+) +\S+ +failed +us-east-1/gm)].map(([, id]) => id);
  const pages = [...stdout.matchAll(/^── (\S+) ─+$/gm)].map(([, id]) => id);
  expect(pages).toEqual(table);
  expect(stdout).toContain('builds examined: ');
});

test('bare pc-doctor --json is one valid document over the same builds, with the worst exit code', async () => {
  const { env } = await servedAccount();
  const { code, stdout, stderr } = await pcDoctor(['--json'], { env });
  expect(stderr).toBe('');
  const { summary, diagnoses } = report(stdout);
  expect(diagnoses.length).toBe(summary.examined);
  const worst = summary.inconclusive > 0 ? 5 : summary.located > 0 ? 4 : 3;
  expect(code).toBe(worst);
});

test.each([
  [['diagnose', 'ubuntu20-mysql']],
  [['diagnose', '--image-id', 'ubuntu20-mysql']],
  [['-r', 'us-east-1', 'diagnose', '-i', 'ubuntu20-mysql', '--full']],
  [['diagnose', 'ubuntu20-mysql', 'ubuntu20-mysql', '--region', 'eu-west-3', '--region', 'us-east-1']],
])('issue 4835 is recognised: %j', async (args) => {
  const { env } = await servedAccount();
  const { code, stdout } = await pcDoctor([...args, '--json'], { env });
  expect(code).toBe(3);
  expect(report(stdout).diagnoses.map(({ rootCause }) => rootCause?.pattern)).toEqual([
    'os-packages/mysql-client-downgrade',
  ]);
});

test('an image that is not there does not keep the others from their diagnosis', async () => {
  const { env } = await servedAccount();
  const { code, stdout, stderr } = await pcDoctor(['diagnose', 'nowhere', 'ubuntu20-mysql', '--json'], { env });
  expect(code).toBe(8);
  expect(report(stdout).summary.examined).toBe(1);
  expect(stderr).toMatch(/^pc-doctor: there is no image "nowhere" in us-east-1\ntry: .+\n$/);
});

test('a region that cannot be reached does not keep the other from its answer', async () => {
  const { env } = await servedAccount();
  const { code, stdout, stderr } = await pcDoctor(['-r', 'us-east-1a', '-r', 'us-east-1', '--json'], { env });
  expect(code).toBe(8);
  expect(report(stdout).summary.examined).toBeGreaterThan(0);
  expect(stderr).toContain('there is no region "us-east-1a"');
});

test.each([
  ['no region', { AWS_REGION: '' }, 2],
  ['no credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, 6],
  ['nobody answers', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 7],
])('%s: one complaint, its exit code and nothing on standard output', async (_name, change, code) => {
  const { env } = await servedAccount();
  const result = await pcDoctor(['--json'], { env: { ...env, ...change } });
  expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
  expect(result.stderr).toMatch(/^pc-doctor: .+\ntry: .+\n$/);
});

test('an expired token ends with 6', async () => {
  const { env } = await servedAccount([{ action: '*', fault: { kind: 'expired-token' } }]);
  expect((await pcDoctor(['diagnose', 'ubuntu20-mysql'], { env })).code).toBe(6);
});

test('a denied list is a remark on standard error in JSON, and a gap below the table in text', async () => {
  const { env } = await servedAccount([{ action: 'DescribeLogGroups', fault: { kind: 'deny' } }]);
  const json = await pcDoctor(['--json'], { env });
  expect(json.stderr).toMatch(/^pc-doctor: not seen: .*logs:DescribeLogGroups/);
  expect(report(json.stdout).summary.examined).toBeGreaterThan(0);
  const text = await pcDoctor(['list'], { env });
  expect(text.stdout).toMatch(/^What could not be seen\n/m);
});

test('the list is sorted, filtered by status, and JSON where that is asked for', async () => {
  const { env } = await servedAccount();
  const text = await pcDoctor(['list', '--status', 'failed'], { env });
  expect({ code: text.code, stderr: text.stderr }).toEqual({ code: 0, stderr: '' });
  expect(text.stdout).toMatch(/^IMAGE .*\n(?:.*\n)*ubuntu20-mysql +3\.4\.1 +failed +us-east-1/);
  const list = JSON.parse((await pcDoctor(['list', '--json', '--status', 'failed'], { env })).stdout);
  expect(validator('dist/list.schema.json')(list)).toBeNull();
  expect(list.gaps).toEqual([]);
  expect(new Set(list.images.map(({ status }: { status: string }) => status))).toEqual(new Set(['failed']));
  const none = await pcDoctor(['list', '-r', 'eu-west-3'], { env });
  expect(none).toEqual({ code: 0, stdout: 'No image builds in eu-west-3.\n', stderr: '' });
});

test('the list is written to files as well', async () => {
  const { env } = await servedAccount();
  const folder = temporaryFolder();
  const outputs = ['--output', `json=${join(folder, 'l.json')}`, '--output', `text=${join(folder, 'l.txt')}`];
  const { stdout } = await pcDoctor(['list', '--json', ...outputs], { env });
  expect(withoutTime(readFileSync(join(folder, 'l.json'), 'utf8'))).toBe(withoutTime(stdout));
  expect(readFileSync(join(folder, 'l.txt'), 'utf8')).toMatch(/^IMAGE +VERSION/);
});

test('where nothing failed the report is empty and the exit code 0', async () => {
  const { env } = await servedAccount();
  const { code, stdout } = await pcDoctor(['--json', '-r', 'eu-west-3'], { env });
  expect({ code, diagnoses: report(stdout).diagnoses }).toEqual({ code: 0, diagnoses: [] });
});

test('account ids leave only with --no-redact', async () => {
  const { env } = await servedAccount();
  const args = ['diagnose', 'ubuntu20-mysql', '--json'];
  const hidden = await pcDoctor(args, { env });
  expect(hidden.stdout).toContain('<account-1>');
  expect(hidden.stdout).not.toMatch(/\b\d{12}\b/);
  expect((await pcDoctor([...args, '--no-redact'], { env })).stdout).toContain('111122223333');
});

test('at the deadline what was read is reported, and what is missing is a gap', async () => {
  const { env } = await servedAccount([{ action: 'GetLogEvents', fault: { kind: 'hang' } }]);
  const { code, stdout } = await pcDoctor(['diagnose', 'ubuntu20-mysql', '--json', '--timeout', '2'], { env });
  expect([4, 5]).toContain(code);
  expect(
    report(stdout)
      .diagnoses[0]?.gaps.map(({ why }) => why)
      .join(),
  ).toContain('logs:GetLogEvents was not answered');
});

test('Ctrl-C in the middle of a request ends with 130', async () => {
  const { env, replay } = await servedAccount([{ action: '*', fault: { kind: 'hang' } }]);
  const child = startPcDoctor(['list'], env);
  const result = ended(child);
  while (replay.requests.length === 0) await setTimeout(20);
  child.kill('SIGINT');
  expect(await result).toEqual({ code: 130, stdout: '', stderr: '' });
});
