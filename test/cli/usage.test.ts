// What the command line says of itself, and of what it does not understand.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAIN, pcDoctor } from './pc-doctor.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

test.each([['--version'], ['-V'], ['list', '--version']])(
  'the version is that of package.json (%s %s)',
  async (...args) => {
    expect(await pcDoctor(args)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  },
);

test('the version is answered before anything else is loaded', () => {
  expect(readFileSync(MAIN, 'utf8')).not.toMatch(/^import /m);
});

test.each([['--help'], ['-h'], ['help'], ['list', '--help'], ['help', 'diagnose'], ['demo', '-h']])(
  'help goes to standard output in 80 columns, with examples (%s %s)',
  async (...args) => {
    const { code, stdout, stderr } = await pcDoctor(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Examples:\n');
    expect(stdout).toContain('--region <region>');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  },
);

test('the help of a command shows its own options and those of all', async () => {
  const { stdout } = await pcDoctor(['diagnose', '--help']);
  expect(stdout).toMatch(/^Options:[^]*--all[^]*^Global Options:[^]*--timeout/m);
});

test.each([
  [['lst'], "pc-doctor: unknown command 'lst'\n(Did you mean list?)\n"],
  [['diagnos', '--from', 'x'], "pc-doctor: unknown command 'diagnos'\n(Did you mean diagnose?)\n"],
  [['frobnicate'], "pc-doctor: unknown command 'frobnicate'\n"],
  [['help', 'lst'], "pc-doctor: unknown command 'lst'\n(Did you mean list?)\n"],
  [['help', 'frobnicate'], "pc-doctor: unknown command 'frobnicate'\n"],
  [['--jsn'], "pc-doctor: unknown option '--jsn'\n(Did you mean --json?)\n"],
  [['list', '--statu', 'all'], "pc-doctor: unknown option '--statu'\n(Did you mean --status?)\n"],
  [['list', 'extra'], 'pc-doctor: too many arguments'],
  [['list', '--status', 'broken'], 'Allowed choices are failed, pending, unknown, available, all.'],
  [['--format', 'xml'], 'Allowed choices are text, json, ndjson, markdown, html, sarif,'],
  [['list', '--format', 'html'], 'pc-doctor: this command cannot write html\ntry: use text or json\n'],
  [['check', 'x.yaml', '--output', 'jira=x.json'], 'try: use text or json or sarif'],
  [['--region'], "pc-doctor: option '-r, --region <region>' argument missing"],
  [['--timeout', '0'], 'It takes a number of seconds above 0.'],
  [['--timeout', 'soon'], 'It takes a number of seconds above 0.'],
  [
    ['--output', 'report.json'],
    'It takes FORMAT=PATH, for example json=report.json; formats are text, json, ndjson, markdown,',
  ],
  [['diagnose', '--from', 'x', '--os', 'debian12'], 'It takes a name such as alinux2023,'],
  [['diagnose', '--from', 'x', '--arch', 'riscv'], 'Allowed choices are x86_64, arm64.'],
  [['diagnose', '--from', 'x', '--pcluster-version', '3.4'], 'It takes a full version such as 3.4.1'],
  [['diagnose'], 'pc-doctor: nothing to diagnose\n'],
  [['diagnose', 'a', '--from', 'x'], 'pc-doctor: image ids, --all and --from do not go together\n'],
  [['diagnose', 'a', '--all'], 'pc-doctor: image ids, --all and --from do not go together\n'],
  [['list', '--json', '--format', 'text'], 'pc-doctor: --json and --format text contradict each other\n'],
  [['demo', '--output', 'json=/nonexistent/report.json'], 'there is no folder /nonexistent\n'],
])('%j is a usage error with a hint', async (args, says) => {
  const { code, stdout, stderr } = await pcDoctor(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).toMatch(/^try: .+$/m);
  expect(stderr).not.toMatch(/^ +at /m);
});
