// Puts the image configuration into a diagnosis: the file that the user names, the one among the files of the build, or, where a format
// shows it, the build's own from S3. One that could not be had is a gap.

import type { Diagnosis, ReportedImage } from '../model/diagnosis.ts';
import type { Gap } from '../model/evidence.ts';
import { Trouble } from '../model/trouble.ts';
import type { AwsAccount } from '../sources/aws/account.ts';
import type { FileBuild } from '../sources/files.ts';
import { showConfiguration } from './formats.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { readConfig } from './ui/config-file.ts';

/** The text, or why there is none; both null where none is to be expected. */
interface FoundConfiguration {
  readonly text: string | null;
  readonly gap: Gap | null;
}

/** Where a build's own configuration can be had. */
export interface ConfigurationSource {
  /** True for calls of AWS, which are made only for formats that show it. */
  readonly isAsked: boolean;
  readonly read: (image: ReportedImage) => Promise<FoundConfiguration>;
}

/** The only one among the files of a build. */
export function configurationInFiles({ configs }: Pick<FileBuild, 'configs'>): ConfigurationSource {
  return {
    isAsked: false,
    read: async () => {
      const [only, second] = await configs();
      return { text: second === undefined ? (only?.text ?? null) : null, gap: null };
    },
  };
}

/** The build's own, from the bucket in which pcluster keeps it. */
export function configurationOnAws(accounts: readonly AwsAccount[]): ConfigurationSource {
  return {
    isAsked: true,
    read: async ({ id, region }) => {
      const account = accounts.find((one) => one.region === region);
      if (account === undefined || id === null) return NONE;
      const { readBuildConfig } = await import('../sources/aws/build-config.ts');
      return readBuildConfig(account, id).catch((error: unknown) => unread(id, error));
    },
  };
}

/** The diagnosis is finished by then: what goes wrong now takes nothing from it. */
function unread(id: string, error: unknown): FoundConfiguration {
  if (!(error instanceof Trouble)) throw error;
  const { message: why, toTry } = error;
  return { text: null, gap: { what: `the configuration of ${id}`, why, toSeeIt: toTry ?? 'run again' } };
}

const NONE: FoundConfiguration = { text: null, gap: null };

/** The configuration of a build, whatever the format. Throws Trouble as below. */
export async function ownConfiguration(
  image: ReportedImage,
  source: ConfigurationSource | undefined,
  { settings }: Session,
): Promise<FoundConfiguration> {
  if (settings.config !== null) return { text: readConfig(settings.config), gap: null };
  return source === undefined ? NONE : source.read(image);
}

/** The diagnosis with the configuration in it. Throws Trouble when the file that the user names cannot be read. */
export async function withConfiguration(
  diagnosis: Diagnosis,
  source: ConfigurationSource | undefined,
  session: Session,
): Promise<Diagnosis> {
  // A comparison has read it already.
  if (diagnosis.verdict === 'not-failed' || diagnosis.changes !== null) return diagnosis;
  const { text, gap } = isShown(source, session.settings)
    ? await ownConfiguration(diagnosis.image, source, session)
    : NONE;
  return {
    ...diagnosis,
    image: { ...diagnosis.image, configuration: text },
    gaps: gap === null ? diagnosis.gaps : [...diagnosis.gaps, gap],
  };
}

/** Given, or among the files, or asked for by a format. */
function isShown(source: ConfigurationSource | undefined, { config, format, outputs }: Settings): boolean {
  const asks = showConfiguration([format, ...outputs.map((output) => output.format)]);
  return config !== null || source?.isAsked === false || asks;
}
