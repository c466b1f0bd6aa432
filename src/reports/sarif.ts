// The report as SARIF 2.1.0, for code scanning and for viewers of such files: a result a build, a rule a cause, with what the catalog says of it. Lines
// of a log stand as snippets, which SARIF takes as they are.

import type { Location, ReportingDescriptor, Result } from 'sarif';
import type { Pattern } from '../model/catalog.ts';
import type { Diagnosis, Quote, Report, Verdict } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { bounded } from './bounded.ts';
import { plainMessage, sarifDocument } from './sarif-document.ts';
import { isWebAddress } from './telling/blocks.ts';
import { buildName, certainty, headline, spineOf } from './words.ts';

/** `patterns`: the catalog the report was made with. */
export function reportSarif(report: Report, patterns: readonly Pattern[]): string {
  const { diagnoses, generator } = bounded(report);
  const ids = [...new Set(diagnoses.map(ruleOf))];
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  return sarifDocument({
    version: generator.version,
    rules: ids.map((id) => rule(id, known.get(id))),
    results: diagnoses.map((diagnosis) => result(diagnosis, ids)),
  });
}

function ruleOf({ rootCause, verdict }: Diagnosis): string {
  return rootCause?.pattern ?? verdict;
}

const WITHOUT_PATTERN: Readonly<Record<string, string>> = {
  located: 'A failure that no pattern of the catalog explains',
  inconclusive: 'A build of which no cause could be told',
  'not-failed': 'A build that did not fail',
};

function rule(id: string, pattern: Pattern | undefined): ReportingDescriptor {
  if (pattern === undefined) return { id, shortDescription: { text: WITHOUT_PATTERN[id] ?? id } };
  const [help] = [pattern.knownIssue, ...pattern.references].filter((url) => url !== null && isWebAddress(url));
  return {
    id,
    shortDescription: { text: withoutCaptures(pattern.title) },
    fullDescription: { text: withoutCaptures(pattern.explanation) },
    ...(help !== undefined && help !== null && { helpUri: help }),
    help: { text: pattern.remedies.map(({ title }) => `- ${title}`).join('\n') || 'No remedy is known.' },
    defaultConfiguration: { level: 'error' },
    properties: { tags: [...new Set([pattern.category, pattern.layer])] },
  };
}

/** A rule speaks of no build in particular. */
function withoutCaptures(template: string): string {
  return plainMessage(template.trim().replace(/\{[a-zA-Z_]\w*\}/g, '…'));
}

/** Only what fails has a level (§3.27.10). */
const KINDS: Readonly<Record<Verdict, Pick<Result, 'kind' | 'level'>>> = {
  recognised: { kind: 'fail', level: 'error' },
  located: { kind: 'fail', level: 'error' },
  inconclusive: { kind: 'open', level: 'none' },
  'not-failed': { kind: 'pass', level: 'none' },
};

function result(diagnosis: Diagnosis, ids: readonly string[]): Result {
  const { verdict, rootCause, fingerprint, failure, image, remedies } = diagnosis;
  const [decisive, ...context] = rootCause?.evidence ?? [];
  const spine = failure === null ? [] : spineOf(failure);
  const ruleId = ruleOf(diagnosis);
  return {
    ruleId,
    ruleIndex: ids.indexOf(ruleId),
    ...KINDS[verdict],
    message: { text: plainMessage(messageOf(diagnosis)) },
    locations: [
      {
        ...(decisive !== undefined && location(decisive, diagnosis)),
        logicalLocations: [
          { name: buildName(diagnosis), fullyQualifiedName: [buildName(diagnosis), ...spine].join('/') },
        ],
      },
    ],
    ...(context.length > 0 && { relatedLocations: context.map((quote) => location(quote, diagnosis)) }),
    ...(fingerprint !== null && { partialFingerprints: { 'pcDoctor/v1': fingerprint } }),
    properties: {
      region: image.region,
      pclusterVersion: image.pclusterVersion,
      os: image.os,
      arch: image.arch,
      failedAt: image.failedAt,
      remedies: remedies.filter(({ applies }) => applies !== 'no').map(({ title }) => title),
    },
  };
}

function messageOf(diagnosis: Diagnosis): string {
  const { rootCause, gaps } = diagnosis;
  const said = rootCause === null ? gaps.map(({ what, why }) => `${what}: ${why}`) : [certainty(rootCause)];
  return [`${buildName(diagnosis)}: ${headline(diagnosis)}`, ...said].join('\n');
}

function location({ log, line, text }: Quote, { image }: Diagnosis): Location {
  const group = image.logs.find(({ name }) => name === log)?.group ?? null;
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(group === null ? log : `${group}/${log}`) },
      ...(line !== null && { region: { startLine: line, snippet: { text } } }),
    },
    ...(line === null && { message: { text: plainMessage(text) } }),
  };
}

/** A group and its stream as a path. */
function relativeUri(name: string): string {
  return neutraliseLine(name).split('/').filter(Boolean).map(encodeURIComponent).join('/') || '-';
}
