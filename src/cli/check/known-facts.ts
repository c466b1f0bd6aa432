// What is known of the build that a configuration asks for: given by flags, told by the pcluster command, by the parent image's name, or by
// EC2 where credentials allow it. What nobody tells is a gap.

import { splitMinor, type KnownFacts } from '../../model/conditions.ts';
import type { Gap } from '../../model/evidence.ts';
import { Trouble } from '../../model/trouble.ts';
import { configValue } from '../../checkup.ts';
import type { CheckOptions } from '../commands/check.ts';
import type { Session } from '../session.ts';
import { installedVersion } from './installed-version.ts';

export interface Known {
  readonly facts: KnownFacts;
  readonly gaps: readonly Gap[];
}

/** Never throws for what cannot be found out. */
export async function knownFacts(text: string, options: CheckOptions, session: Session): Promise<Known> {
  const version = options.pclusterVersion ?? (await installedVersion());
  const parent = await parentFacts(text, options, session);
  const facts = { pclusterVersion: version, os: null, osVersion: null, arch: null, ...parent.facts, ...given(options) };
  return {
    facts,
    gaps: [
      ...(version === null
        ? [untold('the ParallelCluster version', 'no pcluster command here says it', '--pcluster-version')]
        : []),
      ...(facts.os === null
        ? [parent.gap ?? untold('the operating system of the parent image', 'its name does not say it', '--os')]
        : []),
    ],
  };
}

function given({ os, arch }: CheckOptions): Partial<KnownFacts> {
  const [name, minor] = os === undefined ? [] : splitMinor(os);
  return {
    ...(name !== undefined && {
      os: name,
      osVersion: minor === undefined ? null : `${name.replace(/^\D+/, '')}.${minor}`,
    }),
    ...(arch !== undefined && { arch }),
  };
}

interface Told {
  readonly facts: Partial<KnownFacts>;
  readonly gap: Gap | null;
}

async function parentFacts(text: string, { os, arch }: CheckOptions, session: Session): Promise<Told> {
  const parent = configValue(text, 'Build.ParentImage');
  if (typeof parent !== 'string' || (os !== undefined && arch !== undefined)) return { facts: {}, gap: null };
  const { parentByName } = await import('../../sources/aws/parent-image.ts');
  if (!parent.startsWith('ami-')) return { facts: parentByName(parent), gap: null };
  return asked(parent, configValue(text, 'Region'), session);
}

async function asked(ami: string, region: unknown, { settings, signal, progress }: Session): Promise<Told> {
  const { connect } = await import('../../sources/aws/account.ts');
  const { parentByAsking } = await import('../../sources/aws/parent-image.ts');
  const [[named], [profile]] = [settings.regions, settings.profiles];
  try {
    const where = named ?? (typeof region === 'string' ? region : undefined);
    const account = await connect({
      region: where,
      profile,
      signal,
      onProgress: progress.onProgress,
    });
    return await parentByAsking(account, ami);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const what = `the operating system of the parent image ${ami}`;
    return { facts: {}, gap: { what, why: error.message, toSeeIt: 'give it with --os and --arch' } };
  }
}

function untold(what: string, why: string, flag: string): Gap {
  return { what, why, toSeeIt: `give it with ${flag}` };
}
