// Makes text of unknown origin harmless to look at. A log line can carry sequences that recolour or wipe the terminal, hide
// a link (OSC 8), write to the clipboard (OSC 52) or reverse the reading direction. Colours and cursor moves are dropped, as they
// are common in honest logs and carry nothing; everything else is shown as a visible character, so that nothing is hidden.

const ESCAPE = '\u001b';

/** Complete CSI sequences, in their 7-bit and 8-bit form (ECMA-48 §5.4). */
const CSI = new RegExp(`(?:${ESCAPE}\\[|\u009b)[0-?]{0,64}[ -/]{0,8}[@-~]`, 'g');

/** Controls, lone surrogates, bidirectional controls, invisible characters and line separators. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text with every control made visible; line feeds stay, tabs become blanks, carriage returns at line ends go. */
export function neutralise(text: string): string {
  return text
    .replace(CSI, '')
    .replace(/\r+(?=\n|$)/g, '')
    .replace(UNSEEN, visible);
}

/** The same for places that hold one line: a line feed becomes visible as well. */
export function neutraliseLine(text: string): string {
  return neutralise(text).replaceAll('\n', '␊');
}

function visible(character: string): string {
  if (character === '\n') return character;
  if (character === '\t') return '    ';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
