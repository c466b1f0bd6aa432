// How times and ages are said.
import { expect, test } from 'vitest';
import { age, duration, isoTime } from '../../src/wording/time.ts';

test('a time is said in UTC with milliseconds', () => {
  expect(isoTime(Date.UTC(2023, 0, 27, 11, 20, 17, 984))).toBe('2023-01-27T11:20:17.984Z');
});

test.each([null, Number.NaN, Infinity, 9e15])('%s has no ISO form and is unknown', (ms) => {
  expect(isoTime(ms)).toBeNull();
});

const HOUR = 3_600_000;
test.each([
  [0, '0 s'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [HOUR * 1.5, '90 min'],
  [HOUR * 26, '26 h'],
  [HOUR * 24 * 3, '3 d'],
  [HOUR * 24 * 365 * 2, '2 y'],
  [-5000, '0 s'],
])('%d ms ago is said as %s', (ms, said) => {
  expect(age(1_700_000_000_000 - ms, 1_700_000_000_000)).toBe(said);
});

test.each([
  [-5, 'under 0.1 s'],
  [0, 'under 0.1 s'],
  [99, 'under 0.1 s'],
  [100, '0.1 s'],
  [400, '0.4 s'],
  [9949, '9.9 s'],
  [10_000, '10 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [61_000, '1 min 1 s'],
  [750_000, '12 min 30 s'],
  [HOUR, '1 h'],
  [HOUR + 5000, '1 h'],
  [HOUR + 300_000 + 59_000, '1 h 5 min'],
  [HOUR * 26 + 60_000, '26 h 1 min'],
])('%d ms are said to last %s', (ms, said) => {
  expect(duration(ms)).toBe(said);
});
