// Copying to the clipboard of the person's own machine by the terminal's OSC 52 sequence, which works over ssh. A terminal does not say
// whether it obeyed, and some never do: so what was copied is left in a file as well.

import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import type { Copyable } from '../../reports/text/remedies.ts';
import { writeWhole } from '../deliver.ts';
import type { ErrandOptions } from './errands.ts';

/** xterm and others refuse more than about 75 kB of base64. */
const MOST_BYTES = 50_000;

export interface Copied {
  /** Where it was left as well; null when it could not be written. */
  readonly file: string | null;
  readonly sent: boolean;
}

/** Copies what a person chose, and tells where it is now. */
export function copyErrand(
  { what, text }: Copyable,
  { publish, write }: Pick<ErrandOptions, 'publish' | 'write'>,
): void {
  const { file, sent } = copyToClipboard(text, write);
  const places = [sent ? 'copied to the clipboard' : '', file === null ? '' : `left in ${file}`].filter(Boolean);
  const said = places.length === 0 ? 'could be put neither into the clipboard nor into a file' : places.join(', ');
  publish({
    kind: 'told',
    notice: {
      tone: places.length === 0 ? 'bad' : 'good',
      text: `The ${what} ${places.length === 0 ? '' : 'is '}${said}`,
    },
  });
}

/** Copies a text; `write` reaches the terminal. */
export function copyToClipboard(text: string, write: (sequence: string) => void): Copied {
  const sent = Buffer.byteLength(text) <= MOST_BYTES;
  if (sent) write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  return { file: leftInFile(text), sent };
}

/** Below the user's own cache folder, where nobody else can read it or put a link in its place. */
function leftInFile(text: string): string | null {
  const folder = envPaths('pc-doctor', { suffix: '' }).cache;
  const file = join(folder, 'copied.txt');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    writeWhole(file, `${text}\n`);
    return file;
  } catch {
    // A home folder that cannot be written to: the clipboard is what is left, and the notice says so.
    return null;
  }
}
