// The head of a page: which build it is about, what the doctor concludes and how sure that is, and where the build broke.

import { listed } from '../../wording/counts.ts';
import type { Cause, Diagnosis, Failure, ReportedImage } from '../../model/diagnosis.ts';
import { clipped, inPieces, paragraph, rows, wrapped, type Page } from './layout.ts';

/** A rule that carries the name of the build, and below it what is known of the image. */
export function banner(diagnosis: Diagnosis, page: Page): string[] {
  const { image } = diagnosis;
  const name = image.id ?? image.logs[0]?.name ?? 'this build';
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
export function conclusion({ verdict, rootCause, image }: Diagnosis, page: Page): string[] {
  const { palette } = page;
  if (verdict === 'not-failed') return paragraph('This build did not fail.', page, { paint: palette.good });
  if (rootCause === null) return paragraph(`Inconclusive: ${whyOpen(image)}`, page, { paint: palette.doubtful });
  return [
    ...paragraph(`${verdict === 'located' ? 'Located' : 'Cause'}: ${rootCause.title}`, page, { paint: palette.bad }),
    ...paragraph(certainty(rootCause), page),
    ...(rootCause.explanation === '' ? [] : ['', ...paragraph(rootCause.explanation.trim(), page)]),
  ];
}

function whyOpen({ buildStatus }: ReportedImage): string {
  return buildStatus === 'BUILD_IN_PROGRESS'
    ? 'this build is still running.'
    : 'what broke this build could not be seen.';
}

function certainty({ pattern, confidence, because }: Cause): string {
  const what =
    pattern === null
      ? `No pattern of the catalog explains it; the place is ${confidence}`
      : `${capital(confidence)} (${pattern})`;
  return because.length === 0 ? `${what}.` : `${what}: ${because.join('; ')}.`;
}

/** The failing spine from component to exit code. */
export function whatFailed({ failure }: Diagnosis, page: Page): string[] {
  if (failure === null) return [];
  const place = [failure.component, failure.step, failure.recipe, failure.resource].filter((level) => level !== null);
  return [
    ...(place.length === 0 ? [] : inPieces(place, ' › ', page, { lead: '  ' })),
    ...rows(failureDetails(failure), page),
  ];
}

function failureDetails({ phase, command, exitCode }: Failure): [string, string][] {
  return onlyKnown([
    ['phase', phase],
    ['command', command === null ? null : clipped(command)],
    ['exit code', exitCode === null ? null : String(exitCode)],
  ]);
}

/** What AWS itself says of the build. */
export function status({ image }: Diagnosis, page: Page): string[] {
  return rows(statusRows(image), page);
}

function statusRows(image: ReportedImage): [string, string][] {
  return onlyKnown([
    ['build', image.buildStatus],
    ['image', image.imageStatus],
    ['stack', image.stackStatus],
    ['reason', image.statusReason],
  ]);
}

function onlyKnown(pairs: readonly [string, string | null][]): [string, string][] {
  return pairs.flatMap(([label, text]): [string, string][] => (text === null || text === '' ? [] : [[label, text]]));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
