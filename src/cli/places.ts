// Where a run asks: in each region that was named, by each profile. What cannot be reached is said and left out, so that the others still
// get their answer; where several profiles are asked, what is said begins with whom it is about.

import { Trouble, type ExitCode } from '../model/trouble.ts';
import type { AwsAccount } from '../sources/aws/account.ts';
import { listed } from '../wording/counts.ts';
import { ofProfile } from '../wording/of-profile.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** Undefined for what the SDK's own chain says. */
export interface Place {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly isOneOfSeveral: boolean;
}

/** Each profile in each region; a profile without one is asked in its own. */
export function placesOf({ profiles, regions }: Pick<Settings, 'profiles' | 'regions'>): Place[] {
  const isOneOfSeveral = profiles.length > 1;
  return orChain(profiles).flatMap((profile) =>
    orChain(regions).map((region) => ({ profile, region, isOneOfSeveral })),
  );
}

function orChain(names: readonly string[]): readonly (string | undefined)[] {
  return names.length > 0 ? names : [undefined];
}

/** The same once it is connected. */
export function placeOfAccount({ profile, region }: Pick<AwsAccount, 'profile' | 'region'>): Place {
  return { profile: profile ?? undefined, region, isOneOfSeveral: profile !== null };
}

/** As a gap names it: null for the only region of the only profile, where the SDK's own chain says both. */
function nameOfPlace({ profile = '', region, isOneOfSeveral }: Place): string | null {
  if (!isOneOfSeveral) return region ?? null;
  return region === undefined ? `profile ${profile}` : ofProfile(region, profile);
}

export interface Reached<T> {
  readonly reached: readonly T[];
  readonly unreached: readonly Unreached[];
  /** Of what could not be reached; each is already said. */
  readonly failures: readonly ExitCode[];
}

/** What could not be reached for one and the same reason. */
export interface Unreached {
  readonly error: unknown;
  readonly places: readonly Place[];
}

interface Reaching<A, B> {
  readonly session: Session;
  readonly placeOf: (item: A) => Place;
  readonly make: (item: A) => Promise<B>;
}

/** All at once; one complaint for one message, however many places it stands for. */
export async function reach<A, B>(items: readonly A[], reaching: Reaching<A, B>): Promise<Reached<B>> {
  const outcomes = await Promise.all(items.map((item) => outcomeOf(item, reaching)));
  const unreached = byMessage(outcomes.flatMap((one) => ('error' in one ? [one] : [])));
  return {
    reached: outcomes.flatMap((one) => ('made' in one ? [one.made] : [])),
    unreached,
    failures: unreached.map((one) => reaching.session.complain(named(one))),
  };
}

type Outcome<T> = { readonly made: T } | Unreached;

async function outcomeOf<A, B>(item: A, { make, placeOf }: Reaching<A, B>): Promise<Outcome<B>> {
  try {
    return { made: await make(item) };
  } catch (error) {
    return { error, places: [placeOf(item)] };
  }
}

function byMessage(all: readonly Unreached[]): Unreached[] {
  const messages = new Map<string, Unreached>();
  for (const { error, places } of all) {
    const known = messages.get(String(error));
    messages.set(String(error), { error, ...known, places: [...(known?.places ?? []), ...places] });
  }
  return [...messages.values()];
}

/** The names of what could not be reached. */
export function namesOf({ places }: Pick<Unreached, 'places'>): string[] {
  return places.flatMap((place) => nameOfPlace(place) ?? []);
}

/** Of an only profile nobody has to be told, and a region that is at fault is named by its error. */
function named({ error, places }: Unreached): unknown {
  const names = namesOf({ places: places.filter(({ isOneOfSeveral }) => isOneOfSeveral) });
  if (!(error instanceof Trouble) || names.length === 0) return error;
  const { message, exitCode, toTry, details } = error;
  return new Trouble(`${listed(names)}: ${message}`, { exitCode, details, ...(toTry && { toTry }), cause: error });
}
