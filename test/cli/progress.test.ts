// The progress line: what it says, and that it keeps to one line. Without a terminal: that a long run says so now and then.
import { expect, test } from 'vitest';
import { createPlainProgress } from '../../src/cli/plain-progress.ts';
import { createProgress, said } from '../../src/cli/progress.ts';

test.each([
  [
    { kind: 'reading', what: '3.4.1/1', pages: 3, bytes: 2_600_000, events: 12_000 },
    'reading 3.4.1/1: 3 pages, 2.6 MB, 12,000 events',
  ],
  [{ kind: 'reading', what: 'build.log', pages: 0, bytes: 512, events: 1 }, 'reading build.log: 512 B, 1 event'],
  [
    { kind: 'waiting', call: 'GetLogEvents', why: 'throttled', seconds: 2.04, attempt: 3, attempts: 6 },
    'throttled by GetLogEvents, 2 s, attempt 3 of 6',
  ],
  [
    { kind: 'waiting', call: 'GetImage', why: 'server error', seconds: 0.14, attempt: 2, attempts: 6 },
    'GetImage: server error, 0.1 s, attempt 2 of 6',
  ],
  [{ kind: 'listing', what: 'stacks', found: 12 }, 'listing stacks: 12 found'],
  [{ kind: 'diagnosing', image: 'hpc-ubuntu20', done: 2, of: 9 }, 'diagnosing hpc-ubuntu20, 2 of 9 done'],
] as const)('%j', (progress, line) => {
  expect(said(progress)).toBe(line);
});

function screen(columns: number) {
  let written = '';
  let now = 0;
  const progress = createProgress({ columns, write: (text: string) => (written += text) }, () => now);
  return { progress, text: () => written, wait: (ms: number) => (now += ms) };
}

test('the line is rewritten in place, not more often than it can be read, and taken away', () => {
  const { progress, text, wait } = screen(80);
  progress.onProgress({ kind: 'listing', what: 'stacks', found: 1 });
  progress.onProgress({ kind: 'listing', what: 'stacks', found: 2 });
  wait(100);
  progress.onProgress({ kind: 'listing', what: 'stacks', found: 3 });
  progress.clear();
  progress.clear();
  expect(text().split('\r\u001b[2K')).toEqual(['', 'listing stacks: 1 found', 'listing stacks: 3 found', '']);
});

test('how many builds are done is shown, however fast pages are read', () => {
  const { progress, text } = screen(80);
  progress.onProgress({ kind: 'reading', what: '3.4.1/1', pages: 1, bytes: 1, events: 1 });
  progress.onProgress({ kind: 'diagnosing', image: 'hpc-1', done: 1, of: 2 });
  progress.onProgress({ kind: 'diagnosing', image: 'hpc-2', done: 2, of: 2 });
  expect(text()).toContain('diagnosing hpc-1, 1 of 2 done');
  expect(text()).not.toContain('hpc-2');
});

test('a wait is shown at once', () => {
  const { progress, text } = screen(80);
  progress.onProgress({ kind: 'listing', what: 'stacks', found: 1 });
  progress.onProgress({ kind: 'waiting', call: 'GetImage', why: 'throttled', seconds: 1, attempt: 2, attempts: 6 });
  expect(text()).toContain('throttled by GetImage');
});

test('it never wraps, and hostile names act on nothing', () => {
  const { progress, text } = screen(30);
  progress.onProgress({ kind: 'listing', what: `\u001b[2J\n${'x'.repeat(100)}`, found: 1 });
  expect(text().replace('\r\u001b[2K', '')).toBe(`listing ␊${'x'.repeat(19)}…`);
});

function jobLog() {
  const lines: string[] = [];
  let now = 1_000_000;
  const { onProgress } = createPlainProgress(
    (line) => lines.push(line),
    () => now,
  );
  return { onProgress, lines, wait: (seconds: number) => (now += seconds * 1000) };
}

const THROTTLED = { kind: 'waiting', call: 'GetLogEvents', why: 'throttled', attempt: 4, attempts: 6 } as const;

test('without a terminal a run of less than a quarter of a minute says nothing', () => {
  const { onProgress, lines, wait } = jobLog();
  for (let done = 0; done < 14; done += 1) {
    onProgress({ kind: 'diagnosing', image: `hpc-${done}`, done, of: 14 });
    onProgress({ ...THROTTLED, seconds: 2 });
    wait(1);
  }
  expect(lines).toEqual([]);
});

test('without a terminal a long run says every quarter of a minute how many builds are done, whatever it does at the time', () => {
  const { onProgress, lines, wait } = jobLog();
  for (let done = 0; done < 40; done += 1) {
    onProgress({ kind: 'diagnosing', image: `hpc-${done}`, done, of: 1200 });
    wait(1);
    onProgress({ kind: 'reading', what: '3.4.1/1', pages: 1, bytes: 1, events: 1 });
  }
  expect(lines).toEqual(['14 of 1,200 builds diagnosed', '29 of 1,200 builds diagnosed']);
});

test('without a terminal one long log says how much of it is read', () => {
  const { onProgress, lines, wait } = jobLog();
  onProgress({ kind: 'diagnosing', image: 'ubuntu20', done: 0, of: 1 });
  wait(15);
  onProgress({ kind: 'reading', what: '3.4.1/1', pages: 40, bytes: 40_000_000, events: 400_000 });
  expect(lines).toEqual(['reading 3.4.1/1: 40 pages, 40.0 MB, 400,000 events']);
});

test('without a terminal a long wait is said at once, and no more of them than can be read', () => {
  const { onProgress, lines, wait } = jobLog();
  for (const seconds of [1, 7.6, 8, 16]) onProgress({ ...THROTTLED, seconds });
  wait(15);
  onProgress({ ...THROTTLED, seconds: 20 });
  expect(lines).toEqual([
    'throttled by GetLogEvents, 8 s, attempt 4 of 6',
    'throttled by GetLogEvents, 20 s, attempt 4 of 6',
  ]);
});
