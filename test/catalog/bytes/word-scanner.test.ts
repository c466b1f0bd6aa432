// The kernel in WebAssembly and its plain form must see the same in any bytes.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noCommonness } from '../../../src/catalog/bytes/commonness.ts';
import { kernelScanner } from '../../../src/catalog/bytes/kernel.ts';
import { scanIndexOf } from '../../../src/catalog/bytes/scan-index.ts';
import { plainScanner, type WordScanner } from '../../../src/catalog/bytes/word-scanner.ts';

const LONGEST = 512;
/** More than the counters of line breaks hold. */
const TURNS = 10;
const ROOM = LONGEST * TURNS;

function seen(scanner: WordScanner | null, { text, from }: Given): unknown {
  if (scanner === null) throw new Error('this Node has no SIMD in WebAssembly');
  scanner.text.fill(0xff).set(text);
  const begin = Math.min(from, text.length);
  const positions = [...scanner.positions(begin, text.length)].filter((at) => begin + at + 4 <= text.length);
  return { positions, breaks: scanner.lineBreaks(begin, text.length) };
}

interface Given {
  readonly text: Uint8Array;
  readonly literals: readonly string[];
  readonly from: number;
}

const byte = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0x0a, 0x41, 0x61, 0x20) }, fc.nat(255));
const given = fc.record({
  text: fc
    .tuple(fc.array(byte, { maxLength: LONGEST }), fc.integer({ min: 1, max: TURNS }))
    .map(([bytes, turns]) => Buffer.concat(Array.from({ length: turns }, () => Buffer.from(bytes)))),
  literals: fc.array(fc.string({ unit: fc.constantFrom('A', 'a', ' ', 'é'), minLength: 5, maxLength: 14 })),
  from: fc.nat(ROOM),
});

test('the end of a text is no blank', () => {
  const text = Buffer.from('\n\n\nA a'.repeat(7));
  const index = scanIndexOf(['A A  '], noCommonness());
  for (const from of Array(8).keys()) {
    const one = { text, literals: [], from };
    expect(seen(plainScanner(ROOM, index), one)).toEqual(seen(kernelScanner(ROOM, index), one));
  }
});

test('both scanners find the same words and line breaks', () => {
  fc.assert(
    fc.property(given, (one) => {
      const index = scanIndexOf(one.literals, noCommonness());
      const [kernel, plain] = [kernelScanner(ROOM, index), plainScanner(ROOM, index)];
      expect(seen(kernel, one)).toEqual(seen(plain, one));
    }),
    { numRuns: 300 },
  );
});
