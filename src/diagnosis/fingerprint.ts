// One value for one cause, whatever the account, region, image id, date and line numbers, so that tickets about the same failure
// meet. A recognised cause is its pattern; a located one is where it failed and its decisive line with everything incidental taken out.
// The report carries what went in, so that anybody can work the value out again; hence secrets are taken out first.

import { createHash } from 'node:crypto';
import type { Pattern } from '../model/catalog.ts';
import type { Failure } from '../model/diagnosis.ts';
import { createRedactor } from '../wording/redact.ts';

export interface Fingerprint {
  /** `pcd1:` and the first 16 hex digits of the SHA-256 over the inputs, joined by line feeds. */
  readonly fingerprint: string;
  readonly fingerprintInputs: readonly string[];
}

/** `decisive` is the line that was matched: of a general pattern it tells one cause from another. */
export function recognisedFingerprint({ id, general }: Pick<Pattern, 'id' | 'general'>, decisive: string): Fingerprint {
  return fingerprintOf(general ? ['class', id, generalise(decisive)] : ['pattern', id]);
}

export function locatedFingerprint(failure: Failure | null, decisive: string): Fingerprint {
  return fingerprintOf(['located', failure?.step ?? '', resourceType(failure?.resource ?? ''), generalise(decisive)]);
}

function fingerprintOf(fingerprintInputs: readonly string[]): Fingerprint {
  const digest = createHash('sha256').update(fingerprintInputs.join('\n')).digest('hex');
  return { fingerprint: `pcd1:${digest.slice(0, 16)}`, fingerprintInputs };
}

function resourceType(resource: string): string {
  return /^\w+/.exec(resource)?.[0] ?? '';
}

/** What differs between two occurrences of the same failure, most particular first. */
const INCIDENTAL: readonly (readonly [RegExp, string])[] = [
  [/\barn:\S+/g, '<arn>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b(?:ami|i|sg|subnet|vpc|vol|snap)-[0-9a-f]{8,17}\b/g, '<id>'],
  [/\bparallelclusterimage-[a-z0-9-]+/gi, '<image>'],
  [/\/images\/[a-z][\w-]*/gi, '/images/<image>'],
  [/\b[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)+(?:east|west)?-\d(?:[a-f]?\b|(?=_))/g, '<region>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*/g, '<time>'],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}\b/g,
    '<time>',
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b|<private-ip-\d+>/g, '<ip>'],
  [/\/tmp\/\S+/g, '<temporary>'],
  [/\b[0-9a-f]{12,}\b/gi, '<hex>'],
];

/** A status tells one cause from another: 403 is not 404. Every other number is incidental. */
const NUMBER =
  /\b((?:error|status|code|exit(?:ed)?|returned|errno|signal|http(?:\/[\d.]+)?)\W{0,3})(\d{1,3})\b(?![.:]\d)|\d+/gi;

/** Takes numbers, ids, times, places and secrets out of a line. */
export function generalise(line: string): string {
  // First, so that a log whose secrets are hidden already has the same value.
  const hidden = createRedactor().text(line);
  return INCIDENTAL.reduce((rest, [incidental, sign]) => rest.replace(incidental, sign), hidden)
    .replace(NUMBER, (_number, word?: string, status?: string) => (status === undefined ? '<n>' : `${word}${status}`))
    .replace(/\s+/g, ' ')
    .trim();
}
