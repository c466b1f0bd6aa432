// The survey as one HTML file: the page of the report, with a chart of the causes above them.

import type { SurveyDocument } from '../../model/survey.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import { boundedTexts } from '../bounded.ts';
import { html, htmlPage } from '../html.ts';
import { colophon } from '../telling/report.ts';
import { causesChart } from './chart.ts';
import { tellCauses, tellTotals } from './told.ts';
import { headline } from './words.ts';

export function surveyHtml(raw: SurveyDocument): string {
  const survey = boundedTexts(raw);
  const chart = survey.causes.length === 0 ? [] : [causesChart(survey.causes)];
  return htmlPage({
    title: neutraliseLine(`${headline(survey)} – pc-doctor`),
    main: [`<header>\n${html(tellTotals(survey))}\n</header>`, ...chart, html(tellCauses(survey))],
    footer: html(colophon(survey)),
  });
}
