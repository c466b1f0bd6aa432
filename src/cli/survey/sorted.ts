// Sorts builds: those that certainly ended well are counted as they are, the others have to be read. The stack of a good build is gone;
// where there is one, it knows better than the log how the build ended.

import type { Diagnosis } from '../../model/diagnosis.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import type { BuildStack } from '../../sources/aws/build-stack.ts';
import { readImage, readLog } from '../../sources/aws/image.ts';
import type { StreamAtLarge } from '../../sources/aws/logs-at-large.ts';
import { certainlyEndedWell, goodBuild, type Span } from '../../survey.ts';
import { ofProfile } from '../../wording/of-profile.ts';
import { knownBuilds, type KnownBuild, type Region } from './known-builds.ts';
import type { ToRead } from './told.ts';

interface Sorted {
  readonly good: readonly SurveyedBuild[];
  readonly toRead: readonly ToRead[];
}

/** Those that began at that time or later: milliseconds since the epoch, null for all. */
export function sorted(regions: readonly Region[], since: number | null): Sorted {
  const known = knownBuilds(regions).filter(({ began }) => since === null || began >= since);
  return {
    good: known.filter(isGood).map((build) => goodBuild(identity(build), build.streams)),
    toRead: known.filter((build) => !isGood(build)).map(toRead),
  };
}

function isGood({ stack, streams }: KnownBuild): boolean {
  return stack === undefined && certainlyEndedWell(streams);
}

function identity({ id, account, seenBy: { region, profile } }: KnownBuild) {
  return { id, region, account, profile };
}

function toRead({ id, seenBy, stack, elsewhere, streams, isScanned }: KnownBuild): ToRead {
  const { region, profile } = seenBy;
  // Where nobody has said when the logs begin and end, they have to be read from their beginning.
  const full = !isScanned;
  return {
    name: ofProfile(id, profile),
    image: { id, region },
    profile,
    evidence: () =>
      elsewhere === null
        ? readImage(seenBy, id, { full, listed: stack })
        : readLog(seenBy, { id, group: elsewhere }, { full }),
    ...(streams.length > 0 && { spans: (diagnosis) => spansRead(diagnosis, streams, stack) }),
  };
}

/** Of the streams that the diagnosis is about, without what an earlier run of the same id has left in them. */
function spansRead({ image }: Diagnosis, streams: readonly StreamAtLarge[], stack: BuildStack | undefined): Span[] {
  const since = stack?.createdAt ?? 0;
  return streams
    .filter(({ stream, last }) => last >= since && image.logs.some(({ name }) => name === stream))
    .map(({ first, last }) => ({ first: Math.max(first, since), last }));
}
