// Every format of every story is accepted by the one that receives it, says the same twice, and differs only in `generatedAt`.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { FORMATS, WRITERS, type Format } from '../../src/cli/formats.ts';
import { diagnose } from '../../src/doctor.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { makeReport } from '../../src/reports/report.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { readFiles } from '../../src/sources/files.ts';
import { createRedactor } from '../../src/wording/redact.ts';
import { CONTRACTS } from './contracts.ts';
import { EVERY_VERDICT, HEAD } from './diagnoses.ts';

const catalog = await openCatalog(null);
const manner = { page: { palette: paletteOf(false), width: 80 }, patterns: catalog.patterns };
const stories = await Promise.all(
  readdirSync('test/stories').map(async (name) => [name, await ofStory(name)] as const),
);

async function ofStory(name: string): Promise<readonly Diagnosis[]> {
  const folder = join('test/stories', name);
  const input = existsSync(join(folder, 'input')) ? join(folder, 'input') : join(folder, 'input.log');
  const builds = await readFiles([input], { onProgress: () => {} });
  const diagnoses = await Promise.all(builds.map((build) => diagnose(build.evidence(), { catalog })));
  return createRedactor().value(diagnoses);
}

async function written(format: Format, diagnoses: readonly Diagnosis[], generatedAt = HEAD.generatedAt) {
  const write = await WRITERS[format]();
  return write(makeReport(diagnoses, { ...HEAD, generatedAt }, []), manner);
}

const everything = stories.flatMap(([, diagnoses]) => diagnoses);
const cases = [
  ...stories,
  ['all of them in one report', everything],
  ['nothing', []],
  ['every verdict', EVERY_VERDICT],
] as const;

describe.each(Object.entries(CONTRACTS))('%s', (name, contract) => {
  const format = FORMATS.find((one) => one === name) ?? 'json';

  test.each(cases)('of %s is accepted', async (_name, diagnoses) => {
    expect(await contract(await written(format, diagnoses))).toEqual([]);
  });
});

test.each(FORMATS)('%s is the same twice, and only the time it was made differs', async (format) => {
  const once = await written(format, everything);
  expect((await written(format, everything)) === once).toBe(true);
  const later = await written(format, everything, '2027-01-02T03:04:05.000Z');
  const back = later.replaceAll(/2027-01-02T03(:|%3A)04(:|%3A)05/g, '2026-11-23T04$100$200');
  expect(back === once).toBe(true);
});

const ENDINGS: Partial<Record<Format, string>> = {
  markdown: 'md',
  text: 'txt',
  junit: 'xml',
  html: 'html',
  sarif: 'sarif',
  json: 'json',
};

test.each(FORMATS)('%s reads as in its golden file (vitest -u writes it anew)', async (format) => {
  const ending = ENDINGS[format];
  const text = await written(format, EVERY_VERDICT);
  const readable = ending === undefined ? text.replace(/^.+$/gm, indented) : text;
  await expect(readable).toMatchFileSnapshot(`golden/${format}.${ending ?? 'txt'}`);
});

/** A line of JSON so that a person can read what changed in it. */
function indented(line: string): string {
  return JSON.stringify(JSON.parse(line), null, 2);
}

test('a schema refuses what is wrong, so that these tests can fail', async () => {
  const broken = (await written('sarif', EVERY_VERDICT)).replace('"ruleId"', '"ruleIdentifier"');
  expect(await CONTRACTS.sarif(broken)).not.toEqual([]);
  const adf = (await written('jira', EVERY_VERDICT)).replace('"level":1', '"level":9');
  expect(await CONTRACTS.jira(adf)).not.toEqual([]);
  const xml = (await written('junit', EVERY_VERDICT))
    .replaceAll('<testcase', '<case')
    .replaceAll('</testcase', '</case');
  expect(await CONTRACTS.junit(xml)).not.toEqual([]);
});
