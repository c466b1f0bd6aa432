// Names JSON that is no log, so that who took the wrong file sees which one it is.

import { isObject } from '../../json.ts';

const LONGEST_QUOTE = 120;

/** Keys that tell a document, and what it is; one that says nothing, since those that do are read. */
const DOCUMENTS: readonly (readonly [key: string, name: string])[] = [
  ['images', 'a list of images that names none'],
  ['logStreams', 'a list of log streams, not their events'],
  ['StackEvents', 'a list of stack events that is empty'],
  ['Stacks', 'a list of stacks that is empty'],
];

/** What the document is, as the end of a sentence. */
export function foreignName(document: unknown): string {
  if (Array.isArray(document)) return arrayName(document);
  if (!isObject(document)) return String(document);
  const known = DOCUMENTS.find(([key]) => key in document);
  if (known) return known[1];
  const message = document['message'];
  if (typeof message === 'string') return `an error message: "${message.slice(0, LONGEST_QUOTE)}"`;
  return keysName(document);
}

function arrayName(list: readonly unknown[]): string {
  const first: unknown = list.flat(1)[0];
  return isObject(first)
    ? `a list of objects: ${keysName(first)}`
    : `a list of ${first === null ? 'null' : typeof first} values`;
}

function keysName(document: object): string {
  const keys = Object.keys(document);
  if (keys.length === 0) return 'an empty object';
  return `an object with ${keys.slice(0, 5).join(', ').slice(0, LONGEST_QUOTE)}${keys.length > 5 ? ', …' : ''}`;
}
