// One value for one cause, whatever the account, region, image id, date and line numbers, so that tickets about the same failure
// meet. A recognised cause is its pattern; a located one is where it failed and its decisive line with everything incidental taken out.
// The report carries what went in, so that anybody can work the value out again; hence secrets are taken out first.

import { createHash } from 'node:crypto';
import type { Pattern } from '../model/catalog.ts';
import type { Failure } from '../model/diagnosis.ts';
import { withoutIncidentals } from '../wording/incidental.ts';
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

/** Takes numbers, ids, times, places and secrets out of a line. */
export function generalise(line: string): string {
  // Secrets first, so that a log whose secrets are hidden already has the same value.
  return withoutIncidentals(createRedactor().text(line));
}
