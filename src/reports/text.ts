// A diagnosis as text for people: the conclusion first, then what proves it, then what to do; what was ruled out and what could not
// be seen come last, except where that is the conclusion. It fits 80 columns and reads the same without colour.

import type { Diagnosis, Report, Verdict } from '../model/diagnosis.ts';
import { count } from '../wording/counts.ts';
import { eachString } from '../wording/each-string.ts';
import { neutralise } from '../wording/neutralise.ts';
import { banner, conclusion, status, whatFailed } from './text/conclusion.ts';
import { alternatives, chain, dismissed, evidence, gaps } from './text/evidence.ts';
import { headed, type Page } from './text/layout.ts';
import { remedies } from './text/remedies.ts';

/** A part of the page; one without lines is left out. */
interface Part {
  readonly title: string | null;
  readonly lines: (diagnosis: Diagnosis, page: Page) => string[];
}

const CONCLUSION: Part = { title: null, lines: conclusion };
const WHAT_FAILED: Part = { title: 'What failed', lines: whatFailed };
const WHERE_IT_STOOD: Part = { ...WHAT_FAILED, title: 'Where it stood' };
const STATUS: Part = { title: 'Status', lines: status };
const EVIDENCE: Part = { title: 'The line that decides', lines: evidence };
const REMEDIES: Part = { title: null, lines: remedies };
const CHAIN: Part = { title: 'How it came to this', lines: chain };
const ALTERNATIVES: Part = { title: 'Also possible', lines: alternatives };
const DISMISSED: Part = { title: 'Looks like a cause, but is not', lines: dismissed };
const GAPS: Part = { title: 'What could not be seen', lines: gaps };

const WITH_CAUSE = [CONCLUSION, WHAT_FAILED, EVIDENCE, REMEDIES, CHAIN, ALTERNATIVES, DISMISSED, GAPS];

/** The parts of each verdict, in reading order. */
const PARTS: Readonly<Record<Verdict, readonly Part[]>> = {
  recognised: WITH_CAUSE,
  located: WITH_CAUSE,
  inconclusive: [CONCLUSION, GAPS, WHERE_IT_STOOD, STATUS, REMEDIES, CHAIN, ALTERNATIVES, DISMISSED],
  'not-failed': [CONCLUSION, STATUS, GAPS, DISMISSED],
};

/** The page of one diagnosis, with a line feed at its end. Everything that came from outside is neutralised. */
export function diagnosisText(raw: Diagnosis, page: Page): string {
  const diagnosis = eachString(raw, neutralise);
  const parts = PARTS[diagnosis.verdict].map(({ title, lines }) => headed(title, lines(diagnosis, page), page));
  return `${[banner(diagnosis, page), ...parts]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** All pages of a report; over several builds, with the counts at the end. */
export function reportText({ diagnoses, summary }: Report, page: Page): string {
  const pages = diagnoses.map((diagnosis) => diagnosisText(diagnosis, page));
  return [...pages, ...(summary.examined > 1 ? [summaryText(summary)] : [])].join('\n');
}

/** `3 builds examined: 2 recognised, 1 inconclusive.` */
export function summaryText({ examined, recognised, located, inconclusive, notFailed }: Report['summary']): string {
  const counts = [
    `${recognised} recognised`,
    `${located} located`,
    `${inconclusive} inconclusive`,
    `${notFailed} not failed`,
  ].filter((words) => !words.startsWith('0 '));
  return `${count(examined, 'build')} examined: ${counts.join(', ')}.\n`;
}
