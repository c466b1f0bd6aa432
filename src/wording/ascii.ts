// Text for terminals and fonts that know ASCII only. Each sign is replaced by one of the same width, so that columns stay columns.

import stringWidth from 'string-width';

const LIKE: Readonly<Record<string, string>> = {
  '─': '-',
  '│': '|',
  '…': '~',
  '·': '-',
  '×': 'x',
  '›': '>',
  '❯': '>',
  '▶': '!',
  '•': '*',
  '↳': '+',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '␊': '$',
  '\u00a0': ' ',
};

// oxlint-disable-next-line no-control-regex -- everything beyond ASCII; control sequences of our own must stay
const BEYOND = /[^\u0000-\u007f]/gu;

/** The text with every character beyond ASCII replaced: by a likeness, or by as many `?` as it has columns. */
export function inAscii(text: string): string {
  return text.replace(BEYOND, (character) => LIKE[character] ?? '?'.repeat(stringWidth(character)));
}
