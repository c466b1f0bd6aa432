// The build to compare with where the user names it: an image of the account, good or not, or files.

import type { Other } from '../../compare.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { readBuildConfig } from '../../sources/aws/build-config.ts';
import { goodImages } from '../../sources/aws/good-images.ts';
import { readImage } from '../../sources/aws/image.ts';
import { readFiles } from '../../sources/files.ts';
import { readToEnd } from '../read-to-end.ts';
import type { Session } from '../session.ts';
import { readGood } from './last-good.ts';

/** The image of that id. Throws Trouble where there is none. An AMI knows more than what is left of its stack. */
export async function namedImage(account: AwsAccount, id: string): Promise<Other> {
  const good = (await goodImages(account)).items.find((image) => image.id === id);
  if (good !== undefined) return readGood(account, good);
  const evidence = await readToEnd(readImage(account, id, { full: true }));
  const { text } = await readBuildConfig(account, id);
  return { evidence, configuration: text, kernel: null, ami: null, builtAt: evidence.image.startedAt };
}

/** The build in these files. Throws Trouble where they cannot be read or hold several. */
export async function buildIn(paths: readonly string[], { progress }: Session): Promise<Other> {
  const [build, second] = await readFiles(paths, { onProgress: progress.onProgress });
  if (build === undefined || second !== undefined) {
    throw new Trouble(`${paths.join(' ')} holds several builds`, { exitCode: EXIT.usage, toTry: 'name one of them' });
  }
  const evidence = await readToEnd(build.evidence({ whole: true }));
  const [only, another] = await build.configs();
  const configuration = another === undefined ? (only?.text ?? null) : null;
  return { evidence, configuration, kernel: null, ami: null, builtAt: evidence.image.startedAt };
}
