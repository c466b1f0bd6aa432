// What changed since the last good build, on the page.

import type { Changes } from '../../model/comparison.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import {
  changeRows,
  changesIntroduction,
  changesTitle,
  NOTHING_CHANGED,
  UNLIKE_TITLE,
  unlikeLines,
} from '../changes.ts';
import { placeOf } from '../words.ts';
import { headed, paragraph, quoted, rows, type Page } from './layout.ts';

/** The differences under their heading; nothing where nothing was compared. */
export function changes({ changes: told }: Diagnosis, page: Page): string[] {
  if (told === null) return [];
  const different = changeRows(told);
  const lines = unlike(told, page);
  const isSame = different.length === 0 && lines.length === 0;
  const body = [
    ...paragraph(changesIntroduction(told).replaceAll('`', ''), page, { lead: '  ', paint: page.palette.quiet }),
    ...rows(different, page),
    ...(isSame ? paragraph(NOTHING_CHANGED, page, { lead: '  ' }) : lines),
  ];
  return headed(changesTitle(told), body, page);
}

function unlike(told: Changes, page: Page): string[] {
  const { shown, rest } = unlikeLines(told);
  if (shown.length === 0) return [];
  const { quiet } = page.palette;
  return [
    ...paragraph(`${UNLIKE_TITLE}:`, page, { lead: '  ' }),
    ...shown.flatMap(({ quote, times }) => [
      ...paragraph(`${placeOf(quote)}${times === 1 ? '' : `, ${times} times`}`, page, { lead: '    ', paint: quiet }),
      ...quoted(quote.text, page, { indent: '    ' }),
    ]),
    ...(rest === '' ? [] : paragraph(rest, page, { lead: '    ', paint: quiet })),
  ];
}
