// The table of images.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListedImage } from '../../src/model/image-list.ts';
import { inListOrder } from '../../src/reports/list-order.ts';
import { listText } from '../../src/reports/list.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { LISTED } from './diagnoses.ts';

const PAGE = { palette: paletteOf(false), width: 80 };
const NOW = Date.UTC(2026, 10, 23, 4);
const HOUR = 3_600_000;

const FAILED: ListedImage = { ...LISTED, at: NOW - 8 * HOUR };
const GOOD: ListedImage = {
  ...FAILED,
  id: 'hpc-rocky9',
  status: 'available',
  at: NOW - HOUR,
  note: 'AMI is available; only the clean-up of its stack failed, which costs nothing but can be repaired',
};
const OLD: ListedImage = {
  ...FAILED,
  id: 'an-image-name-that-somebody-made-as-long-as-they-could',
  at: NOW - 90 * HOUR,
};
const GONE: ListedImage = {
  ...FAILED,
  id: 'gone',
  region: 'eu-west-1',
  status: 'unknown',
  pclusterVersion: null,
  at: null,
  from: 'log-group',
};

test('failed builds come first, the newest on top; remarks and what could not be seen stand below', () => {
  const gaps = [
    {
      what: 'Log groups in eu-west-1',
      why: 'AccessDenied on logs:DescribeLogGroups',
      toSeeIt: 'allow logs:DescribeLogGroups',
    },
  ];
  expect(`\n${listText({ images: inListOrder([GOOD, GONE, OLD, FAILED]), gaps }, PAGE, NOW)}`).toMatchInlineSnapshot(`
    "
    IMAGE         VERSION  STATUS     REGION     AGE
    hpc-ubuntu20  3.4.1    failed     us-east-1  8 h
    an-image-name-that-somebody-made-as-long-as-they-could
                  3.4.1    failed     us-east-1  3 d
    gone          -        unknown    eu-west-1  -
    hpc-rocky9    3.4.1    available  us-east-1  60 min
      AMI is available; only the clean-up of its stack failed, which costs nothing
      but can be repaired

    What could not be seen
      - Log groups in eu-west-1: AccessDenied on logs:DescribeLogGroups
        To see it: allow logs:DescribeLogGroups
    "
  `);
});

test('no image, no table', () => {
  expect(listText({ images: [], gaps: [] }, PAGE, NOW)).toBe('');
});

test('the order does not depend on the order in which AWS listed them', () => {
  const images = [FAILED, { ...FAILED, id: 'b' }, { ...FAILED, region: 'eu-west-1' }, OLD, GONE, GOOD];
  fc.assert(
    fc.property(fc.shuffledSubarray(images, { minLength: images.length }), (shuffled) => {
      expect(inListOrder(shuffled)).toEqual(inListOrder(images));
    }),
  );
});

test('hostile ids, notes and reasons stay in their line and act on nothing', () => {
  const hostile = { ...FAILED, id: 'a\nb\u001b[2J', note: '\u001b]0;x\u0007' };
  const lines = listText({ images: [hostile], gaps: [] }, PAGE, NOW).split('\n');
  expect(lines.slice(1)).toEqual(['a␊b    3.4.1    failed  us-east-1  8 h', '  ␛]0;x␇', '']);
});

test('with ids of common length no line is wider than 80 columns', () => {
  const ids = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/);
  const notes = fc.option(fc.stringMatching(/^[a-z ]{1,200}$/));
  fc.assert(
    fc.property(fc.array(fc.tuple(ids, notes)), (rows) => {
      const images = rows.map(
        ([id, note]) => ({ ...FAILED, id, note, region: 'ap-southeast-2', status: 'available' }) as const,
      );
      const wide = listText({ images, gaps: [] }, PAGE, NOW)
        .split('\n')
        .filter((line) => line.length > 80);
      expect(wide).toEqual([]);
    }),
  );
});
