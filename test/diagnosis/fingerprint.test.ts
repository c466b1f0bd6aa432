import { expect, test } from 'vitest';
import { generalise, locatedFingerprint, recognisedFingerprint } from '../../src/diagnosis/fingerprint.ts';

test('the same located failure has one fingerprint in two accounts, on two days', () => {
  const one = locatedFingerprint(
    null,
    'error: cannot read /tmp/tmp.Ab12 of arn:aws:s3:::one/x at 2024-05-14T09:00:00Z (i-0abc1234def567890)',
  );
  const other = locatedFingerprint(
    null,
    'error: cannot read /tmp/tmp.Zz99 of arn:aws:s3:::two/y at 2025-11-02T19:30:00Z (i-0fff1234def567890)',
  );
  expect(one).toBe(other);
  expect(one).toMatch(/^pcd1:[0-9a-f]{16}$/);
});

test('two causes do not share a fingerprint', () => {
  const all = [
    recognisedFingerprint('os-packages/apt-downgrade'),
    recognisedFingerprint('os-packages/dpkg-lock'),
    locatedFingerprint(null, 'auth.c:88:10: fatal error: munge.h: No such file or directory'),
    locatedFingerprint(null, 'auth.c:88:10: fatal error: hwloc.h: No such file or directory'),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('numbers, ids, times and places are incidental; words are not', () => {
  expect(generalise('make: *** [Makefile:412: all] Error 2')).toBe('make: *** [Makefile:<n>: all] Error <n>');
});
