// The formats a report can be written in: one row each, loaded when it is asked for.

import type { Report } from '../model/diagnosis.ts';
import type { Page } from '../reports/text/layout.ts';

export const FORMATS = ['text', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** Writes a whole report as a file holds it. */
export type Writer = (report: Report, page: Page) => string;

/** Laying out text takes libraries that JSON does not need. */
export const WRITERS: Readonly<Record<Format, () => Promise<Writer>>> = {
  text: async () => (await import('../reports/text.ts')).reportText,
  json: async () => (await import('../reports/json.ts')).reportJson,
};
