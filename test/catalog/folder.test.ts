// A folder of patterns: what is read of it, and the trouble that names every mistake in it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPatternFolder } from '../../src/catalog/load.ts';
import { EXIT, Trouble } from '../../src/model/trouble.ts';
import { LEAST } from './patterns.ts';

const GOOD = stringify(LEAST);

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patterns-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function given(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function troubleOf(path: string): Promise<Trouble> {
  const error: unknown = await loadPatternFolder(path).catch((thrown: unknown) => thrown);
  if (error instanceof Trouble) return error;
  throw new Error('no trouble', { cause: error });
}

test('a folder is read whole, sorted by id; other files in it do not matter', async () => {
  await given({ 'b/two.yaml': GOOD, 'a/one.yml': GOOD, 'README.md': '# mine', 'a/notes.txt': 'x' });
  expect((await loadPatternFolder(folder)).map((pattern) => pattern.id)).toEqual(['a/one', 'b/two']);
});

test('an empty folder is an empty catalog', async () => {
  expect(await loadPatternFolder(folder)).toEqual([]);
});

test('the trouble names the first mistake in one line and lists the others', async () => {
  await given({
    'a/one.yaml': 'kind: cause',
    'b/two.yaml': GOOD,
    'c/three.yaml': GOOD.replace('cause', 'couse'),
  });
  const trouble = await troubleOf(folder);
  expect(trouble.exitCode).toBe(EXIT.catalogInvalid);
  expect(trouble.message).toBe(`${join(folder, 'a/one.yaml')}:1:1: title: is missing (and 6 more)`);
  expect(trouble.details).toHaveLength(6);
  expect(trouble.details.join('\n')).toContain(`${join(folder, 'c/three.yaml')}:2:7: kind: Invalid option`);
});

test('two files of one id are a mistake', async () => {
  await given({ 'a/one.yaml': GOOD, 'a/one.yml': GOOD });
  expect((await troubleOf(folder)).message).toBe(`${join(folder, 'a/one.yml')}:1:1: another file has the id a/one too`);
});

test.each([
  ['an alias without its anchor', 'title: *x\n', /cannot be read: Unresolved alias/],
  ['aliases that multiply', bomb(), /cannot be read: Excessive alias count/],
])('%s is a mistake of its file', async (_, text, said) => {
  await given({ 'a/one.yaml': text });
  const trouble = await troubleOf(folder);
  expect(trouble.message).toMatch(said);
  expect(trouble).toMatchObject({ exitCode: EXIT.catalogInvalid });
});

test('a folder by the name of a file is a mistake', async () => {
  await mkdir(join(folder, 'a/one.yaml'), { recursive: true });
  expect((await troubleOf(folder)).message).toMatch(/one\.yaml:1:1: cannot be read: EISDIR/);
});

test('a folder that is not there is said as such', async () => {
  const trouble = await troubleOf(join(folder, 'missing'));
  expect(trouble.message).toBe(`cannot read the pattern folder ${join(folder, 'missing')}`);
  expect(trouble.exitCode).toBe(EXIT.notFound);
});

function bomb(): string {
  const levels = Array.from({ length: 8 }, (_, i) => `k${i + 1}: &k${i + 1} [${`*k${i}, `.repeat(9)}*k${i}]`);
  return ['k0: &k0 [x]', ...levels].join('\n');
}
