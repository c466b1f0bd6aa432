// Which remedy fits which image, on the failure the project began with (aws-parallelcluster issue 4835).
import { expect, test } from 'vitest';
import type { Remedy } from '../../src/model/diagnosis.ts';
import type { ImageFacts } from '../../src/model/evidence.ts';
import { diagnosed } from '../diagnosed.ts';

const LOG = [
  'Stdout: The following packages will be DOWNGRADED:',
  'Stdout:   libmysqlclient-dev libmysqlclient21',
  'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.',
  'TOE has completed execution with failure - Execution failed!',
].join('\n');

function remedies(facts: Partial<ImageFacts>): Record<string, Remedy> {
  return Object.fromEntries(diagnosed(LOG, facts).remedies.map((remedy) => [remedy.id, remedy]));
}

const UBUNTU = { os: 'ubuntu2004', arch: 'x86_64' } as const;

test('on 3.4.1, Ubuntu 20.04, x86_64 the patched cookbook applies, and its patch is given', () => {
  const { 'patched-cookbook-3-4-1': patched, 'upgrade-pcluster': upgrade } = remedies({
    ...UBUNTU,
    pclusterVersion: '3.4.1',
  });
  expect(patched).toMatchObject({ applies: 'yes', because: ['ParallelCluster 3.4.1', 'ubuntu2004', 'x86_64'] });
  expect(Object.keys(patched?.patch ?? {})).toEqual(['DevSettings.Cookbook.ChefCookbook']);
  expect(upgrade?.applies).toBe('yes');
});

test.each(['3.3.0', '3.3.1', '3.4.0'])('on %s it does not, and the report says to upgrade first', (pclusterVersion) => {
  const { 'patched-cookbook-3-4-1': patched, 'upgrade-pcluster': upgrade } = remedies({ ...UBUNTU, pclusterVersion });
  expect(patched?.applies).toBe('no');
  expect(patched?.because.join('; ')).toContain('upgrade to 3.4.1 first, or to 3.5.0 or later where it is fixed');
  expect(upgrade?.applies).toBe('yes');
});

test('on rocky8 neither applies, and each says why', () => {
  const { 'patched-cookbook-3-4-1': patched, 'upgrade-pcluster': upgrade } = remedies({
    os: 'rocky8',
    arch: 'x86_64',
    pclusterVersion: '3.4.1',
  });
  expect([patched?.applies, upgrade?.applies]).toEqual(['no', 'no']);
  expect(patched?.because).toContain('for ubuntu2004; this is rocky8');
});

test('with the version unknown it says what it would need to know', () => {
  const { 'patched-cookbook-3-4-1': patched, 'upgrade-pcluster': upgrade } = remedies(UBUNTU);
  expect([patched?.applies, upgrade?.applies]).toEqual(['unknown', 'unknown']);
  expect(patched?.because).toEqual(['needs to know the ParallelCluster version (3.4.1)']);
  expect(upgrade?.because).toEqual(['needs to know the ParallelCluster version (3.3.0 to 3.4.1)']);
});

test('what applies comes first, what does not comes last', () => {
  const order = diagnosed(LOG, { ...UBUNTU, pclusterVersion: '3.3.0' }).remedies.map((remedy) => remedy.applies);
  expect(order).toEqual(['yes', 'no']);
});
