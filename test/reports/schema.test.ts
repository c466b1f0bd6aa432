// The published schema is the one in the code, the reports obey it, and it refuses what is not in the contract.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { REPORT_KEYS } from '../../src/reports/key-order.ts';
import { reportJson } from '../../src/reports/json.ts';
import { makeReport } from '../../src/reports/report.ts';
import { reportJsonSchema } from '../../src/reports/schema.ts';
import { EVERY_VERDICT, RECOGNISED } from './diagnoses.ts';

const PUBLISHED = 'src/reports/report.schema.json';
const HEAD = {
  version: '0.1.0',
  catalog: { patterns: 12, digest: 'sha256:00' },
  generatedAt: '2026-11-23T04:00:00.000Z',
};

test('the published schema is the one in the code (vitest -u writes it anew)', async () => {
  const style = await resolveConfig(PUBLISHED);
  const text = await format(JSON.stringify(reportJsonSchema(), null, 2), { ...style, filepath: PUBLISHED });
  await expect(text).toMatchFileSnapshot(`../../${PUBLISHED}`);
});

function validator() {
  const ajv = new Ajv2020.default({ allErrors: true, strict: true, allowUnionTypes: true });
  return ajv.compile(JSON.parse(readFileSync(PUBLISHED, 'utf8')));
}

test('a report over every verdict is valid, and so is an empty one', () => {
  const validate = validator();
  for (const diagnoses of [EVERY_VERDICT, []]) {
    validate(JSON.parse(reportJson(makeReport(diagnoses, HEAD))));
    expect(validate.errors).toBeNull();
  }
});

test.each([
  ['a field that is not in the contract', { ...RECOGNISED, extra: 1 }],
  ['an unknown verdict', { ...RECOGNISED, verdict: 'maybe' }],
  ['a fingerprint of another form', { ...RECOGNISED, fingerprint: 'abc' }],
  ['a time in local form', { ...RECOGNISED, image: { ...RECOGNISED.image, failedAt: '2023-01-27 11:20' } }],
])('%s is refused', (_name, diagnosis) => {
  const validate = validator();
  const report = { ...makeReport([], HEAD), diagnoses: [diagnosis] };
  expect(validate(report)).toBe(false);
});

test('the keys of the report stand in the order of the published schema', () => {
  const schema = JSON.parse(readFileSync(PUBLISHED, 'utf8'));
  expect(paths(schema, schema.$defs)).toEqual(orderPaths(REPORT_KEYS));
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
}

function paths(schema: Schema, defs: Readonly<Record<string, Schema>>, path = ''): string[] {
  const target = schema.$ref === undefined ? undefined : defs[schema.$ref.replace('#/$defs/', '')];
  const inner = [target, schema.items, ...(schema.anyOf ?? [])].flatMap((part) =>
    part ? paths(part, defs, path) : [],
  );
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, part]) => [
    `${path}/${key}`,
    ...paths(part, defs, `${path}/${key}`),
  ]);
  return [...inner, ...own];
}

function orderPaths(keys: object, path = ''): string[] {
  return Object.entries(keys).flatMap(([key, inner]: [string, unknown]) => [
    `${path}/${key}`,
    ...(typeof inner === 'object' && inner !== null ? orderPaths(inner, `${path}/${key}`) : []),
  ]);
}
