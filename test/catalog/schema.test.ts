// The published schema of pattern files is the one in the code, the shipped patterns obey it, and it refuses what is no pattern.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { patternJsonSchema } from '../../src/catalog/schema.ts';
import { publishedText, validator } from '../json-schema.ts';
import { LEAST } from './patterns.ts';

const PUBLISHED = 'patterns/pattern.schema.json';
const SHIPPED = readdirSync('patterns', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

test('the published schema is the one in the code (vitest -u writes it anew)', async () => {
  await expect(await publishedText(PUBLISHED, patternJsonSchema())).toMatchFileSnapshot(`../../${PUBLISHED}`);
});

test.each(SHIPPED)('%s is valid, and names the schema for editors', (file) => {
  const text = readFileSync(join('patterns', file), 'utf8');
  expect(validator(PUBLISHED)(parse(text))).toBeNull();
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/pattern\.schema\.json\n/);
});

test('the least that a pattern must say is valid', () => {
  expect(validator(PUBLISHED)(LEAST)).toBeNull();
});

test.each([
  ['an unknown key', { ...LEAST, explanaton: 'x' }],
  ['a missing key', { ...LEAST, title: undefined }],
  ['an unknown kind', { ...LEAST, kind: 'couse' }],
  ['no near miss', { ...LEAST, misses: [] }],
  ['two forms of a matcher', { ...LEAST, match: { line: 'a', all: ['a', 'b'] } }],
  ['a misspelt operating system', { ...LEAST, affects: { os: ['ubntu2004'] } }],
  [
    'a step without a text',
    { ...LEAST, remedies: [{ id: 'x', kind: 'retry', title: 'x', steps: [{ command: 'x' }] }] },
  ],
])('%s is refused', (_, file) => {
  expect(validator(PUBLISHED)(JSON.parse(JSON.stringify(file)))).not.toBeNull();
});
