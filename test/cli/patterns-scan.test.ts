// `patterns scan`, as a person types it over logs of any kind.
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { LEAST } from '../catalog/patterns.ts';
import { ended, pcDoctor, startPcDoctor, temporaryFolder } from './pc-doctor.ts';

const MYSQL = 'test/stories/mysql-on-3.4.1/input.log';
const FULL = '[2026-02-01T10:00:00+00:00] ERROR: No space left on device';

function file(name: string, content: string | Buffer): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

test('every line that a pattern knows, in the order of the log, with its number', async () => {
  const { stdout, stderr, code } = await pcDoctor(['patterns', 'scan', MYSQL]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toMatch(/^80: os-packages\/mysql-client-downgrade: .*E: Packages were downgraded and -y was used/m);
  const numbers = stdout
    .trim()
    .split('\n')
    .map((line) => Number.parseInt(line, 10));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('a log of which nothing is known prints nothing and exits 0', async () => {
  const log = file('chef-client.log', 'INFO: all is well\n'.repeat(1000));
  expect(await pcDoctor(['patterns', 'scan', log])).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('standard input, a gzip file and UTF-16 say the same as the file', async () => {
  const text = `${'nothing\n'.repeat(50_000)}${FULL}\n`;
  const expected = `50001: system/no-space-left: ${FULL}\n`;
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const path of [file('a.log', text), file('a.log.gz', gzipSync(text)), file('b.log', utf16)]) {
    expect((await pcDoctor(['patterns', 'scan', path])).stdout).toBe(expected);
  }
  expect((await pcDoctor(['patterns', 'scan', '-'], { input: text })).stdout).toBe(expected);
});

test('an engine without WebAssembly finds the same', async () => {
  const plain = await pcDoctor(['patterns', 'scan', MYSQL], { env: { NODE_OPTIONS: '--jitless' } });
  expect(plain.stdout).toBe((await pcDoctor(['patterns', 'scan', MYSQL])).stdout);
  expect(plain.stdout).toContain('mysql-client-downgrade');
});

test('of several files each line names its own', async () => {
  const [a, b] = [file('a.log', `${FULL}\n`), file('b.log', `\n${FULL}`)];
  const { stdout } = await pcDoctor(['patterns', 'scan', a, b]);
  expect(stdout).toBe(`${a}:1: system/no-space-left: ${FULL}\n${b}:2: system/no-space-left: ${FULL}\n`);
});

test('packed parts among other logs are read in their order, though each is unpacked while the one before it is', async () => {
  const folder = temporaryFolder();
  const parts = ['000000.gz', '000001.log', '000002.gz', '000003.gz'].map((name, lines) => {
    const text = `${'nothing\n'.repeat(lines * 200_000)}${FULL}\n`;
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
    return join(folder, name);
  });
  const { stdout } = await pcDoctor(['patterns', 'scan', ...parts]);
  const expected = parts.map((path, lines) => `${path}:${lines * 200_000 + 1}: system/no-space-left: ${FULL}\n`);
  expect(stdout).toBe(expected.join(''));
});

test('a part that is missing or damaged is said in its turn, after what stands before it', async () => {
  const good = file('000000.gz', gzipSync(`${FULL}\n`));
  const cut = file('000001.gz', gzipSync(`${FULL}\n`.repeat(1000)).subarray(0, 30));
  for (const bad of [cut, join(temporaryFolder(), '000002.gz')]) {
    const { code, stdout, stderr } = await pcDoctor(['patterns', 'scan', good, bad, good]);
    expect(stdout.startsWith(`${good}:1: system/no-space-left: ${FULL}\n`)).toBe(true);
    expect(stdout.match(/000000\.gz/g)).toHaveLength(1);
    expect([code === 0, stderr]).toEqual([false, expect.stringContaining(bad)]);
  }
});

test('as JSON: one document a line', async () => {
  const log = file('a.log', `${FULL}\n`);
  const { stdout } = await pcDoctor(['patterns', 'scan', log, '--json']);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([{ file: log, line: 1, pattern: 'system/no-space-left', text: FULL }]);
});

test('what is printed is redacted, and harmless to look at', async () => {
  const log = file('a.log', `\u001b]0;title\u0007 arn:aws:iam::123456789012:role/x: No space left on device\n`);
  const { stdout } = await pcDoctor(['patterns', 'scan', log]);
  expect(stdout).toContain(': No space left');
  for (const hidden of ['123456789012', '\u001b']) expect(stdout).not.toContain(hidden);
  expect((await pcDoctor(['patterns', 'scan', log, '--no-redact'])).stdout).toContain('123456789012');
});

test("a site's patterns are looked for too", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'own'));
  writeFileSync(
    join(folder, 'own', 'one.yaml'),
    stringify({ ...LEAST, match: { line: 'lustre (?P<state>hung|lost)' } }),
  );
  const log = file('a.log', 'x\nlustre hung\n');
  const { stdout } = await pcDoctor(['patterns', 'scan', log, '--patterns', folder]);
  expect(stdout).toBe('2: own/one: lustre hung\n');
});

test.each(['\n', ''])('any number of threads lists the same lines, the last one ending in %j', async (ending) => {
  const long = `${'x'.repeat(150_000)} ${FULL}`;
  const lines = Array.from({ length: 90 }, (_, i) => (i % 7 === 0 ? FULL : i === 40 ? long : `line ${i}`));
  const log = file('threads.log', `${lines.join('\n')}\n${FULL}${ending}`);
  const scans = await Promise.all([1, 2, 3, 16].map((n) => pcDoctor(['patterns', 'scan', log, '-j', String(n)])));
  const [one] = scans;
  expect(one?.stdout.split('\n').at(-2)).toBe(`91: system/no-space-left: ${FULL}`);
  expect(new Set(scans.map(({ stdout }) => stdout))).toEqual(new Set([one?.stdout]));
});

test('threads are counted from 1', async () => {
  const { code, stderr } = await pcDoctor(['patterns', 'scan', 'a.log', '--threads', '0']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('whole number from 1')]);
});

test('a file that is not there is refused in words; a damaged one says so after what could be read', async () => {
  const missing = await pcDoctor(['patterns', 'scan', '/nonexistent.log']);
  expect([missing.code, missing.stderr]).toEqual([8, expect.stringContaining('there is no such file')]);
  const packed = gzipSync(`${FULL}\n`.repeat(100_000));
  const cut = await pcDoctor(['patterns', 'scan', file('cut.gz', packed.subarray(0, packed.length - 20))]);
  expect([cut.code, cut.stderr]).toEqual([2, expect.stringContaining('cut.gz is damaged: ')]);
});

const PIECE = Buffer.from(
  `${'Stdout: compiling mlx5_core.o, 0 errors, quite some words\n'.repeat(16_000)}${'x'.repeat(500_000)}\n`,
);
const PIECES = 250;
/** By then the heap has its size; how soon it takes it depends on the release of Node and on how busy the machine is. */
const WARM_PIECES = 125;

test.skipIf(!existsSync('/proc/self/status'))(
  'memory stays the same over a stream of some hundred megabytes with long lines in it',
  async () => {
    const child = startPcDoctor(['patterns', 'scan', '-']);
    const end = ended(child);
    const write = async (pieces: number) => {
      for (let i = 0; i < pieces; i += 1) if (!child.stdin.write(PIECE)) await once(child.stdin, 'drain');
    };
    await write(WARM_PIECES);
    const warm = peakKilobytes(child.pid);
    await write(PIECES - WARM_PIECES);
    const peak = peakKilobytes(child.pid);
    child.stdin.end(`${FULL}\n`);
    expect(peak - warm).toBeLessThan(15_000);
    expect(peak).toBeLessThan(150_000);
    expect((await end).stdout).toBe(`${PIECES * 16_001 + 1}: system/no-space-left: ${FULL}\n`);
  },
);

function peakKilobytes(pid: number | undefined): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
