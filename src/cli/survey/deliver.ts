// How a survey leaves: on standard output and into the files that were asked for.

import type { Catalog } from '../../catalog/catalog.ts';
import type { Removed } from '../../model/diagnosis.ts';
import type { Survey, SurveyDocument } from '../../model/survey.ts';
import { reportHead } from '../../reports/report.ts';
import type { Page } from '../../reports/text/layout.ts';
import { FILE_PAGE, writeWhole } from '../deliver.ts';
import type { Format } from '../formats.ts';
import { reportHeadNow } from '../head.ts';
import type { Reading } from './survey.ts';

interface Delivered {
  readonly survey: Survey;
  readonly redaction: readonly Removed[] | null;
}

export async function deliver({ survey, redaction }: Delivered, { catalog, session }: Reading): Promise<void> {
  const document = documentOf(survey, redaction, catalog);
  const write = async (format: Format, page: Page) => (await (WRITERS[format] ?? text)())(document, page);
  const { settings, page, print } = session;
  for (const { format, path } of settings.outputs) writeWhole(path, await write(format, FILE_PAGE));
  await print(await write(settings.format, page));
}

type Writer = (survey: SurveyDocument, page: Page) => string;

const text = async (): Promise<Writer> => (await import('../../reports/survey/text.ts')).surveyText;

const WRITERS: Partial<Record<Format, () => Promise<Writer>>> = {
  text,
  json: async () => (await import('../../reports/json.ts')).surveyJson,
  markdown: async () => (await import('../../reports/survey/markdown.ts')).surveyMarkdown,
  html: async () => (await import('../../reports/survey/html.ts')).surveyHtml,
};

function documentOf(survey: Survey, redaction: Delivered['redaction'], catalog: Catalog): SurveyDocument {
  return { ...reportHead(reportHeadNow(catalog)), ...survey, redaction };
}
