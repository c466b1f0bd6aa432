// A fleet holds as many failed builds as were asked for, each of its own, and says of each what the original says.
import { expect, test } from 'vitest';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import { fleetOf, FLEET_REGIONS } from './fleet.ts';

const ACCOUNT = await loadAccount('src/replay/demo');
const FAILED = ACCOUNT.builds.filter(({ stack }) => stack?.status === 'CREATE_FAILED');

test('every build of a fleet has failed, has names of its own and stands in one of two regions', () => {
  const { builds } = fleetOf(ACCOUNT, 20);
  expect(builds.map(({ imageId }) => imageId).slice(0, 3)).toEqual(['hpc-001', 'hpc-002', 'hpc-003']);
  expect(builds.map(({ region }) => region).slice(0, 3)).toEqual(['us-east-1', 'eu-west-1', 'us-east-1']);
  expect(new Set(builds.map(({ stack }) => stack?.id)).size).toBe(20);
  expect(new Set(builds.map(({ stack }) => stack?.status))).toEqual(new Set(['CREATE_FAILED']));
});

test('no build of a fleet names its original, or the region in which that stood', () => {
  for (const [index, build] of fleetOf(ACCOUNT, FAILED.length).builds.entries()) {
    const original = FAILED[index];
    const text = JSON.stringify(build);
    expect(text).not.toContain(original?.imageId);
    expect(text).not.toContain(FLEET_REGIONS.find((region) => region !== build.region));
    expect(build.logGroup?.streams.map(({ name }) => name)).toEqual(
      original?.logGroup?.streams.map(({ name }) => name),
    );
  }
});
