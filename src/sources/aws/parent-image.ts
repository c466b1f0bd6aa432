// What a parent image is, as far as its name tells: operating system with its minor release, and architecture. An ARN of Image Builder names
// the system itself; of an AMI only EC2 knows more than the id.

import { ARCHS, type Gap, type ImageFacts } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { systemIn } from './image-os.ts';
import { gapOf } from './meanings.ts';
import { look } from './seen.ts';

export interface ParentFacts {
  readonly facts: Partial<Pick<ImageFacts, 'os' | 'osVersion' | 'arch'>>;
  readonly gap: Gap | null;
}

/** By the name alone; nothing for an AMI. */
export function parentByName(parentImage: string): ParentFacts['facts'] {
  return parentImage.startsWith('ami-') ? {} : systemIn(parentImage);
}

/** By asking EC2. Throws Trouble for bad credentials and when AWS cannot be reached. */
export async function parentByAsking(account: AwsAccount, ami: string): Promise<ParentFacts> {
  const ec2 = await account.ec2();
  const seen = await look(ec2.image(ami));
  if (seen.failure) return { facts: {}, gap: gapOf(seen.failure, `the parent image ${ami}`) };
  if (!seen.value) return { facts: {}, gap: unknownImage(ami, account.region) };
  const { name, description, architecture } = seen.value;
  const arch = ARCHS.find((one) => one === architecture) ?? null;
  return { facts: { ...systemIn(`${name} ${description}`), arch }, gap: null };
}

function unknownImage(ami: string, region: string): Gap {
  return {
    what: `the parent image ${ami}`,
    why: `EC2 does not describe it in ${region}`,
    toSeeIt: 'check the id and --region',
  };
}
