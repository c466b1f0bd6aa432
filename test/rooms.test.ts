// Holds the picture of the rooms (who may import whom) as a table and compares it with the imports that are really there.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Room → rooms it may import. A file directly in src/ is a room of its own. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  model: [],
  wording: ['model'],
  sources: ['model', 'wording'],
  dialects: ['model', 'wording'],
  catalog: ['model', 'wording'],
  diagnosis: ['model', 'wording'],
  remedies: ['model', 'wording'],
  reports: ['model', 'wording'],
  comparison: ['model', 'wording'],
  replay: ['model', 'wording'],
  'doctor.ts': ['model', 'wording', 'sources', 'dialects', 'catalog', 'diagnosis', 'remedies', 'reports'],
  watch: ['model', 'wording', 'sources', 'dialects', 'doctor.ts'],
  'compare.ts': ['model', 'wording', 'dialects', 'diagnosis', 'comparison', 'doctor.ts'],
  'known-lines.ts': ['dialects', 'catalog'],
  'mend.ts': ['model', 'wording', 'remedies'],
  'checkup.ts': ['model', 'wording', 'remedies'],
  'survey.ts': ['model', 'wording', 'dialects'],
  tui: ['model', 'wording', 'remedies', 'reports'],
  cli: [
    'model',
    'wording',
    'sources',
    'catalog',
    'reports',
    'replay',
    'doctor.ts',
    'compare.ts',
    'known-lines.ts',
    'mend.ts',
    'checkup.ts',
    'survey.ts',
    'watch',
    'tui',
  ],
};

/** Rooms that may touch disk, network or process; the others are pure. */
const IMPURE = new Set(['sources', 'catalog', 'replay', 'cli']);

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

function room(file: string): string {
  return file.split('/')[0] ?? file;
}

function imports(file: string): string[] {
  const source = readFileSync(join('src', file), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((found) => found[1] ?? '');
}

function roomImports(file: string): string[] {
  return imports(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => room(normalize(join(dirname(file), path))))
    .filter((target) => target !== room(file));
}

test('every room of src is in the picture', () => {
  const rooms = new Set(files.filter((file) => !file.endsWith('.d.ts')).map(room));
  expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

test.each(files)('%s imports only from the rooms below it', (file) => {
  const allowed = MAY_IMPORT[room(file)] ?? [];
  expect(roomImports(file).filter((target) => !allowed.includes(target))).toEqual([]);
});

test.each(files.filter((file) => !IMPURE.has(room(file))))('%s is pure: it imports nothing of Node', (file) => {
  expect(imports(file).filter((path) => path.startsWith('node:') && path !== 'node:crypto')).toEqual([]);
});
