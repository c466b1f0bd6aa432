// Diagnoses a build, takes the remedies that change its configuration, and shows or writes what comes out.

import type { Diagnosis, Remedy } from '../../model/diagnosis.ts';
import type { Arch, ImageFacts } from '../../model/evidence.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import { mendConfig, type Mended } from '../../mend.ts';
import type { ConfigChange } from '../../wording/config-yaml.ts';
import { count } from '../../wording/counts.ts';
import type { Session } from '../session.ts';
import { chooseRemedies } from './choose.ts';
import { deliverFix } from './deliver.ts';
import { readCase } from './case.ts';

export interface FixOptions {
  readonly remedy?: readonly string[];
  readonly set?: ConfigChange;
  readonly write?: string;
  readonly force?: boolean;
  readonly verify?: boolean;
  readonly pclusterVersion?: string;
  readonly os?: string;
  readonly arch?: Arch;
}

/** What is wrong with one build, and the configuration it was built from. */
export interface Case {
  readonly diagnosis: Diagnosis;
  readonly config: { readonly text: string; readonly from: string };
}

/** Prints the diff, or writes the file. Throws Trouble where no change can be made. */
export async function fix(image: string | null, options: FixOptions, session: Session): Promise<ExitCode> {
  const { diagnosis, config } = await readCase({ image, facts: factsFrom(options) }, session);
  const given = options.set ?? {};
  const remedies = chooseRemedies(diagnosis, { asked: options.remedy ?? [], given });
  const version = diagnosis.image.pclusterVersion;
  const mended = mendConfig({ text: config.text, remedies, given, version });
  if (mended.kind !== 'mended') throw troubleOf(mended, remedies);
  await deliverFix({ diagnosis, config, remedies, mended, options }, session);
  return EXIT.done;
}

function factsFrom({ pclusterVersion, os, arch }: FixOptions): Partial<ImageFacts> {
  return { ...(pclusterVersion && { pclusterVersion }), ...(os && { os }), ...(arch && { arch }) };
}

function troubleOf(mended: Exclude<Mended, { kind: 'mended' }>, remedies: readonly Remedy[]): Trouble {
  const names = remedies.map(({ id }) => id).join(', ') || 'the change';
  if (mended.kind === 'refused') {
    return new Trouble(`${names} cannot be applied here: ${mended.why}`, {
      exitCode: EXIT.usage,
      toTry: 'choose another remedy with --remedy; pc-doctor diagnose lists them',
    });
  }
  if (mended.kind === 'open') {
    return new Trouble(`${names} needs a value that only you know`, {
      exitCode: EXIT.usage,
      details: mended.keys.map(([key, wanted]) => `${key}: ${wanted}`),
      toTry: mended.keys.map(([key]) => `--set ${key}=VALUE`).join(' '),
    });
  }
  return new Trouble(
    `the configuration itself has ${count(mended.problems.length, 'problem')}; pcluster would refuse it`,
    {
      exitCode: EXIT.usage,
      details: mended.problems.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`),
      toTry: 'mend these first, or --set their keys; pc-doctor check CONFIG lists them',
    },
  );
}
