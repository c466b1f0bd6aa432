// What each form of matcher finds, where it decides, and how far it reaches.
import { expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/catalog.ts';
import { findMatches } from '../../src/catalog/match.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import { bodies, read, readTogether } from '../dialects/read.ts';
import { decided, matchesIn, pattern } from './patterns.ts';

function blanks(count: number): string {
  return 'Stdout: nothing here\n'.repeat(count);
}

test('a line is searched without its carriers, wherever it stands', () => {
  const found = decided(
    { line: '^E: Unable to locate package' },
    `
    2023-01-27T11:20:16.887Z Stdout: STDERR: E: Unable to locate package jq
    Stdout: Err: E: Unable to locate package jq
    CmdExecution: Stderr: E: Unable to locate package curl
    `,
  );
  expect(found).toEqual(['E: Unable to locate package jq', 'E: Unable to locate package curl']);
});

test('named groups are captured at their first occurrence; one that takes no part is left out', () => {
  const run = read('Stdout: a (jq) b (curl)');
  const [match] = matchesIn(run, { line: '\\((?P<package>\\w+)\\)|(?P<other>zzz)' });
  expect(match).toMatchObject({ at: 0, context: [], captures: { package: 'jq' } });
  expect(match?.captures).not.toHaveProperty('other');
});

const DOWNGRADE = { sequence: ['^Reading', 'DOWNGRADED:', '^E: (?P<error>\\w+)'] };

test('a sequence decides at its last line, takes the nearest earlier ones along, and joins their captures', () => {
  const run = read(`
    Stdout: Reading package lists
    Stdout: Reading state information
    Stdout: will be DOWNGRADED:
    Stdout:   libpq5
    Stdout: E: Packages were downgraded
  `);
  expect(matchesIn(run, DOWNGRADE)).toMatchObject([{ at: 4, context: [1, 2], captures: { error: 'Packages' } }]);
});

test('a sequence may decide at another of its lines', () => {
  const run = read('Stdout: Reading\nStdout: DOWNGRADED:\nStdout: E: x');
  expect(matchesIn(run, { ...DOWNGRADE, decisive: 1 })).toMatchObject([{ at: 1, context: [0, 2] }]);
});

test('lines in another order are no sequence', () => {
  expect(decided(DOWNGRADE, 'Stdout: will be DOWNGRADED:\nStdout: Reading\nStdout: E: x')).toEqual([]);
  expect(decided(DOWNGRADE, 'Stdout: Reading\nStdout: E: x\nStdout: will be DOWNGRADED:')).toEqual([]);
  expect(decided({ sequence: ['one', 'two'] }, 'Stdout: one two')).toEqual([]);
});

test('each end of a sequence is a match of its own', () => {
  expect(decided({ sequence: ['one', 'two'] }, 'one\ntwo a\ntwo b\none\ntwo c')).toEqual(['two a', 'two b', 'two c']);
});

function far(count: number): string {
  return `one\n${blanks(count - 1)}two`;
}

test('a sequence spans 60 lines unless it says otherwise, counted from its first line to its last', () => {
  expect(decided({ sequence: ['one', 'two'] }, far(60))).toHaveLength(1);
  expect(decided({ sequence: ['one', 'two'] }, far(61))).toHaveLength(0);
  expect(decided({ sequence: ['one', 'two'], within: 3 }, far(3))).toHaveLength(1);
  expect(decided({ sequence: ['one', 'two'], within: 3 }, far(4))).toHaveLength(0);
  expect(decided({ sequence: ['one', 'two'], within: 100 }, far(100))).toHaveLength(1);
  expect(decided({ sequence: ['one', 'mid', 'two'], within: 3 }, 'one\nmid\nx\nx\ntwo')).toHaveLength(0);
});

test('all finds its lines in any order, decides at the first of the list and takes the nearest of the others', () => {
  const run = read('two far\nx\nx\none\ntwo near\nthree');
  expect(matchesIn(run, { all: ['one', 'two', 'three'] })).toMatchObject([{ at: 3, context: [4, 5] }]);
  expect(matchesIn(run, { all: ['one', 'two', 'three'], decisive: 2 })).toMatchObject([{ at: 5, context: [3, 4] }]);
  expect(matchesIn(run, { all: ['one', 'four'] })).toEqual([]);
  expect(matchesIn(run, { all: ['three', 'two far'], within: 4 })).toEqual([]);
});

test('one line may answer all expressions', () => {
  expect(decided({ all: ['one', 'two'] }, 'two one')).toEqual(['two one']);
});

test('any gives each line to the first of its forms that fits there', () => {
  const run = read('E: lock held by 12\nE: lock\nE: other');
  const match = { any: [{ line: 'lock held by (?P<pid>\\d+)' }, { line: '^E: (?P<word>lock)' }] };
  expect(matchesIn(run, match)).toMatchObject([
    { at: 0, captures: { pid: '12' } },
    { at: 1, captures: { word: 'lock' } },
  ]);
});

test('any holds forms of all kinds, each with its own bounds', () => {
  const match = {
    any: [
      { sequence: ['one', 'two'], within: 1 },
      { line: 'two', in: { channel: ['stderr'] } },
    ],
  };
  expect(decided(match, 'one\ntwo a\nx\ntwo b\nStderr: two c')).toEqual(['two a', 'two c']);
});

test('unless rules out what stands near one of its lines, before or after', () => {
  const match = { line: '^E: lock', unless: ['Waiting', 'gave up'], within: 2 };
  expect(decided(match, 'Waiting\nx\nE: lock a\nx\nx\nE: lock b\nx\nx\nx\nE: lock c\nx\ngave up')).toEqual([
    'E: lock b',
  ]);
  expect(decided({ line: '^E: lock', unless: ['lock a'] }, 'E: lock a')).toEqual([]);
  expect(decided({ line: 'one', unless: ['two'] }, `one\n${blanks(60)}two`)).toEqual(['one']);
  expect(decided({ line: 'one', unless: ['two'] }, `one\n${blanks(59)}two`)).toEqual([]);
});

test('what the log only shows rules nothing out', () => {
  const text = `
    Step InstallCinc
    Stdout: E: lock
    CmdExecution: Stderr: set -v
    echo "Waiting for the lock"
    CmdExecution: ExitCode 100
  `;
  expect(decided({ line: '^E: lock', unless: ['Waiting'] }, text)).toEqual(['E: lock']);
  expect(decided({ line: '^E: lock', unless: ['Waiting'] }, text.replace('set -v', 'E: x'))).toEqual([]);
});

test('nothing reaches from one log or witness into another', () => {
  const run = readTogether(evidenceOf('two\none'), evidenceOf('two'), evidenceOf('one', 'stack'));
  expect(matchesIn(run, { sequence: ['one', 'two'] })).toEqual([]);
  expect(matchesIn(run, { sequence: ['two', 'one'] })).toMatchObject([{ at: 1 }]);
  expect(matchesIn(run, { line: 'one', unless: ['two'] })).toMatchObject([{ at: 3 }]);
});

test('a nearer line out of reach does not hide a farther one within it', () => {
  const run = readTogether(evidenceOf('two'), evidenceOf('one\nx\ntwo'));
  expect(matchesIn(run, { all: ['one', 'two'] })).toMatchObject([{ at: 1, context: [3] }]);
  expect(matchesIn(run, { line: 'one', unless: ['two'] })).toEqual([]);
});

test('matches come in the order of the log, whatever the order of the patterns', () => {
  const run = read('b\na\nb');
  const catalog = catalogOf([pattern({ match: { line: 'a' } }, 'test/a'), pattern({ match: { line: 'b' } }, 'test/b')]);
  const found = findMatches(catalog, run);
  expect(found.map((match) => [match.at, match.pattern.id])).toEqual([
    [0, 'test/b'],
    [1, 'test/a'],
    [2, 'test/b'],
  ]);
  expect(
    bodies(
      run,
      found.map((match) => match.at),
    ),
  ).toEqual(['b', 'a', 'b']);
});

test('an empty catalog finds nothing, and in an empty run nothing is found', () => {
  expect(findMatches(catalogOf([]), read('E: x'))).toEqual([]);
  expect(findMatches(catalogOf([pattern({})]), readTogether())).toEqual([]);
});
