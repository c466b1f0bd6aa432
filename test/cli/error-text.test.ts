// How errors are said.
import { expect, test } from 'vitest';
import { errorText } from '../../src/cli/error-text.ts';
import { EXIT, Trouble } from '../../src/model/trouble.ts';

const TROUBLE = new Trouble('no region is set', {
  exitCode: EXIT.usage,
  toTry: 'pass --region',
  cause: new Error('deep'),
});

test('trouble is what is wrong and what to try', () => {
  expect(errorText(TROUBLE, { debug: false })).toEqual({
    text: 'pc-doctor: no region is set\ntry: pass --region\n',
    exitCode: 2,
  });
  expect(errorText(new Trouble('Gone', { exitCode: EXIT.notFound }), { debug: false }).text).toBe('pc-doctor: Gone\n');
});

test('details stand between the two', () => {
  const trouble = new Trouble('a (and 2 more)', { exitCode: EXIT.catalogInvalid, details: ['b', 'c'], toTry: 'see d' });
  expect(errorText(trouble, { debug: false }).text).toBe('pc-doctor: a (and 2 more)\nb\nc\ntry: see d\n');
});

test('a bug is one line and a hint, whatever was thrown', () => {
  expect(errorText(new TypeError('x is not a function\nand more'), { debug: false })).toEqual({
    text: 'pc-doctor: unexpected error: x is not a function\ntry: run again with --debug to see where it comes from\n',
    exitCode: 1,
  });
  expect(errorText('text', { debug: false }).text).toContain('unexpected error: text');
});

test('with debug the stack and its causes follow', () => {
  expect(errorText(TROUBLE, { debug: true }).text).toMatch(
    /^pc-doctor: .+\ntry: .+\nTrouble: no region[^]+\n +at [^]+\ncaused by Error: deep\n +at /,
  );
});
