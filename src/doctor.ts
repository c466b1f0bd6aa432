// The one path: evidence → events → matches → diagnosis → remedies. Sources give evidence piece by piece, the newest first; the
// doctor stops reading as soon as reading further back cannot change the answer.

import type { Catalog } from './catalog/catalog.ts';
import { findMatches } from './catalog/match.ts';
import { diagnoseRun } from './diagnosis/diagnose.ts';
import { joinFacts, originsOf } from './diagnosis/facts.ts';
import { complaintIn } from './dialects/complaints.ts';
import { opensStep } from './dialects/opening.ts';
import { readRun } from './dialects/run.ts';
import type { Match, Sample } from './model/catalog.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import type { Evidence, ImageFacts } from './model/evidence.ts';
import type { Run, RunEvent } from './model/run.ts';
import { remediesWithoutCause } from './remedies/none-known.ts';
import { weighRemedies } from './remedies/weigh.ts';
import { evidenceOf } from './sources/sample.ts';

export interface Asked {
  readonly catalog: Catalog;
  /** Facts given by the user; they win over what the evidence says. */
  readonly facts?: Partial<ImageFacts>;
  /** Read everything, even when the answer is already settled. */
  readonly full?: boolean;
  /** Tells lines that a good build printed too. */
  readonly isUsual?: ((event: RunEvent) => boolean) | undefined;
  /** Settle for nothing less than the whole of the failure: for reading from shorter ends than usual. */
  readonly cautious?: boolean;
}

/** What was read of a build, what its log says, and what that means. */
export interface Examined {
  readonly evidence: Evidence;
  readonly run: Run;
  readonly diagnosis: Diagnosis;
  /** True when reading further back in the log cannot change the answer. */
  readonly settled: boolean;
}

/** Diagnoses one build from a source that yields a growing picture of it. */
export async function diagnose(source: AsyncIterable<Evidence>, asked: Asked): Promise<Diagnosis> {
  return (await examineSource(source, asked)).diagnosis;
}

/** The same, with what was read for it. */
export async function examineSource(source: AsyncIterable<Evidence>, asked: Asked): Promise<Examined> {
  const reading = source[Symbol.asyncIterator]();
  try {
    return await readUntilSettled(reading, asked);
  } finally {
    await reading.return?.();
  }
}

/** Reads as far as the answer needs and leaves the reading open, so that a person can go on reading the log from there. */
export async function readUntilSettled(reading: AsyncIterator<Evidence>, asked: Asked): Promise<Examined> {
  let latest: Evidence | null = null;
  let examined: Examined | null = null;
  for (let next = await reading.next(); !next.done; next = await reading.next()) {
    latest = next.value;
    examined = asked.full || !opensStep(latest) ? null : examine(latest, asked);
    if (examined?.settled) return examined;
  }
  if (latest === null) throw new Error('a source of evidence yielded nothing, not even a gap');
  return examined ?? examine(latest, asked);
}

/** Diagnoses what has been read so far. */
export function examine(evidence: Evidence, { catalog, facts: given = {}, isUsual, cautious }: Asked): Examined {
  const run = readRun(evidence);
  const said = { given, image: evidence.image, log: run.facts };
  const facts = joinFacts(said);
  const matches = findMatches(catalog, run);
  const { diagnosis, patterns, fillings, settled } = diagnoseRun({
    evidence,
    run,
    matches,
    patterns: catalog.patterns,
    facts,
    origins: originsOf({ ...said, files: evidence.origins }),
    readComplaint: complaintIn,
    isUsual,
    cautious,
  });
  const remedies = [...weighRemedies(patterns, facts, fillings), ...remediesWithoutCause(diagnosis)];
  return {
    evidence,
    run,
    diagnosis: { ...diagnosis, remedies },
    settled: settled && remedies.every((remedy) => remedy.applies !== 'unknown'),
  };
}

/** The first half of the path over a sample: the matches in lines that really happened, since what is only echoed proves nothing. */
export function matchSample(catalog: Catalog, { text, witness }: Pick<Sample, 'text' | 'witness'>): Match[] {
  const run = readRun(evidenceOf(text, witness));
  return findMatches(catalog, run).filter((match) => run.events[match.at]?.hollow === null);
}
