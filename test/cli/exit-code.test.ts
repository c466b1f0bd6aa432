// The order of exit codes that scripts rely on.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { forgiven, worst } from '../../src/cli/exit-code.ts';
import type { ExitCode } from '../../src/model/trouble.ts';

/** DESIGN's order, with a bug and a broken catalog before it. */
const ORDER: readonly ExitCode[] = [1, 9, 2, 6, 7, 8, 5, 4, 3, 0];

test('of several exit codes the worst wins, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ORDER)), (codes) => {
      const first = Math.min(...codes.map((code) => ORDER.indexOf(code)), ORDER.length - 1);
      expect(worst(codes)).toBe(ORDER[first]);
    }),
  );
});

test('--exit-zero forgives findings and nothing else', () => {
  expect(ORDER.map((code) => forgiven(code, true))).toEqual([1, 9, 2, 6, 7, 8, 0, 0, 0, 0]);
  expect(ORDER.map((code) => forgiven(code, false))).toEqual(ORDER);
});
