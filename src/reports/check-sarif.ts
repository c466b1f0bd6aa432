// The findings of a check as SARIF, for code scanning and editors.

import type { Result } from 'sarif';
import type { Checked, Finding } from '../model/checkup.ts';
import { plainMessage, sarifDocument } from './sarif-document.ts';

interface Head {
  readonly version: string;
}

/** The document, with a line feed at its end. */
export function checkSarif({ path, findings }: Checked, { version }: Head): string {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
  const ids = rules.map(({ rule }) => rule);
  return sarifDocument({
    version,
    rules: rules.map(({ rule, level }) => ({ id: rule, defaultConfiguration: { level } })),
    results: findings.map((finding) => result(finding, path, ids.indexOf(finding.rule))),
  });
}

function result(
  { rule, level, line, column, key, message, because }: Finding,
  path: string,
  ruleIndex: number,
): Result {
  const text = because.length > 0 ? `${message} (${because.join('; ')})` : message;
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: plainMessage(text) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(path) },
          region: { startLine: line, startColumn: column },
        },
        ...(key !== null && { logicalLocations: [{ fullyQualifiedName: key }] }),
      },
    ],
    partialFingerprints: { 'pcDoctor/v1': [rule, key ?? ''].join('|') },
  };
}
