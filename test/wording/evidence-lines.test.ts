// Evidence as text is read back to the very same evidence, whatever its lines hold.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { UNKNOWN_IMAGE, WITNESSES, type Line } from '../../src/model/evidence.ts';
import { readEvidenceHead, readEvidenceLine, writeEvidence } from '../../src/wording/evidence-lines.ts';

const line: fc.Arbitrary<Line> = fc
  .record({
    witness: fc.constantFrom(...WITNESSES),
    log: fc.nat(3),
    ordinal: fc.option(fc.nat()),
    time: fc.option(fc.nat()),
    text: fc.string({ unit: 'grapheme' }),
    continues: fc.boolean(),
    isAfterUnread: fc.boolean(),
  })
  .map(({ isAfterUnread, ...rest }) => (isAfterUnread ? { ...rest, afterUnread: true } : rest));

test('every line comes back with all its marks', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = writeEvidence({ image: UNKNOWN_IMAGE, logs: [], gaps: [], lines });
      const [head = '', ...rest] = text.trimEnd().split('\n');
      expect(readEvidenceHead(head)).toEqual({ image: UNKNOWN_IMAGE, logs: [], gaps: [] });
      expect(rest.map(readEvidenceLine)).toEqual(lines);
    }),
  );
});
