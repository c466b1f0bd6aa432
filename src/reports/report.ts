// Puts diagnoses together to one report with its counts.

import type { Diagnosis, DocumentHead, Report, Verdict } from '../model/diagnosis.ts';

export interface ReportHead {
  readonly version: string;
  readonly catalog: { readonly patterns: number; readonly digest: string };
  /** ISO 8601, UTC: the only part of a report that differs between two runs over the same input. */
  readonly generatedAt: string;
}

/** The report over these diagnoses, in their order. */
export function makeReport(diagnoses: readonly Diagnosis[], head: ReportHead): Report {
  return { ...reportHead(head), summary: summaryOf(diagnoses), diagnoses };
}

/** The head of a report or a list. */
export function reportHead({ version, catalog, generatedAt }: ReportHead): DocumentHead {
  return { schemaVersion: '1.0', generator: { name: 'pc-doctor', version, catalog }, generatedAt };
}

function summaryOf(diagnoses: readonly Diagnosis[]): Report['summary'] {
  const having = (verdict: Verdict) => diagnoses.filter((diagnosis) => diagnosis.verdict === verdict).length;
  return {
    examined: diagnoses.length,
    recognised: having('recognised'),
    located: having('located'),
    inconclusive: having('inconclusive'),
    notFailed: having('not-failed'),
  };
}
