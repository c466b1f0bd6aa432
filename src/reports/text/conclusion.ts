// The head of a page: which build it is about, what the doctor concludes and how sure that is, and where the build broke.

import { listed } from '../../wording/counts.ts';
import type { Diagnosis, Failure } from '../../model/diagnosis.ts';
import { buildName, certainty, failureRows, headline, spineOf, statusRows } from '../words.ts';
import { clipped, inPieces, paragraph, rows, wrapped, type Page } from './layout.ts';

/** A rule that carries the name of the build, and below it what is known of the image. */
export function banner(diagnosis: Diagnosis, page: Page): string[] {
  const name = buildName(diagnosis);
  const rule = '─'.repeat(Math.max(2, page.width - name.length - 4));
  return [
    ...wrapped(`── ${name} ${rule}`, page.width).map(page.palette.heading),
    ...knownOfImage(diagnosis, page),
    ...whereFrom(diagnosis, page),
  ];
}

/** Region, version, operating system, the time of the failure and the fingerprint, as far as they are known. */
export function knownOfImage({ image, fingerprint }: Diagnosis, page: Page): string[] {
  const facts = [
    image.region,
    image.pclusterVersion === null ? null : `ParallelCluster ${image.pclusterVersion}`,
    image.os,
    image.arch,
    image.failedAt === null ? null : `failed ${image.failedAt}`,
    fingerprint,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? [] : inPieces(facts, ' · ', page, { paint: page.palette.quiet });
}

const FACT_NAMES: Readonly<Record<string, string>> = {
  id: 'image id',
  region: 'region',
  pclusterVersion: 'ParallelCluster version',
  os: 'operating system',
  arch: 'architecture',
  parentImage: 'parent image',
};

/** Which file or flag told which fact, where they come from several places. */
function whereFrom({ image }: Diagnosis, page: Page): string[] {
  const origins = image.origins ?? {};
  const places = [...new Set(Object.values(origins))];
  const facts = (place: string) =>
    Object.keys(FACT_NAMES).flatMap((fact) => (origins[fact] === place ? [FACT_NAMES[fact] ?? fact] : []));
  const said = places.map((place) => `${listed(facts(place))} from ${place}`);
  return said.length === 0 ? [] : inPieces(said, ' · ', page, { paint: page.palette.quiet });
}

/** The verdict in a line, how sure it is and why, and the explanation. */
export function conclusion(diagnosis: Diagnosis, page: Page): string[] {
  const { palette } = page;
  const { verdict, rootCause } = diagnosis;
  const said = headline(diagnosis);
  if (verdict === 'not-failed') return paragraph(said, page, { paint: palette.good });
  if (rootCause === null) return paragraph(said, page, { paint: palette.doubtful });
  return [
    ...paragraph(said, page, { paint: palette.bad }),
    ...paragraph(certainty(rootCause), page),
    ...(rootCause.explanation === '' ? [] : ['', ...paragraph(rootCause.explanation.trim(), page)]),
  ];
}

/** The failing spine from component to exit code. */
export function whatFailed({ failure }: Diagnosis, page: Page): string[] {
  if (failure === null) return [];
  const place = spineOf(failure);
  return [
    ...(place.length === 0 ? [] : inPieces(place, ' › ', page, { lead: '  ' })),
    ...rows(failureRows(clippedCommand(failure)), page),
  ];
}

function clippedCommand(failure: Failure): Failure {
  return { ...failure, command: failure.command === null ? null : clipped(failure.command) };
}

/** What AWS itself says of the build. */
export function status({ image }: Diagnosis, page: Page): string[] {
  return rows(statusRows(image), page);
}
