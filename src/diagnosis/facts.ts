// Joins what the user says, what AWS says and what the log says about an image. The user wins, then AWS, then the log.

import { splitMinor } from '../model/conditions.ts';
import type { FactOrigins, ImageFacts } from '../model/evidence.ts';
import type { RunFacts } from '../model/run.ts';

interface Sayings {
  readonly given: Partial<ImageFacts>;
  readonly image: ImageFacts;
  readonly log: RunFacts;
}

export function joinFacts({ given, image, log }: Sayings): ImageFacts {
  const os = given.os ? splitMinor(given.os) : null;
  const known = {
    ...image,
    id: image.id ?? log.imageId,
    region: image.region ?? log.region,
    pclusterVersion: image.pclusterVersion ?? log.pclusterVersion,
    os: image.os ?? log.os,
    osVersion: image.osVersion ?? log.osVersion,
    arch: image.arch ?? log.arch,
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
  return {
    ...known,
    ...said,
    ...(os && { os: os[0], osVersion: os[1] ? `${os[0].replace(/^\D+/, '')}.${os[1]}` : sameOs(os[0], known) }),
  };
}

/** Facts that decide which remedy applies. */
const SHOWN = ['id', 'region', 'pclusterVersion', 'os', 'arch', 'parentImage'] as const;

/** Where the facts of an image come from, where the evidence is files; null where all come from the one log. */
export function originsOf({
  given,
  image,
  log,
  files,
}: Sayings & { files: FactOrigins | undefined }): FactOrigins | null {
  if (files === undefined) return null;
  const said: Partial<ImageFacts> = { ...log, id: log.imageId };
  const origins = SHOWN.flatMap((fact): [string, string][] => {
    if ((given[fact] ?? null) !== null) return [[fact, 'the command line']];
    if (image[fact] !== null) return [[fact, files[fact] ?? 'the files']];
    return (said[fact] ?? null) === null ? [] : [[fact, 'the log']];
  });
  return origins.every(([, origin]) => origin === 'the log') ? null : Object.fromEntries(origins);
}

/** The log's minor release counts only for the OS the user names. */
function sameOs(os: string, known: Pick<ImageFacts, 'os' | 'osVersion'>): string | null {
  return known.os === os ? known.osVersion : null;
}
