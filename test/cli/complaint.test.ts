// How errors are said.
import { expect, test } from 'vitest';
import { complaint } from '../../src/cli/complaint.ts';
import { EXIT, Trouble } from '../../src/model/trouble.ts';

const TROUBLE = new Trouble('No region is set', {
  exitCode: EXIT.usage,
  toTry: 'pass --region',
  cause: new Error('deep'),
});

test('trouble is what is wrong and what to try', () => {
  expect(complaint(TROUBLE, { debug: false })).toEqual({
    text: 'pc-doctor: No region is set\ntry: pass --region\n',
    exitCode: 2,
  });
  expect(complaint(new Trouble('Gone', { exitCode: EXIT.notFound }), { debug: false }).text).toBe('pc-doctor: Gone\n');
});

test('a bug is one line and a hint, whatever was thrown', () => {
  expect(complaint(new TypeError('x is not a function\nand more'), { debug: false })).toEqual({
    text: 'pc-doctor: unexpected error: x is not a function, rerun with --debug\n',
    exitCode: 1,
  });
  expect(complaint('text', { debug: false }).text).toContain('unexpected error: text');
});

test('with debug the stack and its causes follow', () => {
  expect(complaint(TROUBLE, { debug: true }).text).toMatch(
    /^pc-doctor: .+\ntry: .+\nTrouble: No region[^]+\n +at [^]+\ncaused by Error: deep\n +at /,
  );
});
