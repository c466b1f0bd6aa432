// Puts diagnoses together to one report: its counts, the causes with the builds that failed of each, and what was hidden.

import type { Diagnosis, DocumentHead, Group, Report, Verdict } from '../model/diagnosis.ts';

export interface ReportHead {
  readonly version: string;
  readonly catalog: { readonly patterns: number; readonly digest: string };
  /** ISO 8601, UTC: the only part of a report that differs between two runs over the same input. */
  readonly generatedAt: string;
}

/** The report over these diagnoses, in their order; `redaction` is what was hidden in them. */
export function makeReport(
  diagnoses: readonly Diagnosis[],
  head: ReportHead,
  redaction: Report['redaction'] = null,
): Report {
  return { ...reportHead(head), summary: summaryOf(diagnoses), groups: groupsOf(diagnoses), redaction, diagnoses };
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

function groupsOf(diagnoses: readonly Diagnosis[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { fingerprint, verdict, rootCause, image } of diagnoses) {
    if (fingerprint === null) continue;
    const { images, ...group } = groups.get(fingerprint) ?? {
      fingerprint,
      verdict,
      pattern: rootCause?.pattern ?? null,
      title: rootCause?.title ?? '',
      images: [],
    };
    groups.set(fingerprint, { ...group, images: [...images, { id: image.id, region: image.region }] });
  }
  return [...groups.values()];
}
