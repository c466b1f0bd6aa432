// The commands of the catalog, as a person types them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { LEAST } from '../catalog/patterns.ts';
import { pcDoctor, temporaryFolder } from './pc-doctor.ts';

const MYSQL = 'test/stories/mysql-on-3.4.1/input.log';
const UNKNOWN = 'test/stories/unknown-compiler-error/input.log';

function site(file: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'own'));
  writeFileSync(join(folder, 'own', 'one.yaml'), stringify(file));
  return folder;
}

test('list names every pattern below its category, and those of a site', async () => {
  const { stdout, code } = await pcDoctor(['patterns', 'list', '--patterns', site(LEAST)]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^os-packages\n(?: .*\n)*? +os-packages\/mysql-client-downgrade +The MySQL client/m);
  expect(stdout).toMatch(/^own\n +own\/one +a title$/m);
});

test('list and show as JSON', async () => {
  const list = await pcDoctor(['patterns', 'list', '--json']);
  expect(JSON.parse(list.stdout)).toMatchObject({
    patterns: expect.arrayContaining([expect.objectContaining({ id: 'system/no-space-left' })]),
  });
  const show = await pcDoctor(['patterns', 'show', 'no-space-left', '--json']);
  expect(JSON.parse(show.stdout)).toMatchObject({ id: 'system/no-space-left', kind: 'cause' });
});

test('show takes an id or the name alone, and says what comes near', async () => {
  const { stdout } = await pcDoctor(['patterns', 'show', 'mysql-client-downgrade']);
  expect(stdout).toContain('affects      ParallelCluster 3.3.0 to 3.4.1; ubuntu2004; x86_64');
  const wrong = await pcDoctor(['patterns', 'show', 'mysql']);
  expect(wrong.code).toBe(8);
  expect(wrong.stderr).toContain('there is no pattern "mysql"\ntry: os-packages/mysql-client-downgrade');
});

describe('lint', () => {
  test('the shipped catalog is clean', async () => {
    const { stdout, code } = await pcDoctor(['patterns', 'lint']);
    expect(stdout).toMatch(
      /^\d+ patterns, 0 findings\n\d+ expressions, in linear time: \d+ by JavaScript's engine, \d+ by RE2\n$/,
    );
    expect(code).toBe(0);
  });

  test('patterns of a site: the rule, the place and what is wrong; exit 9', async () => {
    const { stdout, code } = await pcDoctor(['patterns', 'lint', '--patterns', site({ ...LEAST, misses: [] })]);
    expect(code).toBe(9);
    expect(stdout).toMatch(/one\.yaml:\d+:\d+: \[no-near-miss\] misses: needs at least one near miss/);
    expect(stdout).toContain('0 patterns, 1 finding\n');
  });

  test('which engine finds an expression, and that every line is searched for one without text', async () => {
    const own = site({ ...LEAST, match: { any: [{ line: 'lustre (?P<state>hung|lost)' }, { line: '(x|y)+$' }] } });
    const { stdout } = await pcDoctor(['patterns', 'lint', '--patterns', own]);
    expect(stdout).toContain('every line of a log is searched: (x|y)+$\n');
    expect(stdout).toContain("2 expressions, in linear time: 1 by JavaScript's engine, 1 by RE2\n");
  });
});

test('`test` says how much was proved, and what does not hold', async () => {
  const good = await pcDoctor(['patterns', 'test', 'mysql-client-downgrade']);
  expect(good.stdout).toBe('1 pattern, 2 hits, 2 near misses: 0 failures\n');
  const bad = await pcDoctor(['patterns', 'test', 'own/one', '--patterns', site({ ...LEAST, hits: [{ log: 'x' }] })]);
  expect([bad.stdout, bad.code]).toEqual([
    'own/one: hit 1 is not matched\n1 pattern, 1 hit, 1 near miss: 1 failure\n',
    9,
  ]);
});

describe('explain', () => {
  test('a pattern that is the root cause', async () => {
    const { stdout } = await pcDoctor(['patterns', 'explain', 'mysql-client-downgrade', '--from', MYSQL]);
    expect(stdout).toContain('match.any.0.sequence.2: found in 2 lines: 80, 122');
    expect(stdout).toContain('match.any.1.in.resource: bash[Install MySQL packages]');
    expect(stdout).toMatch(/It is the root cause: /);
  });

  test('a pattern that does not match', async () => {
    const { stdout } = await pcDoctor(['patterns', 'explain', 'no-space-left', '--from', MYSQL]);
    expect(stdout).toContain('found nowhere');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('this one does not match.');
  });

  test('as JSON', async () => {
    const { stdout } = await pcDoctor(['patterns', 'explain', 'mysql-client-downgrade', '--from', MYSQL, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ matches: [80, 122], said: expect.stringContaining('root cause') });
  });
});

describe('draft', () => {
  test('what it writes is linted clean, tested, and explains the log it was made from', async () => {
    const { stdout, stderr } = await pcDoctor(['patterns', 'draft', '--from', UNKNOWN]);
    expect(stderr).toContain('put it at <folder>/site/new-failure.yaml');
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'site'));
    writeFileSync(join(folder, 'site', 'new-failure.yaml'), stdout);
    const own = ['--patterns', folder];
    expect((await pcDoctor(['patterns', 'lint', ...own])).stdout).toContain('1 pattern, 0 findings\n');
    expect((await pcDoctor(['patterns', 'test', 'site/new-failure', ...own])).code).toBe(0);
    const diagnosed = await pcDoctor(['diagnose', '--from', UNKNOWN, '--json', ...own]);
    expect(JSON.parse(diagnosed.stdout)).toMatchObject({ diagnoses: [{ rootCause: { pattern: 'site/new-failure' } }] });
  });

  test('a log without a decisive line is refused in words', async () => {
    const { stderr, code } = await pcDoctor(['patterns', 'draft', '--from', 'test/stories/good-build/input.log']);
    expect(code).toBe(5);
    expect(stderr).toContain('there is no decisive line in');
  });
});
