// A build read from beginning to end, with its configuration where that can be had.

import type { Evidence } from '../../model/evidence.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { onlyAccount } from '../accounts.ts';
import { fileBuild } from '../file-builds.ts';
import { readToEnd } from '../read-to-end.ts';
import type { Session } from '../session.ts';

interface Opened {
  readonly evidence: Evidence;
  readonly config: string | null;
}

/** From AWS by its id, or from the files of `--from`. Throws Trouble when there is no such build. */
export async function openBuild(image: string | null, session: Session): Promise<Opened> {
  if ((image === null) === (session.settings.from.length === 0)) {
    throw new Trouble('name one build', {
      exitCode: EXIT.usage,
      toTry: 'pc-doctor bundle IMAGE, or pc-doctor bundle --from FILE',
    });
  }
  return image === null ? fromFiles(session) : fromAws(image, session);
}

async function fromFiles(session: Session): Promise<Opened> {
  const build = await fileBuild(session);
  const [config] = await build.configs();
  return { evidence: await readToEnd(build.evidence({ whole: true })), config: config?.text ?? null };
}

async function fromAws(image: string, session: Session): Promise<Opened> {
  const account = await onlyAccount(session);
  const { readImage } = await import('../../sources/aws/image.ts');
  const { readBuildConfig } = await import('../../sources/aws/build-config.ts');
  const evidence = await readToEnd(readImage(account, image, { full: true }));
  const config = await readBuildConfig(account, image);
  return { evidence, config: config.text };
}
