// From what ink says of a key to a name: `down`, `ctrl+d`, `?`. A paste, fast typing or a slow line brings several characters at once:
// they are taken one by one, so that none is lost.

import type { Key as InkKey } from 'ink';

/** The name of a key, or the character it types. */
export type Press = string;

const NAMED: readonly (readonly [field: keyof InkKey, name: Press])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  // Terminals send for Backspace what ink takes for Delete.
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
];

const CHARACTERS: Readonly<Record<string, Press>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001b': 'esc',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

/** What terminals report of the mouse, of focus or of a paste; ink has taken the escape off. */
const REPORT = /^\[(?:[<?]?[\d;]+[A-Za-z~]|[IO])$/;

/** The keys that were pressed, in order; none for what has no name here, such as a report of the mouse. */
export function pressesOf(input: string, key: InkKey): Press[] {
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab'];
  const named = NAMED.find(([field]) => key[field] === true);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input}`];
  if (key.meta || REPORT.test(input)) return [];
  return Array.from(input, characterPress);
}

function characterPress(character: string): Press {
  const named = CHARACTERS[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  return code >= 1 && code <= 26 ? `ctrl+${String.fromCodePoint(code + 96)}` : character;
}

/** A character that a prompt takes as text; null for keys with another meaning. */
export function typed(press: Press): string | null {
  return Array.from(press).length === 1 && press >= ' ' ? press : null;
}
