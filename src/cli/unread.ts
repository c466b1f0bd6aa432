// What is left to say of a build that could not be read: that it is there, and why nothing of it was seen. A report that left it out would
// say of 200 builds that there were 197.

import { UNKNOWN_IMAGE, type Evidence, type Gap } from '../model/evidence.ts';
import { EXIT, Trouble } from '../model/trouble.ts';
import type { Build } from './outcomes.ts';
import { oneLine } from './error-text.ts';

/** Evidence that holds nothing but the gap; null where there is no such build, since a report is about builds and not about typing errors. */
export function evidenceOfUnread({ name, image }: Build, error: unknown): Evidence | null {
  if (error instanceof Trouble && error.exitCode === EXIT.notFound) return null;
  const gap = { what: `the build ${name}`, ...whyOf(error) };
  return { image: { ...UNKNOWN_IMAGE, ...image }, logs: [], lines: [], gaps: [gap] };
}

type Why = Omit<Gap, 'what'>;

/** What an error means for what was left out because of it. */
export function whyOf(error: unknown): Why {
  return error instanceof Trouble ? whyTrouble(error) : whyBug(error);
}

function whyTrouble({ message, details, toTry }: Trouble): Why {
  return { why: [message, ...details].join(' '), toSeeIt: toTry ?? 'mend that, then run again' };
}

function whyBug(error: unknown): Why {
  return {
    why: `pc-doctor itself failed on it: ${oneLine(error)}`,
    toSeeIt: 'run again with --debug, and report what it shows',
  };
}
