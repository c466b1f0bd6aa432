// Text for terminals that know ASCII only: nothing else is left in it, and columns stay where they were.
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { inAscii } from '../../src/wording/ascii.ts';

test.each([
  ['── hpc-ubuntu20 ──', '-- hpc-ubuntu20 --'],
  ['│ E: Unable to …', '| E: Unable to ~'],
  ['us-east-1 · 3.4.1 › main', 'us-east-1 - 3.4.1 > main'],
  ['❯ ▶ • ↳', '> ! * +'],
  ['↑ ↓ ← →', '^ v < >'],
  ['“it’s” – ‘so’ —', "\"it's\" - 'so' -"],
  ['a␊b\u00a0c', 'a$b c'],
])('our own signs have likenesses: %s', (text, ascii) => {
  expect(inAscii(text)).toBe(ascii);
});

test('any other character becomes as many question marks as it has columns', () => {
  expect(inAscii('Größe 大小 ✓ e\u0301 a\u200bb')).toBe('Gr??e ???? ? e ab');
});

test('ASCII stays, controls and colours too', () => {
  const ascii = String.fromCodePoint(...Array.from({ length: 128 }, (_, code) => code));
  expect(inAscii(ascii)).toBe(ascii);
  expect(inAscii('\u001b[1m─\u001b[0m\n')).toBe('\u001b[1m-\u001b[0m\n');
});

/** Printed characters of all kinds, dense in those that matter. */
const characters = fc.oneof(
  fc.constantFrom('─', '…', '·', '❯', '漢', '한', 'Ａ', 'é', '\u0301', '\u200b', '\u00a0', '‘', '␊', '�'),
  fc.string({ unit: 'grapheme-ascii', maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 1 }),
);
const texts = fc.array(characters).map((parts) => parts.join('').replaceAll(/\p{Cc}/gu, ''));
const widthByCharacter = (text: string) => Array.from(text).reduce((sum, sign) => sum + stringWidth(sign), 0);

test('only ASCII is left, of the same width', () => {
  fc.assert(
    fc.property(texts, (text) => {
      // Jamo, flags and the like are narrower together than one by one.
      fc.pre(stringWidth(text) === widthByCharacter(text));
      const ascii = inAscii(text);
      expect(ascii).toMatch(/^[ -~]*$/);
      expect(ascii).toHaveLength(stringWidth(text));
    }),
  );
});
