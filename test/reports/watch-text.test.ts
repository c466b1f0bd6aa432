// What a person reads while a build goes on, and that nothing in a log can speak to the terminal.
import { expect, test } from 'vitest';
import type { WatchEvent } from '../../src/model/watch.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { watchText } from '../../src/reports/watch-text.ts';
import { RECOGNISED } from './diagnoses.ts';

const AT = Date.UTC(2026, 10, 23, 4, 5, 6);
const MINUTE = 60_000;
const STEP = { component: 'main', phase: 'build', name: 'InstallPClusterPackages' } as const;
const MANNER = {
  page: { palette: paletteOf(false), width: 80 },
  image: { id: 'rocky9', region: 'us-east-1' },
  told: null,
};

const BEGAN: WatchEvent = { event: 'step-began', at: AT, step: STEP, usuallyMs: 25 * MINUTE };
const ENDED: WatchEvent = {
  event: 'step-ended',
  at: AT + 30 * MINUTE,
  step: STEP,
  outcome: 'failed',
  exitCode: 100,
  tookMs: 30 * MINUTE,
  usuallyMs: 25 * MINUTE,
};

test.each<[string, WatchEvent]>([
  ['04:05:06  ▸ main build InstallPClusterPackages (last time 25 min)\n', BEGAN],
  [
    '04:35:06  ✘ main build InstallPClusterPackages, 30 min (last time 25 min),\n          failed, exit code 100\n',
    ENDED,
  ],
  ['04:05:06  no log yet: its instance is being launched\n', { event: 'waiting', at: AT, waitsFor: 'log' }],
  ['04:05:06  the image is BUILDING\n', { event: 'status', at: AT, imageStatus: 'BUILDING', reason: null }],
  [
    '04:05:06  nothing in the log for 5 min, in main build InstallPClusterPackages.\n          The last line is a question, and nobody is there to answer it: Is this\n          ok [y/N]:\n',
    { event: 'silence', at: AT, forMs: 5 * MINUTE, step: STEP, lastLine: 'Is this ok [y/N]:', asks: true },
  ],
  [
    '04:05:06  the image is AVAILABLE, after 1 h 10 min\n',
    { event: 'ended', at: AT, outcome: 'available', imageStatus: 'AVAILABLE', tookMs: 70 * MINUTE },
  ],
  ['', { event: 'progress', at: AT, step: STEP, forMs: 0, usuallyMs: null, recipe: null, events: 7 }],
])('%j', (text, event) => {
  expect(watchText([event], MANNER)).toBe(text);
});

test('a step that has begun and ended by the time it is told is told once', () => {
  expect(watchText([BEGAN, ENDED], MANNER)).toBe(watchText([ENDED], MANNER));
});

test('an early verdict is the report, and what to type', () => {
  const text = watchText([{ event: 'verdict', at: AT, final: false, diagnosis: RECOGNISED, toStop: 'aws x' }], MANNER);
  expect(text).toContain('Cause: ');
  expect(text).toContain('pc-doctor never stops anything by itself:\n  $ aws x\n');
});

test('at the end a verdict that was told before is not told in full again', () => {
  const verdict: WatchEvent = { event: 'verdict', at: AT, final: true, diagnosis: RECOGNISED, toStop: null };
  expect(watchText([verdict], { ...MANNER, told: RECOGNISED.fingerprint })).toMatch(
    /^04:05:06 {2}the verdict stands\. Cause: /,
  );
});

test('control sequences of a log do not reach the terminal', () => {
  const lastLine = 'a\u001b]52;c;cm0=\u0007\u001b[2J\u202eb';
  const text = watchText([{ event: 'silence', at: AT, forMs: MINUTE, step: null, lastLine, asks: false }], MANNER);
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});
