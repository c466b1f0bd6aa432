// What a run loads: a person waits for every library before the first word. Node's own coverage lists the files that were loaded.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RECOGNISED_LOG } from './logs.ts';
import { pcDoctor, servedAccount, temporaryFolder, type RunOptions } from './pc-doctor.ts';

/** Words that only the code of one library has. */
const LIBRARIES = {
  commander: 'CommanderError',
  zod: '$ZodType',
  yaml: 'YAMLParseError',
  logs: 'GetLogEventsCommand',
  imageBuilder: 'GetImageCommand',
  replay: 'createServer',
  cache: 'pcDoctorCache',
  ink: 'ink-root',
  react: 'useSyncExternalStore',
} as const;

async function loadedBy(args: readonly string[], options: RunOptions = {}): Promise<string[]> {
  const folder = temporaryFolder();
  await pcDoctor(args, { ...options, env: { ...options.env, NODE_V8_COVERAGE: folder } });
  const reports: { result: { url: string }[] }[] = readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  const files = reports.flatMap(({ result }) => result.map(({ url }) => url)).filter((url) => url.includes('/dist/'));
  const code = files.map((url) => readFileSync(fileURLToPath(url), 'utf8')).join('\n');
  return Object.entries(LIBRARIES).flatMap(([name, word]) => (code.includes(word) ? [name] : []));
}

test('the version loads nothing', async () => {
  expect(await loadedBy(['--version'])).toEqual([]);
});

test('help loads only the parser of the command line', async () => {
  expect(await loadedBy(['--help'])).toEqual(['commander']);
});

test('a diagnosis of a file loads neither AWS nor what patterns are checked with', async () => {
  const log = join(temporaryFolder(), 'build.log');
  writeFileSync(log, RECOGNISED_LOG);
  expect(await loadedBy(['diagnose', '--from', log, '--json'])).toEqual(['commander']);
});

test('patterns of the user load what they are checked with', async () => {
  const args = ['diagnose', '--from', '-', '--patterns', temporaryFolder()];
  expect(await loadedBy(args, { input: RECOGNISED_LOG })).toEqual(['commander', 'zod', 'yaml']);
});

test('rules of a site load what they are checked with', async () => {
  const rules = join(temporaryFolder(), 'rules.yaml');
  writeFileSync(rules, 'rules: []');
  const args = ['diagnose', '--from', '-', '--redact-rules', rules];
  expect(await loadedBy(args, { input: RECOGNISED_LOG })).toEqual(['commander', 'zod', 'yaml']);
});

test('a diagnosis from AWS loads its clients and the cache, and nothing of the replay server', async () => {
  const { env } = await servedAccount();
  const args = ['diagnose', 'ubuntu20-mysql'];
  expect(await loadedBy(args, { env })).toEqual(['commander', 'logs', 'imageBuilder', 'cache']);
  expect(await loadedBy([...args, '--no-cache'], { env })).toEqual(['commander', 'logs', 'imageBuilder']);
});

test('a diagnosis from the cache loads the client that tells of the stack', async () => {
  const { env } = await servedAccount();
  const cached = { env: { ...env, XDG_CACHE_HOME: temporaryFolder() } };
  await pcDoctor(['diagnose', 'ubuntu20-mysql'], cached);
  expect(await loadedBy(['diagnose', 'ubuntu20-mysql'], cached)).toEqual(['commander', 'cache']);
});
