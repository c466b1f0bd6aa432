// The formats a report can be written in: one row each, loaded when it is asked for.

import type { Pattern } from '../model/catalog.ts';
import type { Report } from '../model/diagnosis.ts';
import type { Page } from '../reports/text/layout.ts';

export const FORMATS = [
  'text',
  'json',
  'ndjson',
  'markdown',
  'html',
  'sarif',
  'junit',
  'github',
  'jira',
  'servicenow',
  'pagerduty',
  'slack',
] as const;
export type Format = (typeof FORMATS)[number];

/** Commands that are not named here report on builds and know every format. */
const FORMATS_OF: Readonly<Record<string, readonly Format[]>> = {
  list: ['text', 'json'],
  check: ['text', 'json', 'sarif'],
  fix: ['text', 'json'],
  bundle: ['text', 'json'],
  survey: ['text', 'json', 'markdown', 'html'],
  cache: ['text'],
  watch: ['text', 'json', 'ndjson'],
  patterns: ['text', 'json'],
};

/** The formats that a command can write. */
export function formatsOf(command: string): readonly Format[] {
  return FORMATS_OF[command] ?? FORMATS;
}

/** What a writer may need besides the report. */
export interface Manner {
  readonly page: Page;
  /** The catalog the report was made with. */
  readonly patterns: readonly Pattern[];
}

/** Writes a whole report as a file holds it. */
export type Writer = (report: Report, manner: Manner) => string;

/** Each format brings libraries and code that the others do not need. */
export const WRITERS: Readonly<Record<Format, () => Promise<Writer>>> = {
  text: async () => {
    const { reportText } = await import('../reports/text.ts');
    return (report, { page }) => reportText(report, page);
  },
  json: async () => (await import('../reports/json.ts')).reportJson,
  ndjson: async () => (await import('../reports/json.ts')).reportNdjson,
  markdown: async () => (await import('../reports/markdown.ts')).reportMarkdown,
  html: async () => (await import('../reports/html.ts')).reportHtml,
  sarif: async () => {
    const { reportSarif } = await import('../reports/sarif.ts');
    return (report, { patterns }) => reportSarif(report, patterns);
  },
  junit: async () => (await import('../reports/junit.ts')).reportJunit,
  github: async () => (await import('../reports/github.ts')).reportGithub,
  jira: async () => (await import('../reports/jira.ts')).reportJira,
  servicenow: async () => (await import('../reports/servicenow.ts')).reportServiceNow,
  pagerduty: async () => (await import('../reports/pagerduty.ts')).reportPagerDuty,
  slack: async () => (await import('../reports/slack.ts')).reportSlack,
};

const WITH_CONFIGURATION: readonly Format[] = ['markdown', 'html', 'github', 'jira'];

/** Whether any of them shows the configuration of a build; reading it costs two calls. */
export function showConfiguration(formats: readonly Format[]): boolean {
  return formats.some((format) => WITH_CONFIGURATION.includes(format));
}
