// The progress line: what it says, and that it keeps to one line.
import { expect, test } from 'vitest';
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
