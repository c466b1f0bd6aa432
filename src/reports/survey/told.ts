// The survey in blocks, for Markdown and HTML.

import type { SurveyDocument, SurveyedCause } from '../../model/survey.ts';
import type { Block } from '../telling/blocks.ts';
import { causeRows, headline, parts, price, toll } from './words.ts';

/** The headline and what all of it cost. */
export function tellTotals(survey: SurveyDocument): Block[] {
  return [
    { kind: 'heading', level: 1, text: headline(survey) },
    { kind: 'paragraph', text: `${price(survey.summary)}.` },
  ];
}

/** The causes, and what could not be seen. */
export function tellCauses(survey: SurveyDocument): Block[] {
  return [
    ...parts(survey).flatMap(({ title, causes }): Block[] => [
      { kind: 'heading', level: 2, text: title },
      ...causes.flatMap(tellCause),
    ]),
    ...tellGaps(survey),
  ];
}

function tellCause(cause: SurveyedCause): Block[] {
  return [
    { kind: 'heading', level: 3, text: cause.title },
    { kind: 'paragraph', text: `${toll(cause)}.` },
    { kind: 'rows', rows: causeRows(cause) },
  ];
}

function tellGaps({ gaps }: SurveyDocument): Block[] {
  if (gaps.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What could not be seen' },
    { kind: 'items', items: gaps.map(({ what, why, toSeeIt }) => `${what}: ${why}. To see it: ${toSeeIt}`) },
  ];
}
