// Which region to ask: --region, AWS_REGION, AWS_DEFAULT_REGION, then the profile's own, as the AWS CLI does. The JavaScript SDK
// alone knows nothing of AWS_DEFAULT_REGION.

import { EXIT, Trouble } from '../../model/trouble.ts';

/** `us-east-1a` is often copied from the console where a region is meant. */
const AVAILABILITY_ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;

/** The SDK puts the region into host names and refuses anything else. */
const HOST_LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** The region to work in. Throws Trouble when none is set anywhere, or when what is set cannot be one. */
export async function findRegion(given: string | undefined, from: Surroundings): Promise<string> {
  const { environment } = from;
  const region = given || environment.AWS_REGION || environment.AWS_DEFAULT_REGION || (await regionOfProfile(from));
  const zone = AVAILABILITY_ZONE.exec(region);
  if (zone) throw noSuchRegion(region, `use ${zone[1]}, the region of the availability zone ${region}`);
  if (!HOST_LABEL.test(region)) throw noSuchRegion(region, 'give a region such as us-east-1');
  return region;
}

interface Surroundings {
  /** Instead of that in the environment. */
  readonly profile: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

async function regionOfProfile({ profile, environment }: Surroundings): Promise<string> {
  const { configuredRegion } = await import('./cloudformation.ts');
  try {
    return await configuredRegion(profile);
  } catch (cause) {
    const named = profile ?? environment.AWS_PROFILE;
    throw new Trouble(named ? `no region: profile ${named} does not exist or names none` : 'no region is set', {
      exitCode: EXIT.usage,
      toTry: 'pass --region, for example --region us-east-1, or set AWS_REGION',
      cause,
    });
  }
}

function noSuchRegion(region: string, toTry: string): Trouble {
  return new Trouble(`there is no region "${region}"`, { exitCode: EXIT.notFound, toTry });
}
