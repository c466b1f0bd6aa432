// `diagnose --from`: verdicts, exit codes and what bad input gets.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CUT_LOG, GOOD_LOG, LOCATED_LOG, RECOGNISED_LOG } from './logs.ts';
import { ended, MAIN, pcDoctor, shell, startPcDoctor, temporaryFolder } from './pc-doctor.ts';

const FACTS = ['--os', 'ubuntu2004', '--arch', 'x86_64'];

test.each([
  ['recognised', RECOGNISED_LOG, 3, 'Cause: '],
  ['located', LOCATED_LOG, 4, 'Located: '],
  ['inconclusive', CUT_LOG, 5, 'Inconclusive: '],
  ['not-failed', GOOD_LOG, 0, 'This build did not fail.'],
])('%s: standard input gets its exit code and its conclusion', async (verdict, input, code, conclusion) => {
  const text = await pcDoctor(['diagnose', '--from', '-', ...FACTS], { input });
  expect({ code: text.code, stderr: text.stderr }).toEqual({ code, stderr: '' });
  expect(text.stdout).toContain(`\n\n${conclusion}`);
  const json = await pcDoctor(['diagnose', '--from', '-', '--json', ...FACTS], { input });
  expect(json.code).toBe(code);
  expect(JSON.parse(json.stdout).diagnoses[0].verdict).toBe(verdict);
});

test.each([
  ['recognised', RECOGNISED_LOG],
  ['inconclusive', CUT_LOG],
])('with --exit-zero a build that is %s is no failure of the program', async (_verdict, input) => {
  expect((await pcDoctor(['diagnose', '--from', '-', '--exit-zero'], { input })).code).toBe(0);
});

test('facts that the log lacks come by flags', async () => {
  const args = [
    'diagnose',
    '--from',
    '-',
    '--json',
    '--os',
    'rocky9.4',
    '--arch',
    'arm64',
    '--pcluster-version',
    '3.9.1',
  ];
  const { stdout } = await pcDoctor(args, { input: LOCATED_LOG });
  expect(JSON.parse(stdout).diagnoses[0].image).toMatchObject({
    os: 'rocky9',
    arch: 'arm64',
    pclusterVersion: '3.9.1',
  });
});

test('every quoted line is in the input, at the line that is named', async () => {
  const { stdout } = await pcDoctor(['diagnose', '--from', '-', '--json', ...FACTS], { input: RECOGNISED_LOG });
  const lines = RECOGNISED_LOG.split('\n');
  const quotes: { line: number; text: string }[] = JSON.parse(stdout).diagnoses[0].rootCause.evidence;
  expect(quotes.length).toBeGreaterThan(0);
  for (const { line, text } of quotes) expect(lines[line - 1]).toContain(text);
});

test.each([
  ['no such file', (folder: string) => join(folder, 'missing.log'), 8],
  ['a directory', (folder: string) => folder, 2],
  ['binary junk', (folder: string) => file(folder, '\u0000\u0001\u0002'.repeat(100)), 2],
  ['an image configuration', (folder: string) => file(folder, '{"Build": {"InstanceType": "c5.xlarge"}}'), 2],
])('%s: one line, the exit code, no document and no stack', async (_name, path, code) => {
  const { stdout, stderr, ...rest } = await pcDoctor(['diagnose', '--json', '--from', path(temporaryFolder())]);
  expect({ stdout, ...rest }).toEqual({ stdout: '', code });
  expect(stderr).toMatch(/^pc-doctor: .+\ntry: .+\n$/);
});

test('an empty file is a verdict with a gap', async () => {
  const { code, stdout } = await pcDoctor(['diagnose', '--json', '--from', file(temporaryFolder(), '')]);
  expect(code).toBe(5);
  expect(JSON.parse(stdout).diagnoses[0].gaps.length).toBeGreaterThan(0);
});

test('--debug says where an error comes from, with its causes', async () => {
  const { code, stderr } = await pcDoctor(['diagnose', '--debug', '--from', '/nonexistent.log']);
  expect(code).toBe(8);
  expect(stderr).toMatch(/\n {4}at .+\ncaused by Error: ENOENT/s);
});

test('a pattern of the user with a typo ends with 9 and names the place', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'site', 'bad.yaml'), 'title: x\nkind: couse\n');
  const args = ['diagnose', '--from', '-', '--patterns', folder];
  const { code, stdout, stderr } = await pcDoctor(args, { input: RECOGNISED_LOG });
  expect({ code, stdout }).toEqual({ code: 9, stdout: '' });
  expect(stderr).toMatch(/bad\.yaml:2:7/);
});

test('--output writes whole files beside the report, plain ones, and leaves nothing else', async () => {
  const folder = temporaryFolder();
  const outputs = ['--output', `json=${join(folder, 'r.json')}`, '--output', `text=${join(folder, 'r.txt')}`];
  const { stdout } = await pcDoctor(['diagnose', '--from', '-', '--color', ...outputs], { input: RECOGNISED_LOG });
  expect(readdirSync(folder).sort()).toEqual(['r.json', 'r.txt']);
  expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')).summary.examined).toBe(1);
  expect(readFileSync(join(folder, 'r.txt'), 'utf8')).toMatch(/^── standard input ─+\n/);
  expect(stdout).toContain('\u001b[');
});

test('a target that cannot be replaced stays as it is, and nothing half-written is left', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'taken'));
  const args = ['diagnose', '--from', '-', '--output', `json=${join(folder, 'taken')}`];
  const { code, stderr } = await pcDoctor(args, { input: RECOGNISED_LOG });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^pc-doctor: cannot write .*taken: /);
  expect(readdirSync(folder)).toEqual(['taken']);
});

test.skipIf(process.getuid?.() === 0)(
  'a folder without the right to write is a usage error (not run as root)',
  async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    const args = ['diagnose', '--from', '-', '--output', `json=${join(folder, 'r.json')}`];
    expect((await pcDoctor(args, { input: RECOGNISED_LOG })).code).toBe(2);
  },
);

test('a reader that has seen enough ends the run quietly', async () => {
  const log = file(temporaryFolder(), RECOGNISED_LOG);
  const line = `set -o pipefail; ${process.execPath} dist/cli/main.js diagnose --from ${log} --json --exit-zero | head -1`;
  expect(await shell(line)).toEqual({ code: 0, stdout: '{\n', stderr: '' });
});

test('the same input gives the same bytes, but for the time of the report', async () => {
  const runs = await Promise.all(
    [1, 2].map(() => pcDoctor(['diagnose', '--from', '-', '--json'], { input: RECOGNISED_LOG })),
  );
  const [first, second] = runs.map(({ stdout }) => stdout.replace(/"generatedAt": "[^"]+"/, ''));
  expect(first).toBe(second);
});

test('a pipe that nobody writes to ends at the deadline', async () => {
  const child = startPcDoctor(['diagnose', '--from', '-', '--timeout', '0.2']);
  const { code, stdout, stderr } = await ended(child);
  expect({ code, stdout }).toEqual({ code: 7, stdout: '' });
  expect(stderr).toContain('not done after 0.2 s, the time for the whole run');
});

test('Ctrl-C ends the run with 130 and no words', async () => {
  const child = startPcDoctor(['diagnose', '--from', '-', '--debug']);
  const result = ended(child);
  // The program is up once it has taken what was written to it.
  await new Promise((resolve) => child.stdin.write('x'.repeat(1_000_000), resolve));
  child.kill('SIGINT');
  expect(await result).toEqual({ code: 130, stdout: '', stderr: '' });
});

function file(folder: string, text: string): string {
  const path = join(folder, 'build.log');
  writeFileSync(path, text);
  return path;
}

test('a pipe that the shell makes is read once, and whole', async () => {
  const { stdout, code } = await shell(
    `node ${MAIN} diagnose --json --from <(cat test/stories/from-pcluster-log-events/input.log) <(echo '{"imageId": "x", "imageBuildStatus": "BUILD_FAILED"}')`,
  );
  expect(code).toBe(3);
  expect(JSON.parse(stdout).diagnoses[0].image).toMatchObject({ id: 'x', pclusterVersion: '3.4.1' });
});
