// The report as JUnit XML, the form that CI servers read: a test case a build. A failed build is a failure, one of which no cause could be told
// an error. Of the dialects this is Jenkins' own, which the others take as well.

import type { Diagnosis, Report } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { bounded } from './bounded.ts';
import { paletteOf } from './palette.ts';
import { diagnosisText } from './text.ts';
import { buildName, headline } from './words.ts';

/** The document, with a line feed at its end. */
export function reportJunit(report: Report): string {
  const { diagnoses, summary, generatedAt } = bounded(report);
  const counts = `tests="${summary.examined}" failures="${summary.recognised + summary.located}" errors="${summary.inconclusive}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pc-doctor" ${counts}>`,
    `<testsuite name="ParallelCluster image builds" ${counts} skipped="0" timestamp="${generatedAt.slice(0, 19)}">`,
    ...diagnoses.map(testCase),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(diagnosis: Diagnosis): string {
  const { region, pclusterVersion } = diagnosis.image;
  const suite = ['image builds', region, pclusterVersion].filter((part) => part !== null).join('.');
  const opening = `<testcase name="${attribute(buildName(diagnosis))}" classname="${attribute(suite)}"`;
  return diagnosis.verdict === 'not-failed' ? `${opening}/>` : `${opening}>\n${outcome(diagnosis)}\n</testcase>`;
}

function outcome(diagnosis: Diagnosis): string {
  const element = diagnosis.verdict === 'inconclusive' ? 'error' : 'failure';
  const type = diagnosis.rootCause?.pattern ?? diagnosis.verdict;
  const page = diagnosisText(diagnosis, { palette: paletteOf(false), width: 80 });
  return `<${element} type="${attribute(type)}" message="${attribute(headline(diagnosis))}">${escaped(page)}</${element}>`;
}

function attribute(text: string): string {
  return escaped(neutraliseLine(text)).replaceAll('"', '&quot;');
}

/** `]]>` may not stand in text either, hence `>`; what neutralising leaves are characters of XML 1.0 but for two. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
