// What every format says in the same words: the name of the build, the conclusion in a line, how sure it is, where it failed. Formats
// differ in how they set it, not in what they say.

import type { Cause, Diagnosis, Failure, Quote, Remedy, ReportedImage } from '../model/diagnosis.ts';
import { isRunning } from '../model/evidence.ts';

export type Row = readonly [label: string, text: string];

/** As a person knows it: the id of the image, or the file it was read from. */
export function buildName({ image }: Pick<Diagnosis, 'image'>): string {
  return image.id ?? image.logs[0]?.name ?? 'this build';
}

/** `Cause: …`, `Located: …`, `Inconclusive: …`, or that it did not fail. */
export function headline({ verdict, rootCause, image }: Diagnosis): string {
  if (verdict === 'not-failed') return 'This build did not fail.';
  if (rootCause === null) return `Inconclusive: ${whyOpen(image)}`;
  return `${verdict === 'located' ? 'Located' : 'Cause'}: ${rootCause.title}`;
}

function whyOpen(image: ReportedImage): string {
  return isRunning(image) ? 'this build is still running.' : 'what broke this build could not be seen.';
}

/** How sure it is, and why. */
export function certainty({ pattern, confidence, because }: Cause): string {
  const what =
    pattern === null
      ? `No pattern of the catalog explains it; the place is ${confidence}`
      : `${capital(confidence)} (${pattern})`;
  return because.length === 0 ? `${what}.` : `${what}: ${because.join('; ')}.`;
}

/** The failing spine, outermost first. */
export function spineOf({ component, step, recipe, resource }: Failure): string[] {
  return [component, step, recipe, resource].filter((level) => level !== null);
}

/** The rest of what is known of the failure. */
export function failureRows({ phase, command, exitCode }: Failure): Row[] {
  return onlyKnown([
    ['phase', phase],
    ['command', command],
    ['exit code', exitCode === null ? null : String(exitCode)],
  ]);
}

/** What AWS itself says of the build. */
export function statusRows(image: ReportedImage): Row[] {
  return onlyKnown([
    ['build', image.buildStatus],
    ['image', image.imageStatus],
    ['stack', image.stackStatus],
    ['reason', image.statusReason],
  ]);
}

/** The pairs that have a text. */
export function onlyKnown(pairs: readonly (readonly [string, string | null])[]): Row[] {
  return pairs.flatMap(([label, text]): Row[] => (text === null || text === '' ? [] : [[label, text]]));
}

/** Where a quote stands: log, line and time, as far as they are known. */
export function placeOf({ log, line, time }: Quote): string {
  return [log, line === null ? null : `line ${line}`, time].filter((word) => word !== null).join(', ');
}

/** Remedies under what a reader makes of them, best first. */
export const REMEDY_GROUPS: readonly { readonly applies: Remedy['applies']; readonly title: string }[] = [
  { applies: 'yes', title: 'What to do' },
  { applies: 'unknown', title: 'What may help' },
  { applies: 'no', title: 'What does not apply here' },
];

/** Why a remedy applies, or what would decide it; empty where there is nothing to say. */
export function whyItApplies({ applies, because }: Remedy): string {
  if (because.length === 0) return '';
  return `${applies === 'yes' ? 'Applies' : 'Not known to apply'}: ${because.join('; ')}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
