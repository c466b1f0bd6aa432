// A diagnosis as text for people: the conclusion first, then what proves it, then what to do; what was ruled out and what could not
// be seen come last, except where that is the conclusion. It fits 80 columns and reads the same without colour.

import type { Diagnosis, Group, Report, Verdict } from '../model/diagnosis.ts';
import { count, listed } from '../wording/counts.ts';
import { boundedDiagnosis, boundedTexts } from './bounded.ts';
import { hidden } from './hidden.ts';
import { changes } from './text/changes.ts';
import { banner, conclusion, knownOfImage, status, whatFailed } from './text/conclusion.ts';
import { alternatives, chain, dismissed, evidence, gaps } from './text/evidence.ts';
import { headed, paragraph, wrapped, type Page } from './text/layout.ts';
import { remedies, remedyTitles } from './text/remedies.ts';

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
const CHANGES: Part = { title: null, lines: changes };
const REMEDIES: Part = { title: null, lines: remedies };
const CHAIN: Part = { title: 'How it came to this', lines: chain };
const ALTERNATIVES: Part = { title: 'Also possible', lines: alternatives };
const DISMISSED: Part = { title: 'Looks like a cause, but is not', lines: dismissed };
const GAPS: Part = { title: 'What could not be seen', lines: gaps };

const WITH_CAUSE = [CONCLUSION, WHAT_FAILED, EVIDENCE, CHANGES, REMEDIES, CHAIN, ALTERNATIVES, DISMISSED, GAPS];

/** The parts of each verdict, in reading order. */
const PARTS: Readonly<Record<Verdict, readonly Part[]>> = {
  recognised: WITH_CAUSE,
  located: WITH_CAUSE,
  inconclusive: [CONCLUSION, GAPS, WHERE_IT_STOOD, STATUS, CHANGES, REMEDIES, CHAIN, ALTERNATIVES, DISMISSED],
  'not-failed': [CONCLUSION, STATUS, CHANGES, GAPS, DISMISSED],
};

/** On a screen that has another one for remedies. */
const REMEDY_TITLES: Part = { title: 'What to do', lines: remedyTitles };

/** The page of one diagnosis, with a line feed at its end. Everything that came from outside is bounded. */
export function diagnosisText(raw: Diagnosis, page: Page): string {
  const diagnosis = boundedDiagnosis(raw);
  return `${joined([banner(diagnosis, page), ...bodies(diagnosis, PARTS[diagnosis.verdict], page)]).join('\n')}\n`;
}

/** The same for a screen that names the build in its frame and shows the remedies in full elsewhere. */
export function diagnosisLines(raw: Diagnosis, page: Page): string[] {
  const diagnosis = boundedDiagnosis(raw);
  const parts = PARTS[diagnosis.verdict].map((part) => (part === REMEDIES ? REMEDY_TITLES : part));
  return joined([...bodies(diagnosis, parts, page), knownOfImage(diagnosis, page)]);
}

function bodies(diagnosis: Diagnosis, parts: readonly Part[], page: Page): string[][] {
  return parts.map(({ title, lines }) => headed(title, lines(diagnosis, page), page));
}

/** The parts that have lines, a blank line between them. */
function joined(parts: readonly (readonly string[])[]): string[] {
  return parts.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** All pages of a report, and what is said of all of them. */
export function reportText(report: Report, page: Page): string {
  const pages = report.diagnoses.map((diagnosis) => diagnosisText(diagnosis, page));
  const closing = closingText(report, page);
  return [...pages, ...(closing === '' ? [] : [closing])].join('\n');
}

/** Over several builds the counts and the causes that they share, and what was hidden; empty where there is nothing to say. */
export function closingText(report: Report, page: Page): string {
  const { summary, groups, redaction } = report;
  const shared = boundedTexts(groups).filter(({ images }) => images.length > 1);
  const parts = [
    summary.examined > 1 ? wrapped(summaryLine(summary), page.width) : [],
    headed(
      'Shared causes',
      shared.flatMap((group) => groupLines(group, page)),
      page,
    ),
    redaction === null || redaction.length === 0
      ? []
      : paragraph(hidden(redaction), page, { paint: page.palette.quiet }),
  ];
  return parts.some((lines) => lines.length > 0) ? `${joined(parts).join('\n')}\n` : '';
}

function groupLines({ title, images, fingerprint }: Group, page: Page): string[] {
  const names = images.slice(0, MOST_NAMES).map(({ id }) => id ?? 'a build without a name');
  const more = images.length - names.length;
  return [
    ...paragraph(`${count(images.length, 'build')}: ${title} (${fingerprint})`, page, { lead: '  - ' }),
    ...paragraph(listed([...names, ...(more > 0 ? [`${more} more`] : [])]), page, {
      lead: '    ',
      paint: page.palette.quiet,
    }),
  ];
}

const MOST_NAMES = 12;

/** `3 builds examined: 2 recognised, 1 inconclusive.` */
function summaryLine({ examined, recognised, located, inconclusive, notFailed }: Report['summary']): string {
  const counts = [
    `${recognised} recognised`,
    `${located} located`,
    `${inconclusive} inconclusive`,
    `${notFailed} not failed`,
  ].filter((words) => !words.startsWith('0 '));
  return `${count(examined, 'build')} examined: ${counts.join(', ')}.`;
}
