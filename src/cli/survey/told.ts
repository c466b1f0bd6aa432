// What a survey keeps of one build. A diagnosis with all that it quotes is a hundred times as large: of ten thousand builds only this is in
// memory, and only this crosses from thread to thread.

import type { Asked } from '../../doctor.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Gap } from '../../model/evidence.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import { isLogUnread } from '../../sources/aws/log-tail.ts';
import { spansOf, surveyedBuild, uncounted, type Span } from '../../survey.ts';
import { outcomeOf, type Build, type UnreadOutcome } from '../outcomes.ts';

export interface Told {
  /** Null where there is no such build. */
  readonly build: SurveyedBuild | null;
  /** What kept its cause from being told. */
  readonly why: Gap | null;
  /** False where it was enough to see how its log ended. */
  readonly isRead: boolean;
  /** Why nothing of it could be read. */
  readonly unread: UnreadOutcome | null;
}

/** A build that is to be read. */
export interface ToRead extends Build {
  /** By which its account was reached, where several were asked. */
  readonly profile?: string | null;
  /** When its logs begin and end, where that is known without having read all of them. */
  readonly spans?: (diagnosis: Diagnosis) => readonly Span[];
}

/** Diagnoses a build. What goes wrong with it is told, never thrown. */
export async function tell(toRead: ToRead, asked: Asked): Promise<Told> {
  const { build, seen } = watched(toRead);
  const outcome = await outcomeOf(build, { asked });
  const unread = outcome.kind === 'unread' ? outcome : null;
  const { diagnosis } = outcome;
  if (diagnosis === null) return { build: null, why: null, isRead: true, unread };
  const surveyed = surveyedBuild(diagnosis, toRead.spans?.(diagnosis) ?? seen);
  const counted = countable(diagnosis, { ...surveyed, profile: toRead.profile ?? null });
  return { build: counted, why: counted.verdict === 'inconclusive' ? whyOf(diagnosis) : null, isRead: true, unread };
}

interface Watched {
  readonly build: Build;
  /** When the logs that were read begin and end. */
  readonly seen: readonly Span[];
}

/** Only the evidence knows when a log began; the diagnosis has no place for it. */
function watched(build: Build): Watched {
  const seen: Span[] = [];
  async function* evidence() {
    for await (const one of build.evidence()) {
      seen.splice(0, seen.length, ...spansOf(one));
      yield one;
    }
  }
  return { build: { ...build, evidence }, seen };
}

/** What is recognised in the end of a log stays so, whatever its beginning says; what is only located does not. */
function countable({ verdict, gaps, image }: Diagnosis, build: SurveyedBuild): SurveyedBuild {
  const isRead = image.logs.some(({ group, events }) => group !== null && events > 0);
  const isSure = verdict === 'not-failed' || (verdict === 'recognised' && isRead);
  return isSure || !gaps.some(isLogUnread) ? build : uncounted(build);
}

function whyOf({ gaps }: Diagnosis): Gap | null {
  return gaps.find(isLogUnread) ?? gaps[0] ?? null;
}
