// What changed since the last good build, in blocks.

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
import type { Block } from './blocks.ts';

/** The differences under their heading; nothing where nothing was compared. */
export function changeBlocks({ changes }: Diagnosis): Block[] {
  if (changes === null) return [];
  const different = changeRows(changes);
  const lines = unlike(changes);
  return [
    { kind: 'heading', level: 2, text: changesTitle(changes) },
    { kind: 'paragraph', text: changesIntroduction(changes) },
    ...(different.length === 0 ? [] : [{ kind: 'rows', rows: different } as const]),
    ...(different.length === 0 && lines.length === 0 ? [{ kind: 'paragraph', text: NOTHING_CHANGED } as const] : lines),
  ];
}

function unlike(changes: Changes): Block[] {
  const { shown, rest } = unlikeLines(changes);
  if (shown.length === 0) return [];
  return [
    { kind: 'paragraph', text: `${UNLIKE_TITLE}:` },
    ...shown.map(({ quote }): Block => ({
      kind: 'verbatim',
      language: 'log',
      place: placeOf(quote),
      text: quote.text,
    })),
    ...(rest === '' ? [] : [{ kind: 'paragraph', text: rest } as const]),
  ];
}
