// The documents by contract, version 1 (report.schema.json, diagnosis.schema.json, list.schema.json, survey.schema.json): keys always stand in the same order,
// whatever the order in which the values were made, and a reader gets every line as the build printed it.

import type { DiagnosisLine, DocumentHead, Report } from '../model/diagnosis.ts';
import type { ImageList, ListDocument } from '../model/image-list.ts';
import type { SurveyDocument } from '../model/survey.ts';
import { isoTime } from '../wording/time.ts';
import { jsonDocument, jsonLines } from './json-text.ts';
import { LINE_KEYS, LIST_KEYS, REPORT_KEYS, SURVEY_KEYS, type Keys, type Order } from './key-order.ts';

/** The report over any number of diagnoses, indented, with a line feed at its end. */
export function reportJson(report: Report): string {
  return document(report, REPORT_KEYS);
}

/** The diagnoses one a line, each a document of its own, so that many can be worked on one after the other. */
export function reportNdjson({ schemaVersion, generator, generatedAt, diagnoses }: Report): string {
  const lines = diagnoses.map((diagnosis) => ({ schemaVersion, generator, generatedAt, diagnosis }));
  return jsonLines(lines.map((line: DiagnosisLine) => inOrder(line, LINE_KEYS)));
}

/** The images as `list` shows them, times in ISO 8601. */
export function listJson(list: ImageList, head: DocumentHead): string {
  const images = list.images.map((image) => ({ ...image, at: isoTime(image.at) }));
  return document<ListDocument>({ ...head, images, gaps: list.gaps }, LIST_KEYS);
}

/** The survey as `survey --json` prints it. */
export function surveyJson(survey: SurveyDocument): string {
  return document(survey, SURVEY_KEYS);
}

function document<T>(value: T, keys: Keys<T>): string {
  return jsonDocument(inOrder(value, keys));
}

/** The value with its keys in this order, as far as it has them. */
export function inOrder(value: unknown, order: Order): unknown {
  if (order === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => inOrder(item, order));
  const fields = new Map<string, unknown>(Object.entries(value));
  const ordered = Object.entries(order).filter(([key]) => fields.has(key));
  return Object.fromEntries(ordered.map(([key, inner]) => [key, inOrder(fields.get(key) ?? null, inner)]));
}
