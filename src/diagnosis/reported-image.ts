// The image as the report shows it: facts in their outward form, times as ISO 8601 UTC.

import type { Evidence, FactOrigins, ImageFacts } from '../model/evidence.ts';
import type { ReportedImage } from '../model/diagnosis.ts';
import type { Run } from '../model/run.ts';

interface Known {
  readonly facts: ImageFacts;
  readonly evidence: Evidence;
  readonly run: Run;
  readonly origins: FactOrigins | null;
}

export function reportedImage({ facts, evidence, run, origins }: Known): ReportedImage {
  const { osVersion: _, startedAt, failedAt, ...rest } = facts;
  return {
    ...rest,
    kernel: run.facts.kernel,
    startedAt: iso(startedAt),
    failedAt: iso(failedAt ?? endOf(run)),
    logs: evidence.logs.map(({ group, name, events, complete }) => ({ group, name, events, complete })),
    configuration: null,
    origins,
  };
}

function endOf(run: Run): number | null {
  if (run.ending !== 'failed' || run.endingAt === null) return null;
  return run.events[run.endingAt]?.line.time ?? null;
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
