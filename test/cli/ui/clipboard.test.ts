// What is copied goes to the terminal and into a file that is nobody else's business.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyToClipboard, type Copied } from '../../../src/cli/ui/clipboard.ts';

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  folder = join(home, 'pc-doctor');
  vi.stubEnv('XDG_CACHE_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

function copy(text: string): Copied & { readonly written: string } {
  const written: string[] = [];
  const copied = copyToClipboard(text, (sequence) => void written.push(sequence));
  return { ...copied, written: written.join('') };
}

test('the terminal is asked to copy the text, byte for byte', () => {
  const { sent, written } = copy('pcluster build-image\n  Größe 漢');
  expect(sent).toBe(true);
  expect(written).toBe('\u001b]52;c;cGNsdXN0ZXIgYnVpbGQtaW1hZ2UKICBHcsO2w59lIOa8og==\u0007');
  expect(Buffer.from(written.slice(7, -1), 'base64').toString()).toBe('pcluster build-image\n  Größe 漢');
});

test('the text is left in a file as well, in a folder of its own, and nothing beside it', () => {
  const { file } = copy('one');
  expect(file).toBe(join(folder, 'copied.txt'));
  copy('two');
  expect(readFileSync(join(folder, 'copied.txt'), 'utf8')).toBe('two\n');
  expect(readdirSync(folder)).toEqual(['copied.txt']);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a folder that others could read is closed to them', () => {
  mkdirSync(folder, { mode: 0o755 });
  copy('one');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a link in the place of the file is replaced, not followed', () => {
  const victim = join(home, 'victim');
  writeFileSync(victim, 'precious');
  mkdirSync(folder);
  symlinkSync(victim, join(folder, 'copied.txt'));
  copy('one');
  expect([readFileSync(victim, 'utf8'), readFileSync(join(folder, 'copied.txt'), 'utf8')]).toEqual([
    'precious',
    'one\n',
  ]);
});

test.each([
  ['50,000 bytes are', 'é'.repeat(25_000), true],
  ['more are not', `${'é'.repeat(25_000)}x`, false],
])('%s sent to the terminal; the file has them all', (_name, text, sent) => {
  const copied = copy(text);
  expect([copied.sent, copied.written !== '']).toEqual([sent, sent]);
  expect(readFileSync(join(folder, 'copied.txt'), 'utf8')).toBe(`${text}\n`);
});

test('where no file can be written the terminal is asked all the same', () => {
  // A file in the place of the folder stops even the root user, whom a mode would not.
  writeFileSync(folder, '');
  expect(copy('one')).toEqual({ file: null, sent: true, written: '\u001b]52;c;b25l\u0007' });
});
