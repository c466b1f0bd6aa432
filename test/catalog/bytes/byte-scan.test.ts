// A scan of bytes must find what a plain loop over lines and expressions finds, whatever the bytes are and however they arrive.
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { ByteScan } from '../../../src/catalog/bytes/byte-scan.ts';
import { noCommonness } from '../../../src/catalog/bytes/commonness.ts';
import { kernelScanner } from '../../../src/catalog/bytes/kernel.ts';
import { scanIndexOf, type ScanIndex } from '../../../src/catalog/bytes/scan-index.ts';
import { verified, type FoundLine } from '../../../src/catalog/bytes/verify.ts';
import { plainScanner, type WordScanner } from '../../../src/catalog/bytes/word-scanner.ts';
import { expressionsOf } from '../../../src/catalog/expressions.ts';
import { openWholeCatalog } from '../../../src/catalog/shipped.ts';
import { unwrapped } from '../../../src/known-lines.ts';
import { anyExpression } from '../any-expression.ts';

const SCANNERS: readonly (readonly [string, NewScanner])[] = [
  ['plain', plainScanner],
  ['WebAssembly', kernelOrNone],
];

type NewScanner = (room: number, index: ScanIndex) => WordScanner;

function kernelOrNone(room: number, index: ScanIndex): WordScanner {
  const scanner = kernelScanner(room, index);
  if (scanner === null) throw new Error('this Node has no SIMD in WebAssembly');
  return scanner;
}

interface Log {
  readonly bytes: Buffer;
  readonly expressions: readonly string[];
  readonly body?: (line: string) => string;
}

interface Feeding {
  readonly newScanner: NewScanner;
  readonly room: number;
  /** Bytes at a time. */
  readonly piece: number;
}

/** Of a room, as long a line as is kept. */
function longestIn(room: number): number {
  return room / 4;
}

async function scanned(
  { bytes, expressions, body = String }: Log,
  { newScanner, room, piece }: Feeding,
): Promise<FoundLine[]> {
  const index = scanIndexOf(expressions, noCommonness());
  const longest = longestIn(room);
  const scan = new ByteScan({ index, body, longest, scanner: newScanner(longest + room, index) });
  const found: FoundLine[] = [];
  for (let at = 0; at < bytes.length;) {
    const count = bytes.copy(scan.free, 0, at, at + piece);
    found.push(...(await verified(scan.take(count), expressions)));
    at += count;
  }
  return [...found, ...(await verified(scan.end(), expressions))];
}

function naive({ bytes, expressions, body = String }: Log, longestLine: number): FoundLine[] {
  const lines = bytes.toString('latin1').split('\n');
  const regexes = expressions.map((expression) => RE2JS.compile(expression));
  return lines.flatMap((raw, i) => {
    const text = Buffer.from(raw.slice(0, longestLine), 'latin1').toString('utf8').replace(/\r+$/, '');
    const seen = body(text).slice(0, 16_384);
    const found = [...regexes.keys()].filter((one) => regexes[one]?.matcher(seen).find());
    // What follows the last line break is a line only where it is something.
    const isLine = raw !== '' || i < lines.length - 1;
    return isLine && found.length > 0 ? [{ line: i + 1, text, found }] : [];
  });
}

const PLAIN = [
  'error',
  'Error',
  'foo',
  'bar',
  'oo',
  'a',
  'ab',
  '1',
  '42',
  ' ',
  '.',
  '(',
  'x41',
  'Cannot ask',
  'CANNOT A',
];
const BEYOND_ASCII = ['é', '😀', 'ſ', '\u212a', 'kiosk is', 'KIOSK IS', '\u212aioſk is', 'naïve résumé', '\ufffd'];
const CONTROLS = ['\u001b[31m', '\u001b', '\r', '\0', '\ufeff'];
const WORDS = [...PLAIN, ...BEYOND_ASCII, ...CONTROLS].map((word) => Buffer.from(word));
const BROKEN = [[0xff], [0xc3], [0xa9], [0xf0, 0x9f], [0xe2, 0x84]].map((bytes) => Buffer.from(bytes));
const BREAKS = ['\n', '\n', '\r\n', '\n\n'].map((text) => Buffer.from(text));

const log = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom(...BROKEN, ...BREAKS)), {
    maxLength: 60,
  })
  .map((parts) => Buffer.concat(parts));

/** Literals, and a text that holds many of them. */
const literalsInText = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', 'K', 's', ' '), minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((literals) => {
    const spoken = literals.flatMap((literal) => [literal, literal.toUpperCase(), literal.slice(1)]);
    const text = fc.array(fc.constantFrom(...spoken, 'x', 'é', ' ', '\n'), { maxLength: 60 });
    const expressions = fc.tuple(
      ...literals.map((literal) => fc.constantFrom('', '(?i)', '^').map((before) => before + literal)),
    );
    return fc.record({ expressions, text: text.map((parts) => parts.join('')) });
  });

const rooms = fc.constantFrom(64, 128, 256, 4096);
const pieces = fc.constantFrom(1, 2, 3, 5, 7, 31, 64, 1000);

describe.each(SCANNERS)('with the %s scanner', (_name, newScanner) => {
  test('any expressions over any log, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyExpression, { maxLength: 5 }),
        log,
        rooms,
        pieces,
        async (expressions, bytes, room, piece) => {
          const given = { bytes, expressions };
          expect(await scanned(given, { newScanner, room, piece })).toEqual(naive(given, longestIn(room)));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('literals of any length at any place, in either case', async () => {
    await fc.assert(
      fc.asyncProperty(literalsInText, rooms, pieces, async ({ expressions, text }, room, piece) => {
        const given = { bytes: Buffer.from(text), expressions };
        expect(await scanned(given, { newScanner, room, piece })).toEqual(naive(given, longestIn(room)));
      }),
      { numRuns: 1000 },
    );
  });

  test('the shipped catalog over all its samples, as their carriers bring them', async () => {
    const { patterns } = await openWholeCatalog(null);
    const samples = patterns.flatMap(({ hits, misses }) => [...hits, ...misses]).map(({ text }) => text);
    const expressions = [...new Set(patterns.flatMap(({ match }) => expressionsOf(match)).map(({ source }) => source))];
    const coloured = samples.map((text) => text.replaceAll(/(\w\w)(\w+)/g, '$1\u001b[0m$2'));
    for (const bytes of [samples.join('\n'), samples.join('\r\n'), coloured.join('\n')].map((text) =>
      Buffer.from(text),
    )) {
      const given = { bytes, expressions, body: unwrapped };
      const found = await scanned(given, { newScanner, room: 65_536, piece: 10_007 });
      expect(found.length).toBeGreaterThan(500);
      expect(found).toEqual(naive(given, 16_384));
    }
  });

  test('a line of ten megabytes between two others', async () => {
    const bytes = Buffer.from(`first error\nbegin ${'x'.repeat(10_000_000)} error\nlast error`);
    const found = await scanned(
      { bytes, expressions: ['error', '^begin'] },
      { newScanner, room: 65_536, piece: 50_000 },
    );
    expect(found.map(({ line, found: which }) => [line, which])).toEqual([
      [1, [0]],
      [2, [1]],
      [3, [0]],
    ]);
  });

  test('what an earlier block left in the memory is not found again', async () => {
    const expressions = ['kiosk is'];
    const scanner = newScanner(2 * (longestIn(128) + 128), scanIndexOf(expressions, noCommonness()));
    const again = { newScanner: () => scanner, room: 128, piece: 100 };
    await scanned({ bytes: Buffer.from('kiosk is error foo bar here\n'.repeat(20)), expressions }, again);
    expect(await scanned({ bytes: Buffer.from('nothing\n'), expressions }, again)).toEqual([]);
  });
});

test.each(['(a+)+$', '(.*)*x', '(?i)error .*foo.*bar', '[a-z]', 'a'])(
  '%s takes linear time on short lines and endless ones',
  async (expression) => {
    const bytes = Buffer.from(`${'a'.repeat(16_000)}!\n`.repeat(20) + 'error foo '.repeat(100_000));
    const began = performance.now();
    await scanned({ bytes, expressions: [expression] }, { newScanner: plainScanner, room: 262_144, piece: 65_536 });
    expect(performance.now() - began).toBeLessThan(5000);
  },
);
