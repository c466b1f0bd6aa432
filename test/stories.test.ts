// Stories: what somebody has of a build, and the text that person should read. `input.log`, or the folder `input`, is diagnosed by the
// built command line and must print `report.txt`. A file `flags` holds what is given on the command line besides; a file `packed` stands
// where the folder is to be an archive, made with tar and gzip.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pcDoctor } from './cli/pc-doctor.ts';

const STORIES = 'test/stories';

test.each(readdirSync(STORIES))('%s', async (story) => {
  const folder = join(STORIES, story);
  const { stdout, stderr } = await pcDoctor([...commandOf(folder), ...flagsOf(folder), '--from', inputOf(folder)]);
  expect(stderr).toBe('');
  await expect(stdout).toMatchFileSnapshot(join('stories', story, 'report.txt'));
});

function commandOf(folder: string): string[] {
  const good = join(folder, 'good');
  return existsSync(good) ? ['compare', '--with-from', good] : ['diagnose'];
}

function flagsOf(folder: string): string[] {
  const path = join(folder, 'flags');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(/\s+/) : [];
}

function inputOf(folder: string): string {
  const input = join(folder, 'input');
  if (!existsSync(input)) return join(folder, 'input.log');
  if (!existsSync(join(folder, 'packed'))) return input;
  const archive = join(mkdtempSync(join(tmpdir(), 'pc-doctor-')), 'logs.tar.gz');
  execFileSync('tar', ['-C', input, '-czf', archive, ...readdirSync(input)]);
  return archive;
}
