// What is painted before ink is there must be what ink paints first, or the screen would jump.
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { openingRows } from '../../src/tui/frame/places.ts';
import { PLAIN } from '../../src/tui/theme.ts';
import { begun, frame } from './scene.ts';

test('on a terminal of any size the rows that come first are those of the first frame', () => {
  assert(
    property(integer({ min: 30, max: 250 }), integer({ min: 10, max: 60 }), (columns, rows) => {
      const first = frame(begun({ columns, rows })).split('\n');
      for (const [place, row] of openingRows(PLAIN, columns).entries()) {
        expect(first[place]?.startsWith(row.trimEnd())).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
