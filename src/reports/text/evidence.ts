// What supports a conclusion, on the page: the quoted lines, the chain from cause to symptom, what else it might be, what was ruled
// out, and what could not be seen.

import type { Alternative, Diagnosis, Quote } from '../../model/diagnosis.ts';
import type { Gap } from '../../model/evidence.ts';
import { placeOf } from '../words.ts';
import { paragraph, quoted, rows, type Page } from './layout.ts';

/** Context beyond this is for the JSON report. */
const MOST_CONTEXT = 4;

/** The quoted lines of the cause, the decisive one first. */
export function evidence({ rootCause }: Diagnosis, page: Page): string[] {
  const quotes = rootCause?.evidence ?? [];
  const shown = quotes.slice(0, 1 + MOST_CONTEXT);
  const more = quotes.length - shown.length;
  return [
    ...shown.flatMap((quote, index) => quoteLines(quote, page, { indent: '  ', before: shown[index - 1] })),
    ...(more > 0 ? paragraph(`${more} more in the JSON report`, page, { lead: '  ', paint: page.palette.quiet }) : []),
  ];
}

/** Where it stands, unless that was said for the quote before, and what it says. */
function quoteLines(
  quote: Quote,
  page: Page,
  { indent, before }: { indent: string; before?: Quote | undefined },
): string[] {
  const { bad, quiet } = page.palette;
  const isSamePlace = before !== undefined && placeOf(before) === placeOf(quote);
  return [
    ...(isSamePlace ? [] : paragraph(placeOf(quote), page, { lead: indent, paint: quiet })),
    ...quoted(quote.text, page, { indent, paint: quote.role === 'cause' ? bad : String }),
  ];
}

/** From the root cause to the symptom, a row for each layer. */
export function chain({ chain: links }: Diagnosis, page: Page): string[] {
  const pairs = links.map(({ layer, what }) => [layer, what] as const);
  return rows(pairs, page);
}

/** What else it might be, and why that is not said first. */
export function alternatives({ alternatives: others }: Diagnosis, page: Page): string[] {
  return others.flatMap((other) => alternativeLines(other, page));
}

function alternativeLines(
  { title, pattern, confidence, whyNotFirst, evidence: quotes }: Alternative,
  page: Page,
): string[] {
  return [
    ...paragraph(`${title} (${pattern ?? 'located'}, ${confidence})`, page, { lead: '  - ' }),
    ...paragraph(`Not first: ${whyNotFirst}`, page, { lead: '    ', paint: page.palette.quiet }),
    ...quotes.slice(0, 1).flatMap((quote) => quoteLines({ ...quote, role: 'context' }, page, { indent: '    ' })),
  ];
}

/** Matches that do not count, each with the reason. */
export function dismissed({ dismissed: matches }: Diagnosis, page: Page): string[] {
  return matches.flatMap(({ pattern, line, why }) => {
    const where = line === null ? pattern : `${pattern}, line ${line}`;
    return paragraph(`${where}: ${why}`, page, { lead: '  - ', paint: page.palette.quiet });
  });
}

/** What could not be seen, why, and what would show it. */
export function gaps({ gaps: unseen }: { readonly gaps: readonly Gap[] }, page: Page): string[] {
  return unseen.flatMap(({ what, why, toSeeIt }) => [
    ...paragraph(`${what}: ${why}`, page, { lead: '  - ', paint: page.palette.doubtful }),
    ...paragraph(`To see it: ${toSeeIt}`, page, { lead: '    ' }),
  ]);
}
