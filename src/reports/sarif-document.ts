// A SARIF 2.1.0 document (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) around the results of one run.

import type { Log, ReportingDescriptor, Result } from 'sarif';
import { jsonDocument } from './json-text.ts';

interface Findings {
  readonly version: string;
  readonly rules: readonly ReportingDescriptor[];
  readonly results: readonly Result[];
}

/** The document, with a line feed at its end. */
export function sarifDocument({ version, rules, results }: Findings): string {
  const driver = {
    name: 'pc-doctor',
    semanticVersion: version,
    informationUri: 'https://github.com/aws/aws-parallelcluster',
    rules: [...rules],
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results: [...results] }],
  };
  return jsonDocument(log);
}

/** Text in which SARIF finds neither a link nor a placeholder (§3.11.5, §3.11.6). */
export function plainMessage(text: string): string {
  return text.replace(/[\\[\]]/g, String.raw`\$&`).replace(/[{}]/g, '$&$&');
}
