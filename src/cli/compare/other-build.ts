// The build that a failed one is compared with: where it comes from, when it is asked for, and the diagnosis with what differs. By itself it
// is looked for only where no pattern explains the failure, since that costs a list of images and the reading of a whole log.

import type { Other } from '../../compare.ts';
import type { Asked, Examined } from '../../doctor.ts';
import type { Diagnosis, ReportedImage } from '../../model/diagnosis.ts';
import type { Gap } from '../../model/evidence.ts';
import { Trouble } from '../../model/trouble.ts';
import { ownConfiguration } from '../configuration.ts';
import type { Build } from '../outcomes.ts';
import type { Session } from '../session.ts';

/** The other build, or why there is none. */
type FoundOther = { readonly other: Other; readonly gap: null } | { readonly other: null; readonly gap: Gap };

/** That of the failed build, null where it cannot be had. It is read when it is asked for. */
export type OwnConfiguration = () => Promise<string | null>;

/** What must be known of a build to find another like it. */
export type ComparedImage = Pick<ReportedImage, 'id' | 'region' | 'os' | 'arch' | 'pclusterVersion' | 'failedAt'>;

/** Finds the build to compare with. */
export type FindOther = (image: ComparedImage, own: OwnConfiguration) => Promise<FoundOther>;

interface Comparing {
  readonly asked: Asked;
  readonly session: Session;
}

/** The diagnosis, compared where that was asked for or helps. What goes wrong takes nothing from it and is a gap. */
export async function withChanges(
  examined: Examined,
  build: Pick<Build, 'other' | 'configuration'>,
  { asked, session }: Comparing,
): Promise<Diagnosis> {
  const { diagnosis } = examined;
  if (build.other === undefined || !isWanted(diagnosis, session)) return diagnosis;
  let reading: ReturnType<typeof ownConfiguration> | null = null;
  const own = () => (reading ??= ownConfiguration(diagnosis.image, build.configuration, session));
  const { other, gap } = await build.other(diagnosis.image, async () => (await own()).text).catch(notFound);
  if (other === null) return { ...diagnosis, gaps: [...diagnosis.gaps, gap] };
  const configuration = await own();
  const { compare } = await import('../../compare.ts');
  const compared = compare({ failed: examined, configuration: configuration.text, other, asked });
  return {
    ...compared,
    image: { ...compared.image, configuration: configuration.text },
    gaps: [...compared.gaps, ...(configuration.gap === null ? [] : [configuration.gap])],
  };
}

function isWanted({ verdict }: Diagnosis, { settings }: Session): boolean {
  return settings.compare === 'always' || (settings.compare === 'located' && verdict === 'located');
}

export const LAST_GOOD = 'what changed since the last good build';

function notFound(error: unknown): FoundOther {
  if (!(error instanceof Trouble)) throw error;
  return { other: null, gap: { what: LAST_GOOD, why: error.message, toSeeIt: error.toTry ?? 'run again' } };
}
