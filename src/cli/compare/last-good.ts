// Finds the last good build of the same system: of the newest that were built before, the one whose configuration differs least. AWS is asked
// for the images of a region once a run, however many builds are compared.

import { differingSettings, type Other } from '../../compare.ts';
import type { Gap } from '../../model/evidence.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { readConfigAt } from '../../sources/aws/build-config.ts';
import { readGoodImage } from '../../sources/aws/good-image.ts';
import { goodImages, type GoodImage } from '../../sources/aws/good-images.ts';
import { gapOf } from '../../sources/aws/meanings.ts';
import { LAST_GOOD, type ComparedImage, type FindOther, type OwnConfiguration } from './other-build.ts';

type Images = Awaited<ReturnType<typeof goodImages>>;

/** How many configurations are read to choose among. */
const MOST_CANDIDATES = 4;

/** Where the good builds of these accounts are found. */
export function lastGoodOn(accounts: readonly AwsAccount[]): FindOther {
  const lists = new Map<AwsAccount, Promise<Images>>();
  const imagesOf = (account: AwsAccount) => {
    const list = lists.get(account) ?? goodImages(account);
    lists.set(account, list);
    return list;
  };
  return async (image, own) => {
    const account = accounts.find(({ region }) => region === image.region);
    if (account === undefined) throw new Error(`a build of ${image.region} was read, where no account was connected`);
    const { items, failure } = await imagesOf(account);
    const candidates = candidatesFor(image, items);
    if (candidates.length === 0) return { other: null, gap: failure ? gapOf(failure, LAST_GOOD) : noneOf(image) };
    const { good } = await closest(account, { candidates, image, own });
    return { other: await readGood(account, good), gap: null };
  };
}

/** Good builds of the same system from before; the newest first. */
function candidatesFor({ id, os, arch, failedAt }: ComparedImage, images: readonly GoodImage[]): GoodImage[] {
  const end = failedAt === null ? Infinity : Date.parse(failedAt);
  return images
    .filter((good) => good.id !== id && os !== null && good.os === os)
    .filter((good) => good.arch === null || arch === null || good.arch === arch)
    .filter(({ builtAt }) => (builtAt ?? 0) < end)
    .slice(0, MOST_CANDIDATES);
}

interface Choice {
  readonly candidates: readonly GoodImage[];
  readonly image: ComparedImage;
  readonly own: OwnConfiguration;
}

interface Candidate {
  readonly good: GoodImage;
  /** In how many settings it differs. */
  readonly distance: number;
}

/** More than any two configurations differ in. */
const NOT_KNOWN = 1000;

async function closest(account: AwsAccount, { candidates, image, own }: Choice): Promise<Candidate> {
  const configuration = await own();
  const read = candidates.map(async (good): Promise<Candidate> => {
    const { text } = await readConfigAt(account, { id: good.id, url: good.configUrl });
    const otherVersion = good.version === image.pclusterVersion ? 0 : 1;
    return { good, distance: (differingSettings(text, configuration) ?? NOT_KNOWN) + otherVersion };
  });
  return (await Promise.all(read)).reduce((best, one) => (one.distance < best.distance ? one : best));
}

/** All that is left of a good build. */
export async function readGood(account: AwsAccount, good: GoodImage): Promise<Other> {
  const { id, kernel, ami, builtAt, configUrl: url } = good;
  const [evidence, { text }] = await Promise.all([readGoodImage(account, good), readConfigAt(account, { id, url })]);
  return { evidence, configuration: text, kernel, ami, builtAt };
}

function noneOf({ os, arch, region }: ComparedImage): Gap {
  const system = [os, arch].filter((word) => word !== null).join(' ');
  return {
    what: LAST_GOOD,
    why:
      os === null
        ? 'the operating system is not known'
        : `no image of ${system} in ${region} is left that was built before`,
    toSeeIt: 'name a build with pc-doctor compare IMAGE --with ANOTHER, or its log with --with-from FILE',
  };
}
