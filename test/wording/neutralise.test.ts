// Log text is hostile: whatever a build prints must not be able to act on the terminal of the person who reads about it.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { neutralise, neutraliseLine } from '../../src/wording/neutralise.ts';

const ESC = '\u001b';

test.each([
  ['colours are dropped', `${ESC}[1;31mError${ESC}[0m`, 'Error'],
  ['cursor moves and erasing are dropped', `${ESC}[2K${ESC}[1A${ESC}[Hdone`, 'done'],
  ['8-bit sequences are dropped', '\u009b31mError', 'Error'],
  ['a sequence that forms when another is dropped is shown', `${ESC}${ESC}[m[31mError`, '␛[31mError'],
  [
    'a hidden link shows its target',
    `${ESC}]8;;http://evil.test/\u0007click${ESC}]8;;\u0007`,
    '␛]8;;http://evil.test/␇click␛]8;;␇',
  ],
  ['a clipboard write is shown', `${ESC}]52;c;cm0gLXJmIH4=${ESC}\\`, '␛]52;c;cm0gLXJmIH4=␛\\'],
  ['a window title is shown', `${ESC}]0;owned\u0007`, '␛]0;owned␇'],
  ['a reversed reading direction is shown', 'a\u202egpj.exe', 'a<U+202E>gpj.exe'],
  ['zero-width and byte order marks are shown', '\ufeffa\u200bb', '<U+FEFF>a<U+200B>b'],
  ['NUL, BEL and DEL become pictures', '\u0000\u0007\u007f', '␀␇␡'],
  ['C1 controls are named', '\u0085\u0090', '<U+0085><U+0090>'],
  ['a carriage return at the end of a line goes', 'one\r\ntwo\r', 'one\ntwo'],
  ['a carriage return in a line is shown', '10%\r20%', '10%␍20%'],
  ['tabs become blanks', 'a\tb', 'a    b'],
  ['a lone surrogate is replaced', 'a\ud800b', 'a\ufffdb'],
  ['honest letters of all scripts stay', 'Größe 大小 ✓ 👩‍🔬', 'Größe 大小 ✓ 👩‍🔬'],
])('%s', (_name, hostile, shown) => {
  expect(neutralise(hostile)).toBe(shown);
});

test('a place for one line gets one line', () => {
  expect(neutraliseLine('a\nb')).toBe('a␊b');
});

/** Strings dense in what matters: escapes, controls, brackets, final bytes, bidi marks. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ESC,
        '[',
        ']',
        ';',
        'm',
        '0',
        '8',
        '\u0007',
        '\u009b',
        '\r',
        '\n',
        '\t',
        '\u202e',
        '\ud800',
        '\u2028',
      ),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

test('no control, bidi or invisible character survives, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const shown = neutralise(text);
      expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cs}|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
      expect(neutralise(shown)).toBe(shown);
    }),
  );
});

test('text without controls stays as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[aZ09 [\]();~é界]*$/), (text) => {
      expect(neutralise(text)).toBe(text);
    }),
  );
});

test('a line of a megabyte of escapes takes linear time', () => {
  const started = performance.now();
  neutralise(`${ESC}[`.repeat(500_000));
  neutralise(`${ESC}[${'0'.repeat(1_000_000)}`);
  expect(performance.now() - started).toBeLessThan(3000);
});
