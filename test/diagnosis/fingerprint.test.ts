import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { generalise, locatedFingerprint, recognisedFingerprint } from '../../src/diagnosis/fingerprint.ts';

const recognised = (...asked: Parameters<typeof recognisedFingerprint>) => recognisedFingerprint(...asked).fingerprint;
const located = (...asked: Parameters<typeof locatedFingerprint>) => locatedFingerprint(...asked).fingerprint;

test('the same located failure has one fingerprint in two accounts, regions, images and on two days', () => {
  const one = located(
    null,
    'Jan 27 error: ip-10-0-0-12 cannot read /tmp/tmp.Ab12 of arn:aws:s3:::one/x at 2024-05-14T09:00:00Z (i-0abc1234def567890), s3.us-east-1.amazonaws.com/images/hpc-1/x',
  );
  const other = located(
    null,
    'Nov 2 error: ip-10-9-8-7 cannot read /tmp/tmp.Zz99 of arn:aws:s3:::two/y at 2025-11-02T19:30:00Z (i-0fff1234def567890), s3.eu-west-1.amazonaws.com/images/rocky/x',
  );
  expect(one).toBe(other);
  expect(one).toMatch(/^pcd1:[0-9a-f]{16}$/);
});

test('two causes do not share a fingerprint', () => {
  const all = [
    recognised({ id: 'os-packages/mysql-client-downgrade', general: false }, 'E: x'),
    recognised({ id: 'os-packages/dpkg-lock', general: false }, 'E: x'),
    recognised({ id: 'build-tools/compile-error', general: true }, 'a.c:1:1: error: no member x'),
    recognised({ id: 'build-tools/compile-error', general: true }, 'a.c:1:1: error: no member y'),
    located(null, 'auth.c:88:10: fatal error: munge.h: No such file or directory'),
    located(null, 'auth.c:88:10: fatal error: hwloc.h: No such file or directory'),
    located(null, 'curl: (22) The requested URL returned error: 403'),
    located(null, 'curl: (22) The requested URL returned error: 404'),
    located(null, 'HTTP/1.1 503 Service Unavailable'),
    located(null, 'HTTP/1.1 502 Service Unavailable'),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('numbers, ids, times and places are incidental; words and statuses are not', () => {
  expect(generalise('make: *** [Makefile:412: all] Error 2')).toBe('make: *** [Makefile:<n>: all] Error 2');
  expect(generalise('error: 10.2.3.4:8080 took 300 s')).toBe('error: <ip>:<n> took <n> s');
});

test('of a known cause the words of the line do not matter, of a class of failures they do', () => {
  const known = { id: 'a/b', general: false };
  expect(recognised(known, 'one')).toBe(recognised(known, 'two'));
  const kind = { id: 'a/b', general: true };
  expect(recognised(kind, 'no package foo-1')).toBe(recognised(kind, 'no package foo-2'));
  expect(recognised(kind, 'no package foo-1')).not.toBe(recognised(kind, 'no package bar-1'));
});

test('anybody can work it out again from its inputs, and no secret is among them', () => {
  const line = 'error: https://me:hunter2@nexus.corp/simple answered 401 to admin@example.com in 123456789012';
  const { fingerprint, fingerprintInputs } = locatedFingerprint(null, line);
  const digest = createHash('sha256').update(fingerprintInputs.join('\n')).digest('hex');
  expect(fingerprint).toBe(`pcd1:${digest.slice(0, 16)}`);
  expect(fingerprintInputs.join('\n')).not.toMatch(/hunter2|nexus|admin|\d{12}/);
});
