// The findings of a check as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), for code scanning and
// editors.

import type { Checked, Finding } from '../model/checkup.ts';

interface Head {
  readonly version: string;
}

/** The document, with a line feed at its end. */
export function checkSarif({ path, findings }: Checked, { version }: Head): string {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
  const driver = {
    name: 'pc-doctor',
    semanticVersion: version,
    informationUri: 'https://github.com/aws/aws-parallelcluster',
    rules: rules.map(({ rule, level }) => ({ id: rule, defaultConfiguration: { level } })),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) =>
      result(
        finding,
        path,
        rules.findIndex(({ rule }) => rule === finding.rule),
      ),
    ),
  };
  const document = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function result({ rule, level, line, column, key, message, because }: Finding, path: string, ruleIndex: number) {
  const text = because.length > 0 ? `${message} (${because.join('; ')})` : message;
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text },
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
