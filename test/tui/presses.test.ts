// From what ink says of a key to the presses that screens know.
import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { pressesOf, typed } from '../../src/tui/keys/presses.ts';

const NOTHING: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

const presses = (input: string, key: Partial<Key> = {}) => pressesOf(input, { ...NOTHING, ...key });

test.each<readonly [name: string, input: string, key: Partial<Key>]>([
  ['up', '', { upArrow: true }],
  ['down', '', { downArrow: true }],
  ['left', '', { leftArrow: true }],
  ['right', '', { rightArrow: true }],
  ['pageup', '', { pageUp: true }],
  ['pagedown', '', { pageDown: true }],
  ['home', '', { home: true }],
  ['end', '', { end: true }],
  ['enter', '\r', { return: true }],
  // ink takes an escape for a meta key as well.
  ['esc', '', { escape: true, meta: true }],
  ['backspace', '', { backspace: true }],
  ['backspace', '', { delete: true }],
  ['tab', '', { tab: true }],
  ['shift+tab', '', { tab: true, shift: true }],
  ['up', '', { upArrow: true, shift: true }],
  ['ctrl+d', 'd', { ctrl: true }],
  ['ctrl+l', 'l', { ctrl: true }],
  ['q', 'q', {}],
  ['?', '?', {}],
  [' ', ' ', {}],
  ['[', '[', {}],
  ['G', 'G', { shift: true }],
  ['漢', '漢', {}],
])('%j is one press', (name, input, key) => {
  expect(presses(input, key)).toEqual([name]);
});

test.each<readonly [input: string, pressed: readonly string[]]>([
  ['ab\r', ['a', 'b', 'enter']],
  ['jjk', ['j', 'j', 'k']],
  ['/x\n', ['/', 'x', 'enter']],
  ['a\tb\u007f\b\u001b', ['a', 'tab', 'b', 'backspace', 'backspace', 'esc']],
  ['\u0004\u0015', ['ctrl+d', 'ctrl+u']],
  ['漢😀', ['漢', '😀']],
])('of %j, which came at once, no press is lost', (input, pressed) => {
  expect(presses(input)).toEqual(pressed);
});

test.each(['[<0;10;5M', '[<65;10;5m', '[200~', '[?1;2c', '[24;1R'])(
  '%j is a report of the terminal, no press',
  (input) => {
    expect(presses(input)).toEqual([]);
  },
);

test('a letter with Alt and a key without a name are no presses', () => {
  expect([presses('x', { meta: true }), presses('', { ctrl: true }), presses('')]).toEqual([[], [], []]);
});

test.each(['a', ' ', '/', '~', 'é', '漢', '😀'])('%j is typed as it is', (press) => {
  expect(typed(press)).toBe(press);
});

test.each(['enter', 'esc', 'up', 'ctrl+d', 'shift+tab', 'backspace', '', '\u0000', '\u001f'])(
  '%j is not typed',
  (press) => {
    expect(typed(press)).toBeNull();
  },
);
