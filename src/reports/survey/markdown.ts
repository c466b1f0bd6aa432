// The survey in GitHub Flavored Markdown.

import type { SurveyDocument } from '../../model/survey.ts';
import { boundedTexts } from '../bounded.ts';
import { markdown } from '../markdown.ts';
import { colophon } from '../telling/report.ts';
import { tellCauses, tellTotals } from './told.ts';

export function surveyMarkdown(raw: SurveyDocument): string {
  const survey = boundedTexts(raw);
  return markdown([...tellTotals(survey), ...tellCauses(survey), ...colophon(survey)]);
}
