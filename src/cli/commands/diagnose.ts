// `pc-doctor diagnose`: named images, all failed ones, or a log that somebody has as a file.

import { Option, type Command } from 'commander';
import { ARCHS, type Arch, type Evidence, type ImageFacts } from '../../model/evidence.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { listed } from '../../wording/counts.ts';
import type { Begin } from '../begin.ts';
import { configurationOnAws } from '../configuration.ts';
import type { Build } from '../outcomes.ts';
import { worst } from '../exit-code.ts';
import { collected, osName, pclusterVersion } from '../option-values.ts';
import type { Session } from '../session.ts';

interface DiagnoseOptions {
  readonly imageId?: readonly string[];
  readonly all?: boolean;
  readonly pclusterVersion?: string;
  readonly os?: string;
  readonly arch?: Arch;
}

export function addDiagnose(program: Command, begin: Begin): void {
  program
    .command('diagnose')
    .summary('say why a build failed, and what to do')
    .description('Says why image builds failed, and which remedy applies to each.')
    .argument('[image...]', 'ids of images')
    .addOption(new Option('-i, --image-id <id>', 'an image, as pcluster names it').argParser(collected))
    .addOption(new Option('--all', 'every failed image'))
    .addOption(
      new Option('--pcluster-version <version>', 'ParallelCluster version, if the log lacks it').argParser(
        pclusterVersion,
      ),
    )
    .addOption(new Option('--os <name>', 'operating system, such as ubuntu2004 or rocky9.4').argParser(osName))
    .addOption(new Option('--arch <arch>', 'architecture of the image').choices(ARCHS))
    .action((images: readonly string[], options: DiagnoseOptions, command: Command) =>
      begin(command, (session) => diagnose({ ...options, imageId: [...images, ...(options.imageId ?? [])] }, session)),
    );
}

async function diagnose(options: DiagnoseOptions, session: Session): Promise<ExitCode> {
  const { builds, failures } = await WAYS[wayOf(options, session)](options, session);
  if (builds.length === 0 && failures.length > 0) return worst(failures);
  const { examine } = await import('../examine.ts');
  return worst([...failures, await examine({ builds, facts: factsFrom(options) }, session)]);
}

type Way = 'images' | 'all' | 'from';
type Waiting = { readonly builds: readonly Build[]; readonly failures: readonly ExitCode[] };

const WAYS: Readonly<Record<Way, (options: DiagnoseOptions, session: Session) => Promise<Waiting>>> = {
  images: namedImages,
  all: allFailed,
  from: namedFiles,
};

/** Throws Trouble unless exactly one way is taken. */
function wayOf({ imageId = [], all }: DiagnoseOptions, { settings }: Session): Way {
  const taken: Way[] = [];
  if (imageId.length > 0) taken.push('images');
  if (all) taken.push('all');
  if (settings.from.length > 0) taken.push('from');
  const [way, second] = taken;
  if (way !== undefined && second === undefined) return way;
  const message = way === undefined ? 'nothing to diagnose' : 'image ids, --all and --from do not go together';
  throw new Trouble(message, {
    exitCode: EXIT.usage,
    toTry: 'pc-doctor diagnose IMAGE, pc-doctor diagnose --all, or pc-doctor diagnose --from FILE',
  });
}

function factsFrom({ pclusterVersion: version, os, arch }: DiagnoseOptions): Partial<ImageFacts> {
  return {
    ...(version !== undefined && { pclusterVersion: version }),
    ...(os !== undefined && { os }),
    ...(arch !== undefined && { arch }),
  };
}

async function namedImages({ imageId = [] }: DiagnoseOptions, session: Session): Promise<Waiting> {
  const { connectAll, lastGoodIn } = await import('../accounts.ts');
  const { reached: accounts, failures } = await connectAll(session, null);
  if (accounts.length === 0) return { builds: [], failures };
  const [first, second] = accounts;
  const region = second === undefined ? (first?.region ?? null) : null;
  const other = lastGoodIn(accounts);
  const builds = [...new Set(imageId)].map((id) => ({
    name: id,
    image: { id, region },
    evidence: () => fromFirstRegion(id, accounts, session),
    configuration: configurationOnAws(accounts),
    other,
  }));
  return { builds, failures };
}

/** An image stands in one region; where several were given, the first that has it. */
async function* fromFirstRegion(
  id: string,
  accounts: readonly AwsAccount[],
  session: Session,
): AsyncGenerator<Evidence> {
  const { readImage } = await import('../../sources/aws/image.ts');
  for (const account of accounts) {
    try {
      yield* readImage(account, id, { full: session.settings.full });
      return;
    } catch (error) {
      const isElsewhere = error instanceof Trouble && error.exitCode === EXIT.notFound;
      if (!isElsewhere || accounts.length === 1) throw error;
    }
  }
  throw new Trouble(`there is no image "${id}" in ${listed(accounts.map(({ region }) => region))}`, {
    exitCode: EXIT.notFound,
    toTry: 'pc-doctor list',
  });
}

async function allFailed(_options: DiagnoseOptions, session: Session): Promise<Waiting> {
  const { connectAll, failedBuilds, findImages, remarkGaps } = await import('../accounts.ts');
  const { reached: accounts, failures } = await connectAll(session, null);
  const found = await findImages(accounts, session);
  remarkGaps(found.gaps, session);
  const builds = failedBuilds({ accounts, found, session });
  if (builds.length === 0 && found.regions.length > 0) {
    session.remark(`no failed image builds in ${listed(found.regions)}`);
  }
  return { builds, failures: [...failures, ...found.failures] };
}

async function namedFiles(_options: DiagnoseOptions, session: Session): Promise<Waiting> {
  const { buildsInFiles } = await import('../file-builds.ts');
  return { builds: await buildsInFiles(session), failures: [] };
}
