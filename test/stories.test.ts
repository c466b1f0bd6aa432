// Stories: a log somebody has, and the text that person should read. `input.log` is diagnosed by the built command line and must print
// `report.txt`; a file `flags` holds what is given on the command line besides.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pcDoctor } from './cli/pc-doctor.ts';

const STORIES = 'test/stories';

test.each(readdirSync(STORIES))('%s', async (story) => {
  const folder = join(STORIES, story);
  const flags = existsSync(join(folder, 'flags'))
    ? readFileSync(join(folder, 'flags'), 'utf8').trim().split(/\s+/)
    : [];
  const { stdout, stderr } = await pcDoctor(['diagnose', '--from', join(folder, 'input.log'), ...flags]);
  expect(stderr).toBe('');
  await expect(stdout).toMatchFileSnapshot(join('stories', story, 'report.txt'));
});
