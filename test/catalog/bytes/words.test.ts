// The kernel in WebAssembly and its plain form must see the same in any bytes.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kernelScanner } from '../../../src/catalog/bytes/kernel.ts';
import { plainScanner, type WordScanner } from '../../../src/catalog/bytes/words.ts';

const LONGEST = 512;
/** More than the counters of line breaks hold. */
const TURNS = 20;
const ROOM = LONGEST * TURNS;

function seen(scanner: WordScanner | null, { text, words, from }: Given): unknown {
  if (scanner === null) throw new Error('this Node has no SIMD in WebAssembly');
  scanner.text.fill(0xff).set(text);
  scanner.want(words);
  const positions = [...scanner.positions(text.length)].filter((at) => at < text.length);
  return { positions, breaks: scanner.lineBreaks(Math.min(from, text.length), text.length) };
}

interface Given {
  readonly text: Uint8Array;
  readonly words: readonly number[];
  readonly from: number;
}

const byte = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0x0a, 0x41, 0x61, 0x20) }, fc.nat(255));
const given = fc.record({
  text: fc
    .tuple(fc.array(byte, { maxLength: LONGEST }), fc.integer({ min: 1, max: TURNS }))
    .map(([bytes, turns]) => Buffer.concat(Array.from({ length: turns }, () => Buffer.from(bytes)))),
  words: fc.array(fc.array(fc.constantFrom(0x0a, 0x41, 0x61), { minLength: 4, maxLength: 4 }).map(wordOf)),
  from: fc.nat(ROOM),
});

function wordOf(bytes: readonly number[]): number {
  return new Int32Array(Uint8Array.from(bytes).buffer)[0] ?? 0;
}

test('both scanners find the same words and line breaks', () => {
  const [kernel, plain] = [kernelScanner(ROOM), plainScanner(ROOM)];
  fc.assert(
    fc.property(given, (one) => {
      expect(seen(kernel, one)).toEqual(seen(plain, one));
    }),
    { numRuns: 1000 },
  );
});
