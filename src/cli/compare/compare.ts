// Reads both builds in full, and reports on the failed one as `diagnose` does.

import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { readImage } from '../../sources/aws/image.ts';
import { onlyAccount } from '../accounts.ts';
import { configurationInFiles, configurationOnAws } from '../configuration.ts';
import { examine } from '../examine.ts';
import { fileBuild } from '../file-builds.ts';
import type { Build } from '../outcomes.ts';
import type { Session } from '../session.ts';
import { lastGoodOn } from './last-good.ts';
import { buildIn, namedImage } from './named-other.ts';
import type { FindOther } from './other-build.ts';

export interface CompareOptions {
  readonly with?: string;
  readonly withFrom?: readonly string[];
}

/** Throws Trouble where it is not clear which two builds are meant, and where one of them is not there. */
export async function compareBuilds(image: string | null, options: CompareOptions, given: Session): Promise<ExitCode> {
  if ((image === null) === (given.settings.from.length === 0) || (options.with && options.withFrom))
    throw whichBuilds();
  if (image !== null && image === options.with) throw whichBuilds();
  const session = { ...given, settings: { ...given.settings, full: true, compare: 'always' as const } };
  const build = image === null ? await fromFiles(options, session) : await fromAws(image, options, session);
  return examine({ builds: [build], facts: {} }, session);
}

async function fromAws(id: string, options: CompareOptions, session: Session): Promise<Build> {
  const account = await onlyAccount(session);
  return {
    name: id,
    image: { id, region: account.region },
    evidence: () => readImage(account, id, { full: true }),
    configuration: configurationOnAws([account]),
    other: (await named(options, session, async () => account)) ?? lastGoodOn([account]),
  };
}

async function fromFiles(options: CompareOptions, session: Session): Promise<Build> {
  const other = await named(options, session, () => onlyAccount(session));
  if (other === null) throw whichBuilds();
  const build = await fileBuild(session);
  return {
    name: build.name,
    evidence: () => build.evidence({ whole: true }),
    configuration: configurationInFiles(build),
    other,
  };
}

/** The other build where it is named, read at once, so that a mistake in its name is said before anything else. */
async function named(
  { with: id, withFrom }: CompareOptions,
  session: Session,
  account: () => Promise<AwsAccount>,
): Promise<FindOther | null> {
  if (id === undefined && withFrom === undefined) return null;
  const other = withFrom ? await buildIn(withFrom, session) : await namedImage(await account(), id ?? '');
  return async () => ({ other, gap: null });
}

function whichBuilds(): Trouble {
  return new Trouble('name a failed build, and at most one other, not itself', {
    exitCode: EXIT.usage,
    toTry: 'pc-doctor compare IMAGE [--with ANOTHER], or pc-doctor compare --from failed.log --with-from good.log',
  });
}
