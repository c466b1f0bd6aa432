// The one path: evidence → events → matches → diagnosis → remedies. Sources give evidence piece by piece, the newest first; the
// doctor stops reading as soon as reading further back cannot change the answer.

import type { Catalog } from './catalog/catalog.ts';
import { findMatches } from './catalog/match.ts';
import { diagnoseRun } from './diagnosis/diagnose.ts';
import { joinFacts } from './diagnosis/facts.ts';
import { complaintIn } from './dialects/complaints.ts';
import { opensStep } from './dialects/opening.ts';
import { readRun } from './dialects/run.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import type { Evidence, ImageFacts } from './model/evidence.ts';
import { remediesWithoutCause } from './remedies/none-known.ts';
import { weighRemedies } from './remedies/weigh.ts';

export interface Asked {
  readonly catalog: Catalog;
  /** Facts given by the user; they win over what the evidence says. */
  readonly facts?: Partial<ImageFacts>;
  /** Read everything, even when the answer is already settled. */
  readonly full?: boolean;
}

/** Diagnoses one build from a source that yields a growing picture of it. */
export async function diagnose(source: AsyncIterable<Evidence>, asked: Asked): Promise<Diagnosis> {
  let latest: Evidence | null = null;
  for await (const evidence of source) {
    latest = evidence;
    if (asked.full || !opensStep(evidence)) continue;
    const { diagnosis, settled } = examine(evidence, asked);
    if (settled) return diagnosis;
  }
  if (latest === null) throw new Error('a source of evidence yielded nothing, not even a gap');
  return examine(latest, asked).diagnosis;
}

interface Examined {
  readonly diagnosis: Diagnosis;
  readonly settled: boolean;
}

/** Diagnoses what has been read so far. */
export function examine(evidence: Evidence, { catalog, facts: given = {} }: Asked): Examined {
  const run = readRun(evidence);
  const facts = joinFacts({ given, image: evidence.image, log: run.facts });
  const matches = findMatches(catalog, run);
  const { diagnosis, patterns, fillings, settled } = diagnoseRun({
    evidence,
    run,
    matches,
    facts,
    readComplaint: complaintIn,
  });
  const remedies = [...weighRemedies(patterns, facts, fillings), ...remediesWithoutCause(diagnosis)];
  return {
    diagnosis: { ...diagnosis, remedies },
    settled: settled && remedies.every((remedy) => remedy.applies !== 'unknown'),
  };
}
