// What was replaced by tokens in a report, in words.

import type { Report } from '../model/diagnosis.ts';
import { count, listed } from '../wording/counts.ts';

/** `Hidden here: account (2, in 14 places).`; empty where nothing was. */
export function hidden(redaction: Report['redaction']): string {
  if (redaction === null) return 'Nothing was hidden in this report.';
  if (redaction.length === 0) return '';
  const kinds = redaction.map(({ kind, secrets, places }) => `${kind} (${secrets}, in ${count(places, 'place')})`);
  return `Hidden here: ${listed(kinds)}.`;
}
