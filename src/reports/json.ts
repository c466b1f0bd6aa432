// The report and the list by contract, version 1 (report.schema.json, list.schema.json): each is one JSON document whose keys always stand
// in the same order, whatever the order in which the values were made. Characters that a terminal could obey or hide are escaped, which changes no value: a reader
// of the JSON gets the line as the build printed it.

import type { DocumentHead, Report } from '../model/diagnosis.ts';
import type { ImageList, ListDocument } from '../model/image-list.ts';
import { isoTime } from '../wording/time.ts';
import { LIST_KEYS, REPORT_KEYS, type Keys, type Order } from './key-order.ts';

/** The report over any number of diagnoses, indented, with a line feed at its end. */
export function reportJson(report: Report): string {
  return document(report, REPORT_KEYS);
}

/** The images as `list` shows them, times in ISO 8601. */
export function listJson(list: ImageList, head: DocumentHead): string {
  const images = list.images.map((image) => ({ ...image, at: isoTime(image.at) }));
  return document<ListDocument>({ ...head, images, gaps: list.gaps }, LIST_KEYS);
}

function document<T>(value: T, keys: Keys<T>): string {
  return `${JSON.stringify(inOrder(value, keys), null, 2).replace(UNSEEN, escaped)}\n`;
}

function inOrder(value: unknown, order: Order): unknown {
  if (order === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => inOrder(item, order));
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    Object.entries(order).map(([key, inner]) => [key, inOrder(fields.get(key) ?? null, inner)]),
  );
}

/** JSON.stringify escapes C0 controls and lone surrogates itself; these are left: DEL and C1, bidirectional controls, separators. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
