// The help: what the keys do on the screen it was opened from, and which of them do nothing just now, and why.

import { keysOf, labelOf } from '../../keys/lookup.ts';
import type { Key } from '../../keys/table.ts';
import { paragraph, type Page } from '../../../reports/text/layout.ts';
import { HIT_SIGN, HOLLOW_WORDS, MARK_WORDS } from '../evidence/lines.ts';
import type { State } from '../../state.ts';
import { SIGNS, type Theme } from '../../theme.ts';
import { TITLES } from '../../frame/places.ts';

/** Every line of the help for the screen below it. */
export function helpLines(state: State, page: Page & { palette: Theme }): readonly string[] {
  const keys = keysOf(state);
  const widest = Math.max(...keys.map((key) => labels(key).length));
  return [
    page.palette.heading(`Keys on the screen ${TITLES[state.screen]}`),
    ...keys.flatMap((key) => keyLines(key, { state, page, widest })),
    '',
    ...(state.screen === 'evidence' ? [...signLines(page), ''] : []),
    ...paragraph('Esc closes this help. Ctrl-C quits from anywhere.', page, { paint: page.palette.quiet }),
  ];
}

function labels({ keys }: Key): string {
  return keys.map(labelOf).join(' ');
}

function keyLines(
  key: Key,
  { state, page, widest }: { state: State; page: Page & { palette: Theme }; widest: number },
): string[] {
  const why = key.off?.(state) ?? null;
  const lead = `  ${labels(key).padEnd(widest)}  `;
  const words = why === null ? key.words : `${key.words} (not now: ${why})`;
  const paint = why === null ? String : page.palette.quiet;
  const [first = '', ...rest] = paragraph(words, { ...page, width: page.width - lead.length }, { paint });
  const painted = why === null ? page.palette.label(lead) : page.palette.quiet(lead);
  return [`${painted}${first}`, ...rest.map((line) => ' '.repeat(lead.length) + line)];
}

function signLines(page: Page): string[] {
  const signs: [string, string][] = [
    [SIGNS.cause, MARK_WORDS.cause],
    [SIGNS.context, MARK_WORDS.context],
    [SIGNS.consequence, MARK_WORDS.consequence],
    [HIT_SIGN, 'holds what was searched'],
    ...Object.values(HOLLOW_WORDS).map(({ letter, words }): [string, string] => [letter, words]),
  ];
  return [page.palette.heading('Signs beside the lines'), ...signs.map(([sign, words]) => `  ${sign}  ${words}`)];
}
