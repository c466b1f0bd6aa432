// Lists the builds for the screens, again and again if need be: each time the accounts are connected anew, so that credentials that were
// renewed meanwhile count.

import type { Evidence } from '../../model/evidence.ts';
import type { ListedImage } from '../../model/image-list.ts';
import type { OnProgress } from '../../model/progress.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { readImage } from '../../sources/aws/image.ts';
import { connectAll, findImages } from '../accounts.ts';
import { worst } from '../exit-code.ts';
import type { ErrandOptions } from './errands.ts';
import { excuseOf, excusing } from './excuses.ts';

export interface Listing {
  readonly list: () => Promise<void>;
  /** Reads a listed build. Throws Error for one that was never listed. */
  readonly evidenceOf: (image: ListedImage) => AsyncIterable<Evidence>;
  /** Where a listed build is; null for one that comes from files. */
  readonly accountOf: (image: ListedImage) => AwsAccount | null;
  readonly exitCode: () => ExitCode;
}

/** Nothing is listed yet. */
export function createListing({ session, options, publish }: ErrandOptions, onProgress: OnProgress): Listing {
  const accounts = new Map<string, AwsAccount>();
  const now = () => options.nowMs ?? Date.now();
  let wasListed = false;
  let exitCode: ExitCode = EXIT.done;

  const listNow = async () => {
    const { session: own, excuses } = excusing(session, onProgress);
    const connected = await connectAll(own, options.recorded ?? null);
    const found = await findImages(connected.reached, own);
    // A region that is lost for now keeps the account through which its builds were seen.
    for (const account of connected.reached) accounts.set(account.region, account);
    wasListed ||= found.regions.length > 0;
    exitCode = wasListed ? EXIT.done : worst([...connected.failures, ...found.failures]);
    const { value } = session.redactor;
    // What an image is found by stays as it is.
    const images = found.images.map((image) => ({ ...value(image), id: image.id, region: image.region }));
    const { regions } = found;
    publish({ kind: 'listed', images, gaps: value(found.gaps), regions, excuses: value(excuses()), nowMs: now() });
  };

  return {
    list: async () => {
      try {
        await listNow();
      } catch (error) {
        publish({ kind: 'listed', images: [], gaps: [], regions: [], excuses: [excuseOf(error)], nowMs: now() });
      }
    },
    evidenceOf: ({ id, region }) => {
      const account = accounts.get(region);
      if (account === undefined) throw new Error(`an image was listed in ${region}, where no account was connected`);
      return readImage(account, id, { full: session.settings.full });
    },
    accountOf: ({ region }) => accounts.get(region) ?? null,
    exitCode: () => exitCode,
  };
}
