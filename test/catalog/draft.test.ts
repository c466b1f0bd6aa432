// A drafted file passes lint and its own samples as it is written, whatever line it was made from.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/catalog.ts';
import { draftPattern } from '../../src/catalog/draft.ts';
import { generalised } from '../../src/catalog/generalised.ts';
import { lintPatterns } from '../../src/catalog/lint.ts';
import { mistakeText, parsePattern } from '../../src/catalog/load.ts';
import { captures } from '../../src/catalog/scan.ts';
import { matchSample } from '../../src/doctor.ts';

function findings(from: Parameters<typeof draftPattern>[0]): string[] {
  const loaded = parsePattern(draftPattern(from), { path: 'x.yaml', id: 'site/new-failure' });
  if ('mistakes' in loaded) return loaded.mistakes.map(mistakeText);
  const catalog = catalogOf([loaded.pattern]);
  const find = (sample: Parameters<typeof matchSample>[1]) => matchSample(catalog, sample);
  return lintPatterns(catalog.patterns, { patterns: catalog.patterns, find, inGoodBuilds: [] }).map(({ what }) => what);
}

const LINES = [
  "auth.c:212:9: error: implicit declaration of function 'hwloc_get_obj'",
  'ld: cannot find -lhwloc: No such file or directory',
  'RuntimeError: FSx for Lustre is not supported in kernel version 4.18.0-553.el8_10.x86_64 of RHEL 8.10',
  'curl: (22) The requested URL returned error: 404 for https://bucket.s3.amazonaws.com/a/b-1.2.3.tgz?x=1',
  'E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?',
  'Error: failed',
  'An error occurred (AccessDenied) for arn:aws:iam::111122223333:role/x on i-0abcdef1234567890',
  '{"error": "x {y} $z", "code": 12}',
  "it's: a 'quoted' #comment & *alias",
  '- dash: first',
];

test.each(LINES)('%s', (body) => {
  expect(findings({ body, resource: 'bash[make install]', step: 'InstallPClusterPackages', refines: [] })).toEqual([]);
});

test('without a resource, the step is the scope of common words', () => {
  expect(findings({ body: 'Error: failed', resource: null, step: 'InstallCinc', refines: [] })).toEqual([]);
});

test.each(['0X0!', 'AMI-0ABCDEF1 is gone', 'no ARN:aws:x here', 'id 0ABC1234-0000-4000-8000-0ABC12345678'])(
  'ids in capitals are found again: %s',
  (text) => {
    expect(captures(`^${generalised(text)}`, text)).not.toBeNull();
  },
);

test('any line of printable text is found again by its own expression', () => {
  const line = fc.string({ minLength: 1, maxLength: 120 }).filter((text) => text.trim() === text && text !== '');
  fc.assert(
    fc.property(line, (text) => {
      expect(captures(`^${generalised(text)}`, text)).not.toBeNull();
    }),
    { numRuns: 2000 },
  );
});

describe('what differs from build to build', () => {
  test.each([
    ['no package foo-1.2.3-4.el9.x86_64 here', 'no package bar-2.0.0-1.el8.noarch here'],
    ['fetch https://a.example/x?sig=1 failed now', 'fetch https://b.example/y failed now'],
    ['cannot open /var/lib/x/1.tmp at 12:30', 'cannot open /opt/y/2.tmp at 01:05'],
    ['kernel 5.14.0-503.el9 is too new', 'kernel 6.1.0-1.el9 is too new'],
    ['ami-0abcdef1234567890 is gone after 3 s', 'ami-0123456789abcdef0 is gone after 40 s'],
  ])('%s is found in another build, too', (one, another) => {
    expect(captures(`^${generalised(one)}`, another)).not.toBeNull();
    expect(captures(`^${generalised(one)}`, 'something else altogether')).toBeNull();
  });
});
