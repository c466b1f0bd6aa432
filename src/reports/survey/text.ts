// The survey for people at a terminal: the headline, what it cost, then the causes, the most frequent first.

import type { SurveyDocument, SurveyedCause } from '../../model/survey.ts';
import { boundedTexts } from '../bounded.ts';
import { hidden } from '../hidden.ts';
import { gaps } from '../text/evidence.ts';
import { clipped, headed, paragraph, rows, type Page } from '../text/layout.ts';
import { causeRows, headline, parts, price, toll } from './words.ts';

/** The page, with a line feed at its end. */
export function surveyText(raw: SurveyDocument, page: Page): string {
  const survey = boundedTexts(raw);
  const sections = [
    [
      ...paragraph(`${headline(survey)}.`, page, { paint: page.palette.heading }),
      ...paragraph(`${price(survey.summary)}.`, page),
    ],
    ...parts(survey).map(({ title, causes }) =>
      headed(
        title,
        causes.flatMap((cause) => causeLines(cause, page)),
        page,
      ),
    ),
    headed('What could not be seen', gaps(survey, page), page),
    survey.redaction === null || survey.redaction.length === 0
      ? []
      : paragraph(hidden(survey.redaction), page, { paint: page.palette.quiet }),
  ].filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function causeLines(cause: SurveyedCause, page: Page): string[] {
  const details = causeRows(cause).map(([label, text]) => [label, clipped(text)] as const);
  return [
    ...paragraph(`${toll(cause)}: ${cause.title}`, page, { lead: '  - ', paint: page.palette.bad }),
    ...rows(details, page, '    '),
  ];
}
