// The last line: what is being typed, a remark, or the keys that do something here.

import { Text } from 'ink';
import stringWidth from 'string-width';
import type { ReactNode } from 'react';
import { count } from '../../wording/counts.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import { keysOf, labelOf } from '../keys/lookup.ts';
import { shownImages } from '../screens/images/state.ts';
import type { Prompt, State } from '../state.ts';
import { SIGNS, type Theme } from '../theme.ts';
import { cutTo } from './fitted.ts';

export function BottomBar({ state, theme }: { readonly state: State; readonly theme: Theme }): ReactNode {
  return <Text wrap="truncate-end">{barText(state, theme)}</Text>;
}

/** The text of the bar, as wide as the terminal at most. */
function barText(state: State, theme: Theme): string {
  const { notice, prompt, size } = state;
  if (prompt !== null) return promptText(state, prompt, theme);
  if (notice !== null) {
    const paint = { good: theme.good, bad: theme.bad, plain: theme.doubtful }[notice.tone];
    return paint(cutTo(neutraliseLine(notice.text), size.columns));
  }
  if (state.help !== null) return cutTo(`j k scroll${BETWEEN}Esc closes the help`, size.columns);
  return keysText(state, theme);
}

function promptText(state: State, { for: what, text }: Prompt, theme: Theme): string {
  const { evidence, images, cases, size } = state;
  const found = what === 'filter' ? shownImages(images, cases).length : (evidence.search?.hits.length ?? 0);
  const amount = what === 'filter' ? count(found, 'image') : text === '' ? '' : count(found, 'hit');
  const hints = [amount, 'Enter keeps it', 'Esc gives it up'].filter((hint) => hint !== '').join(' · ');
  const label = what === 'filter' ? 'Filter' : 'Search';
  const typed = `${theme.label(label)} /${neutraliseLine(text)}${theme.chosen(' ')}`;
  return cutTo(`${typed}  ${theme.quiet(hints)}`, size.columns);
}

/** As many keys as fit, help and quit always among them. */
function keysText(state: State, theme: Theme): string {
  const entries = keysOf(state)
    .map((key) => ({
      intent: key.intent,
      words: key.off?.(state) ? '' : (key.bar?.(state) ?? ''),
      label: labelOf(key.keys[0] ?? ''),
    }))
    .filter(({ words }) => words !== '');
  const widthOf = ({ label, words }: (typeof entries)[number]) =>
    stringWidth(label) + words.length + 1 + BETWEEN.length;
  let room = state.size.columns + BETWEEN.length;
  for (const entry of entries.filter(({ intent }) => isAlways(intent))) room -= widthOf(entry);
  const shown = entries.filter((entry) => {
    if (isAlways(entry.intent)) return true;
    room -= widthOf(entry);
    return room >= 0;
  });
  return shown.map(({ label, words }) => `${theme.label(label)} ${words}`).join(theme.quiet(BETWEEN));
}

const BETWEEN = ` ${SIGNS.bar} `;

function isAlways(intent: string): boolean {
  return intent === 'help' || intent === 'quit';
}
