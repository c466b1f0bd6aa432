// The published schemas are those in the code, what is printed obeys them, and they refuse what is not in the contract.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listJson, reportJson } from '../../src/reports/json.ts';
import { LINE_KEYS, LIST_KEYS, REPORT_KEYS, SURVEY_KEYS } from '../../src/reports/key-order.ts';
import { listJsonSchema } from '../../src/reports/list-schema.ts';
import { diagnosisJsonSchema, reportJsonSchema } from '../../src/reports/report-schema.ts';
import { surveyJsonSchema } from '../../src/reports/survey-schema.ts';
import { makeReport, reportHead } from '../../src/reports/report.ts';
import type { WatchEventKind } from '../../src/model/watch.ts';
import { watchKeys } from '../../src/reports/watch-keys.ts';
import { watchJsonSchema } from '../../src/reports/watch-schema.ts';
import { publishedText, validator } from '../json-schema.ts';
import { EVERY_VERDICT, HEAD, LISTED, RECOGNISED } from './diagnoses.ts';

const REPORT = 'src/reports/report.schema.json';
const LINE = 'src/reports/diagnosis.schema.json';
const LIST = 'src/reports/list.schema.json';
const SURVEY = 'src/reports/survey.schema.json';
const WATCH = 'src/reports/watch.schema.json';

test.each([
  [REPORT, reportJsonSchema()],
  [LINE, diagnosisJsonSchema()],
  [LIST, listJsonSchema()],
  [SURVEY, surveyJsonSchema()],
  [WATCH, watchJsonSchema()],
])('%s is the schema in the code (vitest -u writes it anew)', async (path, schema) => {
  await expect(await publishedText(path, schema)).toMatchFileSnapshot(`../../${path}`);
});

test.each([
  ['a report over every verdict', EVERY_VERDICT],
  ['an empty report', []],
])('%s is valid', (_name, diagnoses) => {
  expect(validator(REPORT)(JSON.parse(reportJson(makeReport(diagnoses, HEAD))))).toBeNull();
});

test.each([
  ['a list', [LISTED, { ...LISTED, pclusterVersion: null, at: null, from: 'log-group', note: 'gone' } as const]],
  ['an empty list', []],
])('%s is valid', (_name, images) => {
  const gaps = [{ what: 'a', why: 'b', toSeeIt: 'c' }];
  expect(validator(LIST)(JSON.parse(listJson({ images, gaps }, reportHead(HEAD))))).toBeNull();
});

test.each([
  ['a field that is not in the contract', { ...RECOGNISED, extra: 1 }],
  ['an unknown verdict', { ...RECOGNISED, verdict: 'maybe' }],
  ['a fingerprint of another form', { ...RECOGNISED, fingerprint: 'abc' }],
  ['a time in local form', { ...RECOGNISED, image: { ...RECOGNISED.image, failedAt: '2023-01-27 11:20' } }],
])('in a report, %s is refused', (_name, diagnosis) => {
  expect(validator(REPORT)({ ...makeReport([], HEAD), diagnoses: [diagnosis] })).not.toBeNull();
});

test.each([
  ['a field that is not in the contract', { ...LISTED, at: null, extra: 1 }],
  ['an unknown status', { ...LISTED, at: null, status: 'broken' }],
  ['a time that is a number', LISTED],
])('in a list, %s is refused', (_name, image) => {
  expect(validator(LIST)({ ...reportHead(HEAD), images: [image], gaps: [] })).not.toBeNull();
});

test.each([
  [REPORT, REPORT_KEYS],
  [LINE, LINE_KEYS],
  [LIST, LIST_KEYS],
  [SURVEY, SURVEY_KEYS],
])('keys stand in the order of %s', (path, keys) => {
  const schema = JSON.parse(readFileSync(path, 'utf8'));
  expect(paths(schema, schema.$defs)).toEqual(orderPaths(keys));
});

test('keys of each event of a watch stand in the order of its schema', () => {
  const { oneOf: events } = JSON.parse(readFileSync(WATCH, 'utf8'));
  const orders = events.map(({ properties }: { properties: Readonly<Record<string, object>> }) =>
    Object.keys(properties),
  );
  const kinds = events.map(
    ({ properties: { event } }: { properties: { event: { const: WatchEventKind } } }) => event.const,
  );
  expect(orders).toEqual(kinds.map((kind: WatchEventKind) => Object.keys(watchKeys(kind))));
  expect(kinds).toContain('verdict');
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
