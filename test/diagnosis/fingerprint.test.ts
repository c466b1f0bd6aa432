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
    recognisedFingerprint({ id: 'os-packages/mysql-client-downgrade', general: false }, 'E: x'),
    recognisedFingerprint({ id: 'os-packages/dpkg-lock', general: false }, 'E: x'),
    recognisedFingerprint({ id: 'build-tools/compile-error', general: true }, 'a.c:1:1: error: no member x'),
    recognisedFingerprint({ id: 'build-tools/compile-error', general: true }, 'a.c:1:1: error: no member y'),
    locatedFingerprint(null, 'auth.c:88:10: fatal error: munge.h: No such file or directory'),
    locatedFingerprint(null, 'auth.c:88:10: fatal error: hwloc.h: No such file or directory'),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('numbers, ids, times and places are incidental; words are not', () => {
  expect(generalise('make: *** [Makefile:412: all] Error 2')).toBe('make: *** [Makefile:<n>: all] Error <n>');
});

test('of a known cause the words of the line do not matter, of a class of failures they do', () => {
  const known = { id: 'a/b', general: false };
  expect(recognisedFingerprint(known, 'one')).toBe(recognisedFingerprint(known, 'two'));
  const kind = { id: 'a/b', general: true };
  expect(recognisedFingerprint(kind, 'no package foo-1')).toBe(recognisedFingerprint(kind, 'no package foo-2'));
  expect(recognisedFingerprint(kind, 'no package foo-1')).not.toBe(recognisedFingerprint(kind, 'no package bar-1'));
});
