// What the steps of a build in progress took in the last good build of the same system. It is looked for once, beside the watching, which waits for
// nothing: the system is known only when the build's image is, and to find it out takes a list of images and the reading of a whole log.

import { durationsIn } from '../../compare.ts';
import type { ImageFacts } from '../../model/evidence.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { readBuildConfig } from '../../sources/aws/build-config.ts';
import { lastGoodOn } from '../compare/last-good.ts';
import { oneLine } from '../error-text.ts';

type Durations = Readonly<Record<string, number>>;

interface Watched {
  readonly image: () => ImageFacts;
  readonly account: () => Promise<AwsAccount>;
  /** Told where it cannot be found out. */
  readonly remark: (text: string) => void;
}

/** Milliseconds by `stepKey`; null until they are known. */
export function usualDurations({ image, account, remark }: Watched): () => Durations | null {
  let known: Durations | null = null;
  let asked = false;
  return () => {
    if (asked || image().os === null) return known;
    asked = true;
    durationsBefore(image(), account).then(
      (found) => (known = found),
      (error: unknown) => remark(`what its steps took in the last good build is not known: ${oneLine(error)}`),
    );
    return known;
  };
}

async function durationsBefore(image: ImageFacts, account: Watched['account']): Promise<Durations | null> {
  const { id } = image;
  const connected = await account();
  const own = async () => (id === null ? null : (await readBuildConfig(connected, id)).text);
  const { other } = await lastGoodOn([connected])({ ...image, failedAt: null }, own);
  return other && durationsIn(other);
}
