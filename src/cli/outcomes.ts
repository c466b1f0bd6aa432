// What becomes of each of many builds, a few at a time: a diagnosis, or the error that kept it from being read. What fails is a value, so
// that nothing is rejected before somebody looks at it.

import PQueue from 'p-queue';
import { examine, examineSource, type Asked, type Examined } from '../doctor.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Evidence, ImageFacts } from '../model/evidence.ts';
import type { OnProgress } from '../model/progress.ts';
import type { FindOther } from './compare/other-build.ts';
import type { ConfigurationSource } from './configuration.ts';
import { evidenceOfUnread } from './unread.ts';

/** CloudWatch Logs allows some ten calls a second in an account: more builds at once would only wait for each other. */
export const BUILDS_AT_ONCE = 4;

/** A build that is to be diagnosed. */
export interface Build {
  readonly name: string;
  /** What is known of it before anything is read. */
  readonly image?: Partial<Pick<ImageFacts, 'id' | 'region'>>;
  readonly evidence: () => AsyncIterable<Evidence>;
  /** Where its configuration can be had, if anywhere. */
  readonly configuration?: ConfigurationSource;
  /** Where a build to compare it with can be had, if anywhere. */
  readonly other?: FindOther;
}

/** One that could not be read has a diagnosis that says so, unless there is no such build. */
export type Outcome = { readonly kind: 'read'; readonly diagnosis: Diagnosis } | UnreadOutcome;

export interface UnreadOutcome {
  readonly kind: 'unread';
  readonly diagnosis: Diagnosis | null;
  readonly error: unknown;
}

interface Diagnosing {
  readonly asked: Asked;
  readonly onProgress: OnProgress;
  /** Makes the diagnosis that is reported, with what is added to it. */
  readonly finish?: (examined: Examined, build: Build) => Promise<Diagnosis>;
}

const plain = async ({ diagnosis }: Examined) => diagnosis;

/** All builds at once, in their order, each as soon as it is known. */
export function outcomesOf(
  builds: readonly Build[],
  { asked, onProgress, finish = plain }: Diagnosing,
): Promise<Outcome>[] {
  const queue = new PQueue({ concurrency: BUILDS_AT_ONCE });
  let done = 0;
  return builds.map((build) =>
    queue.add(async () => {
      onProgress({ kind: 'diagnosing', image: build.name, done, of: builds.length });
      return outcomeOf(build, { asked, finish }).finally(() => (done += 1));
    }),
  );
}

/** What becomes of one. */
export async function outcomeOf(
  build: Build,
  { asked, finish = plain }: Omit<Diagnosing, 'onProgress'>,
): Promise<Outcome> {
  try {
    return { kind: 'read', diagnosis: await finish(await examineSource(build.evidence(), asked), build) };
  } catch (error) {
    const evidence = evidenceOfUnread(build, error);
    return { kind: 'unread', diagnosis: evidence && examine(evidence, asked).diagnosis, error };
  }
}
