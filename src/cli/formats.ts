// The formats a report can be written in: one row each.

import type { Report } from '../model/diagnosis.ts';
import { reportJson } from '../reports/json.ts';
import { reportText } from '../reports/text.ts';
import type { Page } from '../reports/text/layout.ts';

export const FORMATS = ['text', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** A whole report as a file holds it. */
export const WRITERS: Readonly<Record<Format, (report: Report, page: Page) => string>> = {
  text: reportText,
  json: reportJson,
};
