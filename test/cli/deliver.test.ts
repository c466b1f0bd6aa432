// Files that were asked for: whole or not at all, and nothing that is no file is replaced by one.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../src/cli/deliver.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { temporaryFolder } from './pc-doctor.ts';

test('a file is replaced by the new one, and nothing else is left', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.json'), 'old');
  writeWhole(join(folder, 'a.json'), 'new');
  expect(readdirSync(folder)).toEqual(['a.json']);
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('new');
});

test.skipIf(process.platform === 'win32')('a pipe with a name is written to and stays a pipe', async () => {
  const pipe = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const read = readFile(pipe, 'utf8');
  // The reader has opened the pipe before the writer blocks this thread on it.
  execFileSync('sleep', ['0.1']);
  writeWhole(pipe, 'report');
  expect(await read).toBe('report');
  expect(statSync(pipe).isFIFO()).toBe(true);
});

test('a folder cannot be written to, and is said not to be', () => {
  const folder = temporaryFolder();
  expect(() => writeWhole(folder, 'x')).toThrow(Trouble);
  expect(readdirSync(folder)).toEqual([]);
});
