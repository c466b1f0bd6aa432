// The matching engine rules lines out before it runs an expression on them. What it finds must be what a plain loop finds, and the
// time must be linear in the text, whatever the expression.
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { expressionsOf } from '../../src/catalog/expressions.ts';
import { scanLiterals, SHORTEST_SCANNED } from '../../src/catalog/literal-scan.ts';
import { captures, searchable } from '../../src/catalog/scan.ts';
import { openWholeCatalog } from '../../src/catalog/shipped.ts';
import { read } from '../dialects/read.ts';
import { anyExpression } from './any-expression.ts';
import { decided, matchesIn } from './patterns.ts';

const WORDS = ['error', 'Error', 'foo', 'bar', 'oo', 'a', 'ab', '1', '42', ' ', '.', '(', '{2}', 'x41', 'é', '😀', ''];
const lines = fc.array(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join('')),
  {
    maxLength: 12,
  },
);

function naive(source: string, text: readonly string[]): number[] {
  const regex = RE2JS.compile(source);
  return [...text.keys()].filter((at) => regex.matcher(text[at] ?? '').find());
}

test('positions are those of a plain loop over the lines', () => {
  fc.assert(
    fc.property(anyExpression, lines, (source, text) => {
      const positions = naive(source, text);
      expect(searchable(text).positions(source)).toEqual(positions);
      expect(searchable(text, [source, 'another']).positions(source)).toEqual(positions);
    }),
    { numRuns: 1000 },
  );
});

test('so they are for every shipped expression over every shipped sample, all of them looked for at once', async () => {
  const { patterns } = await openWholeCatalog(null);
  const text = patterns.flatMap((one) => [...one.hits, ...one.misses]).flatMap((sample) => sample.text.split('\n'));
  const sources = patterns.flatMap((one) => expressionsOf(one.match)).map(({ source }) => source);
  const search = searchable(text, sources);
  for (const source of sources) {
    expect([source, ...search.positions(source)]).toEqual([source, ...naive(source, text)]);
  }
});

/** U+0141 and `A` have the same low byte, and U+0161 and `A` as well once they are folded. */
const UNITS = ['a', 'A', '\u0141', '\u0161', 'é', '漢', '😀', '\u{1f641}', '.', '\n', '0', ' '];
const unitsText = (maxLength: number) =>
  fc.array(fc.constantFrom(...UNITS), { maxLength }).map((units) => units.join(''));

test('literals are found at all their places, whatever characters they share with the text', () => {
  const literals = fc.array(unitsText(8).filter((literal) => literal.length >= SHORTEST_SCANNED));
  fc.assert(
    fc.property(literals, unitsText(60), (inText, text) => {
      const wanted = [...inText, text.slice(3, 9), text.slice(20)]
        .filter((literal) => literal.length >= SHORTEST_SCANNED)
        .map((literal) => ({ literal, caseless: false }));
      const found: string[] = [];
      scanLiterals(text, wanted, ({ literal }, at) => found.push(`${at} ${literal}`));
      const places = [...text.split('').keys()];
      const expected = wanted.flatMap(({ literal }) =>
        places.filter((at) => text.startsWith(literal, at)).map((at) => `${at} ${literal}`),
      );
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 2000 },
  );
});

test('a pattern of one line matches where a plain loop over the bodies finds it', () => {
  fc.assert(
    fc.property(anyExpression, lines, (source, text) => {
      const run = read(text.map((line) => `Stdout: ${line}`).join('\n'));
      const bodies = run.events.map((event) => event.body);
      expect(matchesIn(run, { line: source }).map((match) => match.at)).toEqual(naive(source, bodies));
    }),
  );
});

test('captures are those of the first occurrence', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('foo1', 'foo22', ' ', 'x')), (words) => {
      const line = words.join('');
      const [found] = [...line.matchAll(/foo(\d+)/g)];
      expect(captures('foo(?P<number>\\d+)', line)).toEqual(found ? { number: found[1] } : null);
    }),
  );
});

const MEGABYTE = 1_000_000;

test.each([
  ['(a+)+$', 'a'.repeat(MEGABYTE) + '!'],
  ['(a|aa)+$', 'a'.repeat(MEGABYTE) + '!'],
  ['(.*)*x', 'y'.repeat(MEGABYTE)],
  ['ERROR .*foo.*bar', 'ERROR ' + 'foo '.repeat(MEGABYTE / 4)],
  ['(?i)error .*foo.*bar', 'ERROR ' + 'foo '.repeat(MEGABYTE / 4)],
  ['(\\w+\\s*)+:$', 'word '.repeat(MEGABYTE / 5)],
])('%s takes linear time on a line of a megabyte', (line, text) => {
  const started = performance.now();
  decided({ any: [{ line }, { sequence: [line, line] }] }, `Stdout: ${text}`);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('of a line of a megabyte the beginning is searched', () => {
  const text = `Stdout: start ${'x'.repeat(MEGABYTE)} end`;
  expect(decided({ line: '^start' }, text)).toHaveLength(1);
  expect(decided({ line: 'end$' }, text)).toHaveLength(0);
});

test.each([
  { sequence: ['foo', 'bar', 'foo bar'] },
  { all: ['foo', 'bar'] },
  { line: 'foo', unless: ['never', 'bar here'] },
  { line: 'foo', in: { channel: ['stdout'] } },
])('a log that hits every line takes linear time with %j', (match) => {
  const run = read('Stdout: foo bar\n'.repeat(100_000));
  const started = performance.now();
  expect(matchesIn(run, match).length).toBeGreaterThan(99_000);
  expect(performance.now() - started).toBeLessThan(5000);
});
