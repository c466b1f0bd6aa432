// The build that is to be mended: its diagnosis, from AWS or from files, and its configuration, from S3, from among the files, or from the
// file that the user names.

import { openCatalog } from '../../catalog/shipped.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Evidence, Gap, ImageFacts } from '../../model/evidence.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { onlyAccount } from '../accounts.ts';
import { fileBuild } from '../file-builds.ts';
import type { Session } from '../session.ts';
import { readConfig } from '../ui/config-file.ts';
import type { Case } from './fix.ts';

interface Asked {
  readonly image: string | null;
  readonly facts: Partial<ImageFacts>;
}

/** Throws Trouble when there is no such build, or no configuration of it. */
export async function readCase({ image, facts }: Asked, session: Session): Promise<Case> {
  const { from, config } = session.settings;
  if ((image === null) === (from.length === 0)) throw whichBuild();
  const given = config === null ? null : { text: readConfig(config), from: config };
  const { evidence, ownConfig } = image === null ? await fromFiles(session) : await fromAws(image, session);
  const found = given ?? (await ownConfig());
  return { diagnosis: await diagnosed(evidence, facts, session), config: found };
}

function whichBuild(): Trouble {
  return new Trouble('name one failed build', {
    exitCode: EXIT.usage,
    toTry: 'pc-doctor fix IMAGE, or pc-doctor fix --from FILE --config image-config.yaml',
  });
}

interface Source {
  readonly evidence: AsyncIterable<Evidence>;
  readonly ownConfig: () => Promise<Case['config']>;
}

async function fromFiles(session: Session): Promise<Source> {
  const build = await fileBuild(session);
  return {
    evidence: build.evidence(),
    ownConfig: async () => {
      const [config, second] = await build.configs();
      if (second)
        throw noConfig(`there are several image configurations among the files: ${config?.name}, ${second.name}`);
      if (config) return { text: config.text, from: config.name };
      throw noConfig('there is no image configuration among the files');
    },
  };
}

async function fromAws(image: string, session: Session): Promise<Source> {
  const account = await onlyAccount(session);
  const { readImage } = await import('../../sources/aws/image.ts');
  return {
    evidence: readImage(account, image, { full: session.settings.full }),
    ownConfig: async () => {
      const { readBuildConfig } = await import('../../sources/aws/build-config.ts');
      const read = await readBuildConfig(account, image);
      if (read.text === null) throw noConfig(saidOf(read.gap));
      return { text: read.text, from: read.from };
    },
  };
}

function saidOf({ what, why }: Gap): string {
  return `${what} could not be read: ${why}`;
}

function noConfig(why: string): Trouble {
  return new Trouble(why, {
    exitCode: EXIT.notFound,
    toTry: 'give the file from which it was built: --config image-config.yaml',
  });
}

async function diagnosed(
  evidence: AsyncIterable<Evidence>,
  facts: Partial<ImageFacts>,
  session: Session,
): Promise<Diagnosis> {
  const catalog = await openCatalog(session.settings.patterns);
  const { diagnose } = await import('../../doctor.ts');
  return diagnose(evidence, { catalog, facts, full: session.settings.full });
}
