// The published schema of pattern files is the one in the code, the shipped patterns obey it, and it refuses what is no pattern.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { patternJsonSchema } from '../../src/catalog/schema.ts';
import { LEAST } from './patterns.ts';

const PUBLISHED = 'patterns/pattern.schema.json';
const SHIPPED = readdirSync('patterns', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

test('the published schema is the one in the code (vitest -u writes it anew)', async () => {
  const style = await resolveConfig(PUBLISHED);
  const text = await format(JSON.stringify(patternJsonSchema(), null, 2), { ...style, filepath: PUBLISHED });
  await expect(text).toMatchFileSnapshot(`../../${PUBLISHED}`);
});

function validator() {
  const ajv = new Ajv2020.default({ allErrors: true, strict: true, allowUnionTypes: true });
  return ajv.compile(JSON.parse(readFileSync(PUBLISHED, 'utf8')));
}

test.each(SHIPPED)('%s is valid, and names the schema for editors', (file) => {
  const text = readFileSync(join('patterns', file), 'utf8');
  const validate = validator();
  validate(parse(text));
  expect(validate.errors).toBeNull();
  expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/pattern\.schema\.json\n/);
});

test('the least that a pattern must say is valid', () => {
  const validate = validator();
  validate(LEAST);
  expect(validate.errors).toBeNull();
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
  expect(validator()(JSON.parse(JSON.stringify(file)))).toBe(false);
});
