// The rules a site adds: what they hide, and what is said of a file with mistakes in it, before any build is read.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSiteRules } from '../../src/cli/site-rules.ts';
import { EXIT, Trouble } from '../../src/model/trouble.ts';
import { createRedactor } from '../../src/wording/redact.ts';
import { RECOGNISED_LOG } from './logs.ts';
import { pcDoctor, temporaryFolder } from './pc-doctor.ts';

function fileOf(text: string): string {
  const path = join(temporaryFolder(), 'rules.yaml');
  writeFileSync(path, text);
  return path;
}

const GOOD = `rules:
  - kind: customer
    why: our customers are nobody's business
    find: '(?i)acme|globex'
  - kind: project
    why: the names of projects are not public
    find: 'project-(?P<secret>[a-z]+)'
`;

function hidden(rules: string, text: string): string {
  return createRedactor(loadSiteRules(fileOf(rules))).text(text);
}

function troubleOf(text: string): { trouble: Trouble; said: string } {
  const path = fileOf(text);
  try {
    loadSiteRules(path);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return { trouble: error, said: [error.message, ...error.details].join('\n').replaceAll(path, 'rules.yaml') };
  }
  throw new Error('no trouble');
}

test('a rule hides the whole match, or the part that is named secret', () => {
  expect(hidden(GOOD, 'ACME and Globex and ACME run project-mars')).toBe(
    '<customer-1> and <customer-2> and <customer-1> run project-<project-1>',
  );
});

test('what is a part of a wider secret does not leave the rest of it behind', () => {
  expect(hidden(GOOD, 'http_proxy=http://jane:acme-hunter2@proxy.test:3128')).toBe(
    'http_proxy=http://jane:<password-1>@proxy.test:3128',
  );
});

test('a part that is not found in a match hides nothing', () => {
  const rules = "rules: [{kind: customer, why: w, find: 'a(?P<secret>b)?'}]";
  expect(hidden(rules, 'a ab')).toBe('a a<customer-1>');
});

test('a file without rules is one', () => {
  expect(loadSiteRules(fileOf('rules: []'))).toEqual([]);
});

test.each([
  ['no YAML', 'rules: [', 'rules.yaml:1:9: Flow sequence'],
  ['another shape', '- kind: x', 'rules.yaml:1:1: must hold a list under rules:'],
  ['an empty file', '', 'rules.yaml:1:1: must hold a list under rules:'],
  ['an unknown key', GOOD.replace('find:', 'finds:'), 'rules.yaml:4:5: rules.0.finds: unknown key finds'],
  ['a key that is missing', GOOD.replace(/ {4}why: our.*\n/, ''), 'rules.yaml:2:5: rules.0.why: is missing'],
  ['a kind that is no token', GOOD.replace('customer', 'Our Customer'), 'rules.yaml:2:11: rules.0.kind: must be lower'],
  ['no reason', GOOD.replace(/our customers.*/, '" "'), 'rules.yaml:3:10: rules.0.why: must say why'],
  ['look-around', GOOD.replace('(?i)acme', '(?=acme)'), 'rules.yaml:4:11: rules.0.find: not an RE2 regular expression'],
  [
    'another group',
    GOOD.replace('<secret>', '<name>'),
    'rules.yaml:7:11: rules.1.find: the part to hide is named secret',
  ],
  [
    'an expression that finds nothing',
    GOOD.replace('(?i)acme', '(?:acme)*'),
    'rules.0.find: is found in an empty text',
  ],
])('%s is said with its place', (_name, text, says) => {
  const { trouble, said } = troubleOf(text);
  expect(said).toContain(says);
  expect([trouble.exitCode, trouble.toTry]).toEqual([EXIT.usage, expect.stringContaining('kind, why and find')]);
});

test('all mistakes are said at once', () => {
  const { said } = troubleOf(
    GOOD.replace('customer', 'C').replace('<secret>', '<name>').replace('our customers', '" " #'),
  );
  expect(said.match(/^rules\.yaml:\d+:\d+: .*$/gm)).toHaveLength(3);
  expect(said).toContain('(and 2 more)');
});

test('an expression that would hang other engines takes linear time', () => {
  const rules = "rules: [{kind: customer, why: w, find: '(a+)+$'}]";
  const redactor = createRedactor(loadSiteRules(fileOf(rules)));
  const started = performance.now();
  redactor.text(`${'a'.repeat(200_000)}b`);
  expect(performance.now() - started).toBeLessThan(4000);
});

test('a run hides by them, and a mistake ends it before anything is read', async () => {
  const log = fileOf(RECOGNISED_LOG);
  const rules = fileOf("rules: [{kind: package, why: w, find: 'libmysqlclient[a-z0-9-]*'}]");
  const args = ['diagnose', '--from', log, '--redact-rules'];
  const { stdout } = await pcDoctor([...args, rules]);
  expect(readFileSync(log, 'utf8')).toContain('libmysqlclient');
  expect(stdout).toContain('<package-1>');
  expect(stdout).not.toContain('libmysqlclient');
  const bad = await pcDoctor([...args, fileOf('rules: [{kind: Package}]'), '--debug']);
  expect(bad).toMatchObject({ code: 2, stdout: '' });
  expect(bad.stderr).toMatch(/rules\.yaml:1:16: rules\.0\.kind: must be/);
  expect((await pcDoctor([...args, '/nonexistent.yaml'])).stderr).toContain('cannot read the rules /nonexistent.yaml');
});
