// How amounts and lists are said.
import { expect, test } from 'vitest';
import { bytes, count, grouped, listed } from '../../src/wording/counts.ts';

test('a noun follows its number', () => {
  expect([count(1, 'image'), count(3, 'image'), count(0, 'image'), count(2, 'entry', 'entries')]).toEqual([
    '1 image',
    '3 images',
    '0 images',
    '2 entries',
  ]);
});

test('thousands are grouped', () => {
  expect([7, 999, 1000, 30000, 1234567].map(grouped)).toEqual(['7', '999', '1,000', '30,000', '1,234,567']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [2_600_000, '2.6 MB'],
  [99_960, '100 kB'],
  [999_600, '1.0 MB'],
  [300_000_000, '300 MB'],
  [5e15, '5000 TB'],
])('%d bytes are said as %s', (amount, said) => {
  expect(bytes(amount)).toBe(said);
});

test('a list ends with and', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
