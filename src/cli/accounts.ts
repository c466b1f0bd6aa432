// The account in each region that was asked for, and the images in them.

import type { Gap } from '../model/evidence.ts';
import type { ListedImage } from '../model/image-list.ts';
import { EXIT, Trouble, type ExitCode } from '../model/trouble.ts';
import { inListOrder } from '../reports/list-order.ts';
import { connect, type AwsAccount, type ConnectOptions } from '../sources/aws/account.ts';
import type { BuildStack } from '../sources/aws/build-stack.ts';
import type { EvidenceStore } from '../sources/aws/evidence-store.ts';
import { listImages } from '../sources/aws/list.ts';
import { readImage } from '../sources/aws/image.ts';
import type { FindOther } from './compare/other-build.ts';
import { configurationOnAws } from './configuration.ts';
import type { Build } from './outcomes.ts';
import { worst } from './exit-code.ts';
import { placeOfAccount, placesOf, reach, type Reached } from './places.ts';
import type { Session } from './session.ts';

/** A recorded account that is served instead of AWS. */
export type Recorded = Required<Pick<ConnectOptions, 'endpoint' | 'credentials'>> & {
  readonly regions: readonly string[];
};

/** The account of each profile in each region that was asked for, or of the SDK's own chain. */
export async function connectAll(session: Session, recorded: Recorded | null): Promise<Reached<AwsAccount>> {
  const { settings, signal, progress } = session;
  const { profiles } = settings;
  const regions = settings.regions.length > 0 ? settings.regions : (recorded?.regions ?? []);
  const store = settings.cache && recorded === null ? await openCache() : undefined;
  const { endpoint, credentials } = recorded ?? {};
  return reach(placesOf({ profiles, regions }), {
    session,
    placeOf: (place) => place,
    make: (place) => connect({ ...place, endpoint, credentials, signal, onProgress: progress.onProgress, store }),
  });
}

/** The account in the one region in which an image is watched. Throws Trouble where several were asked for, or it cannot be reached. */
export async function connectOne({ settings, progress }: Session, signal: AbortSignal): Promise<AwsAccount> {
  const [place, second] = placesOf(settings);
  if (second !== undefined) throw inOneRegion();
  const store = settings.cache ? await openCache() : undefined;
  return connect({ ...place, signal, onProgress: progress.onProgress, store });
}

/** Nothing of a recorded account is kept: it costs nothing to ask it again. */
async function openCache(): Promise<EvidenceStore> {
  const [{ openStore }, { cacheFolder }] = await Promise.all([import('./cache/store.ts'), import('./cache/folder.ts')]);
  return openStore(cacheFolder());
}

/** The account in the one region in which an image is looked for. Throws Trouble for several. */
export async function onlyAccount(session: Session): Promise<AwsAccount> {
  const { reached, failures } = await connectAll(session, null);
  const [account, second] = reached;
  if (account !== undefined && second === undefined) return account;
  if (account === undefined) throw new Trouble('no region could be reached', { exitCode: worst(failures) });
  throw inOneRegion();
}

function inOneRegion(): Trouble {
  return new Trouble('an image stands in one region', { exitCode: EXIT.usage, toTry: 'give one --region' });
}

export interface FoundImages {
  /** In the order of the list. */
  readonly images: readonly ListedImage[];
  readonly gaps: readonly Gap[];
  /** The regions that could be listed. */
  readonly regions: readonly string[];
  /** The stack of a build that was listed, or undefined where only its log group is left. */
  readonly stackOf: (image: ListedImage) => BuildStack | undefined;
  /** Of the others; each is already said. */
  readonly failures: readonly ExitCode[];
}

/** The images of all accounts. */
export async function findImages(accounts: readonly AwsAccount[], session: Session): Promise<FoundImages> {
  const lists = await reach(accounts, {
    session,
    placeOf: placeOfAccount,
    make: async (account) => ({ account, list: await listImages(account) }),
  });
  return {
    images: inListOrder(lists.reached.flatMap(({ list }) => list.images)),
    gaps: lists.reached.flatMap(({ list }) => list.gaps),
    regions: lists.reached.map(({ account }) => account.region),
    stackOf: ({ id, region }) =>
      lists.reached.find(({ account }) => account.region === region)?.list.stacks.find((stack) => stack.id === id),
    failures: lists.failures,
  };
}

/** What could not be listed, as remarks: for formats that have no place for it. */
export function remarkGaps(gaps: readonly Gap[], session: Session): void {
  for (const { what, why } of gaps) session.remark(`not seen: ${what}: ${why}`);
}

interface Listed {
  readonly accounts: readonly AwsAccount[];
  readonly found: FoundImages;
  readonly session: Session;
}

/** The listed images that failed, ready to be diagnosed, each in its own region. */
export function failedBuilds({ accounts, found, session }: Listed): Build[] {
  const other = lastGoodIn(accounts);
  return failedImages(found).map((image) => {
    const { id, region } = image;
    const account = accounts.find((candidate) => candidate.region === region);
    if (account === undefined) throw new Error(`an image was listed in ${region}, where no account was connected`);
    const options = { full: session.settings.full, listed: found.stackOf(image) };
    const evidence = () => readImage(account, id, options);
    return { name: id, image: { id, region }, evidence, configuration: configurationOnAws([account]), other };
  });
}

/** The last good build, looked for when it is wanted: few builds need one. */
export function lastGoodIn(accounts: readonly AwsAccount[]): FindOther {
  let find: Promise<FindOther> | null = null;
  return async (image, own) => {
    find ??= import('./compare/last-good.ts').then(({ lastGoodOn }) => lastGoodOn(accounts));
    return (await find)(image, own);
  };
}

export function failedImages({ images }: FoundImages): ListedImage[] {
  return images.filter(({ status }) => status === 'failed');
}
