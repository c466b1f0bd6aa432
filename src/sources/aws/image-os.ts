// Operating system and architecture of an image, as far as Image Builder's own words name them: `osVersion` ("Ubuntu 20"), the
// name of a managed parent image (`ubuntu-server-20-lts-x86`), the instance type. A bare AMI id tells nothing.

import type { Arch } from '../../model/evidence.ts';
import type { TellingImage } from './image-story.ts';

interface SystemName {
  readonly says: RegExp;
  /** ParallelCluster's name; the digits the expression caught are appended to it. */
  readonly os: string;
}

/** Names as they are after lowering and turning everything but letters, digits and dots into one blank. */
const SYSTEMS: readonly SystemName[] = [
  { says: /\bamazon linux (2023|2)\b/, os: 'alinux' },
  { says: /\bamzn(2)\b/, os: 'alinux' },
  { says: /\bal(2023) ami\b/, os: 'alinux' },
  { says: /\bubuntu (?:server |bionic |focal |jammy |noble )?(1804|18|2004|20|2204|22|2404|24)\b/, os: 'ubuntu' },
  { says: /\b(?:red hat enterprise linux|rhel) (\d+)\b/, os: 'rhel' },
  { says: /\brocky (?:linux )?(\d+)\b/, os: 'rocky' },
  { says: /\bcentos (?:linux )?(\d+)\b/, os: 'centos' },
];

/** `ubuntu2004`, `rocky9`, or null. */
export function osOf(image: TellingImage): string | null {
  return [image.osVersion, image.imageRecipe?.parentImage].map(osIn).find((os) => os !== null) ?? null;
}

/** System and release that a name or description tells: `Rocky-9-EC2-Base-9.5-2024…` is rocky9 and 9.5. */
export function systemIn(name: string): { readonly os: string | null; readonly osVersion: string | null } {
  const os = osIn(name);
  const major = os?.replace(/^\D+/, '') ?? '';
  const minors = name.match(/\b\d+\.\d+\b/g) ?? [];
  return { os, osVersion: minors.find((minor) => minor.split('.')[0] === major) ?? null };
}

/** The minor release, where a name has one: `9.4`. */
export function osVersionOf(image: TellingImage): string | null {
  return /\b\d+\.\d+\b/.exec(image.osVersion ?? '')?.[0] ?? null;
}

/** By the instance type that builds it: Graviton families have a `g` after their generation (`c7g`, `im4gn`). */
export function archOf(image: TellingImage): Arch | null {
  const type = image.infrastructureConfiguration?.instanceTypes?.[0];
  if (!type) return null;
  return /^(a1|[a-z]+\d+g[a-z]*(-[a-z]+)?)\./.test(type) ? 'arm64' : 'x86_64';
}

function osIn(name: string | undefined): string | null {
  const words = (name ?? '')
    .toLowerCase()
    .replace(/(\d+)\.\d+(\.\d+)?/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ');
  for (const { says, os } of SYSTEMS) {
    const release = says.exec(words)?.[1];
    if (release) return os + (os === 'ubuntu' && release.length === 2 ? `${release}04` : release);
  }
  return null;
}
