// What differs between a build that failed and another one, mostly the last good one. Part of the JSON contract.

import type { Quote, Verdict } from './diagnosis.ts';

/** The build that it was compared with. */
export interface OtherBuild {
  /** Id of the image, or the file it was read from. */
  readonly id: string | null;
  readonly region: string | null;
  /** `ami-…`, where it made one that is still there. */
  readonly ami: string | null;
  /** ISO 8601, UTC. */
  readonly builtAt: string | null;
  /** `not-failed` for a good build; what another one printed counts for nothing. */
  readonly verdict: Verdict;
}

/** Something that is not as it was; null where it was not there, or is not there any more. */
export interface Change {
  readonly what: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** A setting of image-config.yaml that is not as it was, by its dotted key. What it is called may make its value a secret. */
export interface SettingChange {
  readonly setting: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** A step that took much longer, or much shorter. */
export interface DurationChange {
  readonly step: string;
  readonly beforeMs: number;
  readonly nowMs: number;
}

/** A line of the failing step that has no like in the other build. */
export interface UnlikeLine {
  readonly quote: Quote;
  /** How often it stands there, but for numbers and the like. */
  readonly times: number;
}

export interface Changes {
  readonly since: OtherBuild;
  /** ParallelCluster, kernel, parent image, release of the operating system, cookbook. */
  readonly facts: readonly Change[];
  /** Those that what failed speaks of first. */
  readonly packages: readonly Change[];
  readonly repositories: { readonly added: readonly string[]; readonly missing: readonly string[] };
  /** Null where one of the two configurations is not known. */
  readonly configuration: readonly SettingChange[] | null;
  readonly durations: readonly DurationChange[];
  /** In the order of the log. */
  readonly unlike: readonly UnlikeLine[];
  /** How many more there are. */
  readonly moreUnlike: number;
  /** False where only the end of the failed build's log was read: then packages, repositories and durations are of that part. */
  readonly whole: boolean;
}
