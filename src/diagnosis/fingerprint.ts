// One value for one cause, whatever the account, region, image id, date and line numbers, so that tickets about the same failure
// meet. A recognised cause is its pattern; a located one is where it failed and its decisive line with everything incidental taken out.

import { createHash } from 'node:crypto';
import type { Pattern } from '../model/catalog.ts';
import type { Failure } from '../model/diagnosis.ts';

/** `decisive` is the line that was matched: of a general pattern it tells one cause from another. */
export function recognisedFingerprint({ id, general }: Pick<Pattern, 'id' | 'general'>, decisive: string): string {
  return digest(general ? ['class', id, generalise(decisive)] : ['pattern', id]);
}

export function locatedFingerprint(failure: Failure | null, decisive: string): string {
  return digest(['located', failure?.step ?? '', resourceType(failure?.resource ?? ''), generalise(decisive)]);
}

function digest(parts: readonly string[]): string {
  return `pcd1:${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;
}

function resourceType(resource: string): string {
  return /^\w+/.exec(resource)?.[0] ?? '';
}

/** What differs between two occurrences of the same failure, most particular first. */
const INCIDENTAL: readonly (readonly [RegExp, string])[] = [
  [/\barn:\S+/g, '<arn>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b(?:ami|i|sg|subnet|vpc|vol|snap)-[0-9a-f]{8,17}\b/g, '<id>'],
  [/\b[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)+(?:east|west)?-\d\b/g, '<region>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*/g, '<time>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<ip>'],
  [/\/tmp\/\S+/g, '<temporary>'],
  [/\b[0-9a-f]{12,}\b/gi, '<hex>'],
  [/\d+/g, '<n>'],
  [/\s+/g, ' '],
];

/** Takes numbers, ids, times and places out of a line. */
export function generalise(line: string): string {
  return INCIDENTAL.reduce((text, [incidental, sign]) => text.replace(incidental, sign), line.trim());
}
