// Names JSON that is no log, so that who took the wrong file sees which one it is.

import { isObject } from '../../json.ts';

const LONGEST_QUOTE = 120;

/** Keys that tell a document, and what it is. */
const DOCUMENTS: readonly (readonly [key: string, name: string])[] = [
  ['imageBuildStatus', 'the answer of `pcluster describe-image`'],
  ['images', 'the answer of `pcluster list-images`'],
  ['logStreams', 'a list of log streams, not their events'],
  ['StackEvents', 'CloudFormation stack events'],
  ['imagebuilderImageStatus', 'the answer of `pcluster describe-image`'],
  ['image', 'the answer of `aws imagebuilder get-image`'],
];

/** What the document is, as the end of a sentence. */
export function foreignName(document: unknown): string {
  if (Array.isArray(document)) return arrayName(document);
  if (!isObject(document)) return String(document);
  const known = DOCUMENTS.find(([key]) => key in document);
  if (known) return known[1];
  if (Array.isArray(document['events']) && document['events'].some(isStackEvent)) return 'CloudFormation stack events';
  const message = document['message'];
  if (typeof message === 'string') return `an error message: "${message.slice(0, LONGEST_QUOTE)}"`;
  return keysName(document);
}

function arrayName(list: readonly unknown[]): string {
  const first: unknown = list.flat(1)[0];
  if (isStackEvent(first)) return 'CloudFormation stack events';
  return isObject(first)
    ? `a list of objects: ${keysName(first)}`
    : `a list of ${first === null ? 'null' : typeof first} values`;
}

function isStackEvent(value: unknown): boolean {
  return isObject(value) && ('logicalResourceId' in value || 'LogicalResourceId' in value);
}

function keysName(document: object): string {
  const keys = Object.keys(document);
  if (keys.length === 0) return 'an empty object';
  return `an object with ${keys.slice(0, 5).join(', ').slice(0, LONGEST_QUOTE)}${keys.length > 5 ? ', …' : ''}`;
}
