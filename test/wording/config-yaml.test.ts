// The YAML of a config patch is read back by a real YAML parser, in the version that ParallelCluster's PyYAML speaks.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configYaml } from '../../src/wording/config-yaml.ts';

test('dotted keys become nested settings, and neighbours share their parent', () => {
  expect(
    configYaml({
      'Build.UpdateOsPackages.Enabled': false,
      'Build.ParentImage': 'ami-0abcdef1234567890',
      'DevSettings.X': 3,
    }),
  ).toEqual([
    'Build:',
    '  UpdateOsPackages:',
    '    Enabled: false',
    '  ParentImage: ami-0abcdef1234567890',
    'DevSettings:',
    '  X: 3',
  ]);
});

test.each([
  'yes',
  'no',
  'null',
  '1.5',
  '012',
  '{"a": 1}',
  'a: b',
  '# x',
  '',
  ' x',
  '2023-01-27',
  'off',
  '*x',
  '1_000',
  '0x1f',
])('the text %j is still text when YAML reads it', (value) => {
  expect(parse(configYaml({ Key: value }).join('\n'), { version: '1.1' })).toEqual({ Key: value });
});

test('every value comes back as it was', () => {
  const values = fc.oneof(fc.string(), fc.stringMatching(/^[\w./@+:-]*$/), fc.boolean(), fc.integer());
  fc.assert(
    fc.property(values, (value) => {
      expect(parse(configYaml({ 'A.B': value }).join('\n'), { version: '1.1' })).toEqual({ A: { B: value } });
    }),
  );
});
