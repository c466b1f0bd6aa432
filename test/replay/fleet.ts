// Many failed builds out of a few: copies of an account's failed builds under names of their own, spread over two regions. What a copy
// says is what the original says, but for its id, its region and the identity of its stack.
import type { Account, Build } from '../../src/replay/account/account.ts';

export const FLEET_REGIONS = ['us-east-1', 'eu-west-1'] as const;
export const SURVEYED_REGIONS = ['us-east-1', 'eu-west-1', 'us-west-2'] as const;

/** The same account with `size` failed builds, `hpc-001` and so on; neighbours differ in cause and region. */
export function fleetOf(account: Account, size: number): Account {
  const failed = account.builds.filter(({ stack }) => stack?.status === 'CREATE_FAILED');
  const builds = Array.from({ length: size }, (_, index) => {
    const original = failed[index % failed.length];
    if (original === undefined) throw new Error('no build of the account has failed');
    return renamed(original, { imageId: fleetId(index + 1), region: regionOf(index), number: index + 1 });
  });
  return { ...account, builds, otherStacks: [] };
}

/** Of so many builds every third has failed; of the others, which ended well, only the log group is left, as it is on AWS. */
export function surveyedFleetOf(account: Account, size: number): Account {
  const failed = account.builds.filter(({ stack, logGroup }) => stack?.status === 'CREATE_FAILED' && logGroup !== null);
  const good = account.builds.find(({ imageId }) => imageId === GOOD_BUILD);
  const builds = Array.from({ length: size }, (_, index) => {
    const hasFailed = index % 3 === 1;
    const original = hasFailed ? failed[Math.floor(index / 3) % failed.length] : good;
    if (original === undefined) throw new Error('the account lacks a failed build or a good one');
    const region = SURVEYED_REGIONS[(index + Math.floor(index / 3)) % SURVEYED_REGIONS.length] ?? SURVEYED_REGIONS[0];
    const copy = renamed(original, { imageId: fleetId(index + 1), region, number: index + 1 });
    return hasFailed ? copy : { ...copy, stack: null, image: null, workflows: [], config: null };
  });
  return { ...account, builds, otherStacks: [] };
}

/** Its log tells of success; that its stack could not be deleted is another matter. */
const GOOD_BUILD = 'ubuntu22-prod';

/** The id of the build with this number, from 1 on. */
export function fleetId(number: number): string {
  return `hpc-${String(number).padStart(3, '0')}`;
}

function regionOf(index: number): string {
  return FLEET_REGIONS[index % FLEET_REGIONS.length] ?? FLEET_REGIONS[0];
}

interface Identity {
  readonly imageId: string;
  readonly region: string;
  readonly number: number;
}

/** An account is plain JSON, and its builds name each other nowhere: so the names can be replaced wherever they stand. */
function renamed(original: Build, { imageId, region, number }: Identity): Build {
  const copy: Build = JSON.parse(
    JSON.stringify(original)
      .replaceAll(original.imageId, imageId)
      .replaceAll(original.region, region)
      .replaceAll(uuidOf(original), uuidNumber(number)),
  );
  return copy;
}

/** The last part of a stack's ARN. */
function uuidOf({ imageId, stack }: Build): string {
  const uuid = stack?.id.split('/').at(-1);
  if (uuid === undefined) throw new Error(`${imageId} has no stack`);
  return uuid;
}

function uuidNumber(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
