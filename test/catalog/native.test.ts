// What JavaScript's engine runs must be what RE2 runs, and must take linear time on any line.
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { expressionsOf } from '../../src/catalog/expressions.ts';
import { isNative, nativeOf } from '../../src/catalog/native.ts';
import { requiredBy } from '../../src/catalog/required.ts';
import { captures } from '../../src/catalog/scan.ts';
import { openWholeCatalog } from '../../src/catalog/shipped.ts';
import { anyExpression } from './any-expression.ts';

const WORDS = [
  'error',
  'Error',
  'foo',
  'bar',
  'a',
  'ab',
  'A',
  '1',
  ' ',
  '.',
  '(',
  '{2}',
  'é',
  'ſ',
  '\u212a',
  '😀',
  '_',
];
const BLANKS = ['\t', '\v', '\f', '\r', '\u00a0', '\u2028', '\ufeff', 'k', 's'];
const line = fc.array(fc.constantFrom(...WORDS, ...BLANKS), { maxLength: 12 }).map((words) => words.join(''));

function byRe2(expression: string, text: string): boolean {
  return RE2JS.compile(expression).matcher(text).find();
}

const NATIVE = fc.oneof(
  anyExpression,
  fc
    .array(
      fc.constantFrom(
        '\\s',
        '\\S',
        '[^a]',
        '[^\\s"]',
        '\\d',
        '\\w+',
        '\\b',
        '^',
        '$',
        '.',
        '.*',
        'a?',
        '[a-z]',
        's',
        'K',
        '\\"',
        '[\\-a]',
      ),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .chain((parts) => fc.constantFrom('', '(?i)').map((flag) => flag + parts.join(''))),
);

test('it finds what RE2 finds', () => {
  let native = 0;
  fc.assert(
    fc.property(NATIVE, line, (expression, text) => {
      const regex = nativeOf(expression);
      if (regex === null) return;
      native += 1;
      expect([expression, regex.test(text)]).toEqual([expression, byRe2(expression, text)]);
    }),
    { numRuns: 4000 },
  );
  expect(native).toBeGreaterThan(1000);
});

test('it captures what RE2 captures', () => {
  const part = fc.constantFrom(
    '(?P<a>\\d+)',
    '(?P<b>[^ ]*)',
    '(?: (?P<c>\\w+))?',
    '(?P<d>x|xy)',
    ' ',
    'x',
    '(?P<e>.*?)',
    '$',
    '^',
  );
  const text = fc
    .array(fc.constantFrom('x', 'y', '1', '22', ' ', 'é'), { maxLength: 8 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(part, { minLength: 1, maxLength: 5 }), text, (parts, shown) => {
      const expression = parts.join('');
      if (nativeOf(expression) === null) return;
      const regex = RE2JS.compile(expression);
      const matcher = regex.matcher(shown);
      const names = Object.keys(regex.namedGroups());
      const groups = matcher.find()
        ? names.map((name) => [name, matcher.group(name)]).filter(([, value]) => typeof value === 'string')
        : null;
      expect([expression, shown, captures(expression, shown)]).toEqual([
        expression,
        shown,
        groups && Object.fromEntries(groups),
      ]);
    }),
    { numRuns: 3000 },
  );
});

describe('of the shipped expressions', async () => {
  const { patterns } = await openWholeCatalog(null);
  const sources = [...new Set(patterns.flatMap(({ match }) => expressionsOf(match)).map(({ source }) => source))];
  const samples = patterns.flatMap(({ hits, misses }) => [...hits, ...misses]).flatMap(({ text }) => text.split('\n'));
  const native = sources.filter(isNative);

  test('most are native', () => {
    expect(native.length).toBeGreaterThan(sources.length / 2);
  });

  test('the native ones find in all samples what RE2 finds', () => {
    for (const source of native) {
      const regex = nativeOf(source);
      const re2 = RE2JS.compile(source);
      const differs = samples.filter((text) => regex?.test(text) !== re2.matcher(text).find());
      expect([source, ...differs]).toEqual([source]);
    }
  });

  test('each takes linear time on lines made of what it looks for', () => {
    for (const source of native) {
      const literals = requiredBy(source).sets.flat();
      const attacks = [
        ...literals,
        literals.join(' '),
        literals.join(''),
        'a',
        ' ',
        '/a',
        '"a',
        "'",
        '1.',
        'a b ',
        'A::',
      ].map((text) => text.repeat(Math.ceil(16_384 / text.length)));
      const began = performance.now();
      for (const attack of attacks) nativeOf(source)?.test(attack);
      expect([source, performance.now() - began < 500]).toEqual([source, true]);
    }
  });
});

test.each([
  '(a+)+$',
  '(a|aa)+$',
  '(.*)*x',
  'ERROR .*foo.*bar',
  '(?i)error .*foo.*bar',
  '\\s+$',
  '(\\w+\\s*)+:$',
  'a+b+c+$',
  '\\w+@\\w+',
])('%s is left to RE2', (expression) => {
  expect(nativeOf(expression)).toBeNull();
});

test.each([
  '^(?:\\S+) failed$',
  '^E: Packages',
  'exit code (?P<code>\\d+)',
  'foo: (?P<rest>.*)$',
  "The '(?P<x>[^']+)' is",
])('%s is native', (expression) => {
  expect(nativeOf(expression)).not.toBeNull();
});
