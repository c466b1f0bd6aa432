// A shorter path over two builds: both are examined, and what the good one printed too no longer decides why the other failed. What else
// differs between them goes into the diagnosis. No verdict ever needs it.

import { differences } from './comparison/changes.ts';
import { stepDurations } from './comparison/steps.ts';
import { unlikeLines } from './comparison/unlike.ts';
import { usualErrors } from './comparison/usual.ts';
import { quote } from './diagnosis/quotes.ts';
import { complaintIn } from './dialects/complaints.ts';
import { readRun } from './dialects/run.ts';
import { examine, type Asked, type Examined } from './doctor.ts';
import type { Changes, OtherBuild } from './model/comparison.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import type { Evidence, Gap } from './model/evidence.ts';
import { stepKey } from './model/watch.ts';

export { differingSettings } from './comparison/settings.ts';

/** What was read of the build to compare with. */
export interface Other {
  readonly evidence: Evidence;
  readonly configuration: string | null;
  /** Where it is known better than from its log. */
  readonly kernel: string | null;
  readonly ami: string | null;
  /** Milliseconds since the epoch, UTC. */
  readonly builtAt: number | null;
}

/** Milliseconds that each step of a build took, by `stepKey`: what a build that runs may be measured by. */
export function durationsIn({ evidence }: Pick<Other, 'evidence'>): Readonly<Record<string, number>> {
  return stepDurations(readRun(evidence), stepKey);
}

interface Compared {
  readonly failed: Examined;
  /** Its configuration, where it is known. */
  readonly configuration: string | null;
  readonly other: Other;
  /** As the failed build was asked for; of the other one nothing is given. */
  readonly asked: Asked;
}

/** The diagnosis of the failed build as the other one shows it. */
export function compare(compared: Compared): Diagnosis {
  const { failed, other, asked } = compared;
  const good = examine(other.evidence, { catalog: asked.catalog });
  const diagnosis = beside(good, failed, asked);
  const changes = changesSince(good, { ...compared, diagnosis });
  return { ...diagnosis, changes, gaps: [...diagnosis.gaps, ...gapsOf(changes.since, other.evidence)] };
}

function changesSince(
  good: Examined,
  { failed, configuration, other, diagnosis }: Compared & { readonly diagnosis: Diagnosis },
): Changes {
  const { image, failure, rootCause } = diagnosis;
  const [whole, unlike] = [isWhole(failed), unlikeQuotes(failed, good)];
  const said = [...(rootCause?.evidence ?? []), ...unlike.unlike.map((line) => line.quote)].map(({ text }) => text);
  const earlier = { ...good.diagnosis.image, kernel: other.kernel ?? good.diagnosis.image.kernel };
  return {
    since: otherBuild(good, other),
    ...differences({
      before: { image: earlier, run: good.run, whole: isWhole(good), configuration: other.configuration },
      now: { image, run: failed.run, whole, configuration, failure },
      said: said.join('\n'),
    }),
    ...unlike,
    whole,
  };
}

function gapsOf({ id }: OtherBuild, { gaps }: Evidence): Gap[] {
  return gaps.map((gap) => ({ ...gap, what: `${gap.what}, of the build to compare with (${id ?? 'without a name'})` }));
}

function isWhole({ evidence }: Examined): boolean {
  return evidence.logs.every(({ complete }) => complete);
}

/** What a pattern explains is explained, whatever a good build has printed. */
function beside(good: Examined, failed: Examined, asked: Asked): Diagnosis {
  const { verdict, failure } = failed.diagnosis;
  if (verdict !== 'located' || failure === null) return failed.diagnosis;
  const isUsual = usualErrors({ good: good.run, failed: failed.run, failing: failure, readComplaint: complaintIn });
  return isUsual ? examine(failed.evidence, { ...asked, isUsual }).diagnosis : failed.diagnosis;
}

function unlikeQuotes(failed: Examined, good: Examined): Pick<Changes, 'unlike' | 'moreUnlike'> {
  const { failure } = failed.diagnosis;
  if (failure === null) return { unlike: [], moreUnlike: 0 };
  const found = unlikeLines({ failed: failed.run, good: good.run, failing: failure, readComplaint: complaintIn });
  return {
    unlike: found.lines.map(({ at, times }) => ({ quote: quote(failed, at, 'context'), times })),
    moreUnlike: found.more,
  };
}

function otherBuild({ diagnosis, evidence }: Examined, { ami, builtAt: known }: Other): OtherBuild {
  const builtAt = known ?? evidence.lines.find(({ time }) => time !== null)?.time ?? null;
  const { image, verdict } = diagnosis;
  return {
    id: image.id ?? evidence.logs[0]?.name ?? null,
    region: image.region,
    ami,
    builtAt: builtAt === null ? null : new Date(builtAt).toISOString(),
    verdict,
  };
}
