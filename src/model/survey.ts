// What a survey says of many builds: each as far as it is counted, and the causes with how often, since when and at what price. Field names
// and values are a JSON contract of their own, version 1.

import type { DocumentHead, Removed, Verdict } from './diagnosis.ts';
import type { Gap } from './evidence.ts';

/** One build as a survey counts it. Times are milliseconds since the epoch, UTC. */
export interface SurveyedBuild {
  readonly id: string | null;
  readonly region: string | null;
  readonly account: string | null;
  /** By which its account was reached, where several were asked. */
  readonly profile: string | null;
  readonly pclusterVersion: string | null;
  readonly verdict: Verdict;
  readonly fingerprint: string | null;
  readonly pattern: string | null;
  readonly title: string | null;
  /** The decisive line. */
  readonly line: string | null;
  /** First and last event of its log; null where it has none. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** How long its log went on, several streams added up. */
  readonly spentMs: number;
}

/** What many builds failed of. */
export interface SurveyedCause {
  readonly fingerprint: string;
  readonly verdict: 'recognised' | 'located';
  readonly pattern: string | null;
  readonly title: string;
  readonly line: string | null;
  readonly builds: number;
  /** ISO 8601, UTC: when a build that failed of it ended, the first and the last time. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly hours: number;
  /** Hours times the price of an hour; null where no price was given. */
  readonly cost: number | null;
  readonly versions: readonly VersionCount[];
  readonly images: readonly CountedImage[];
}

export interface CountedImage {
  readonly id: string | null;
  readonly region: string | null;
  /** Only where several were asked. */
  readonly profile?: string;
}

export interface VersionCount {
  readonly version: string | null;
  readonly builds: number;
}

export interface SurveySummary {
  readonly builds: number;
  readonly recognised: number;
  readonly located: number;
  readonly inconclusive: number;
  readonly notFailed: number;
  /** Hours of all builds, and of those that failed. */
  readonly hours: number;
  readonly hoursLost: number;
  readonly costLost: number | null;
}

export interface Counted {
  readonly summary: SurveySummary;
  /** The most frequent first; known ones and unknown ones alike. */
  readonly causes: readonly SurveyedCause[];
}

/** Where the numbers come from. */
export interface SurveySource {
  readonly kind: 'aws' | 'files';
  readonly regions: readonly string[];
  /** Each region of each account, only where several profiles were asked. */
  readonly accounts?: readonly SurveyedAccount[];
  /** Only builds that began then or later: ISO 8601, UTC. */
  readonly since: string | null;
  /** Builds whose log was read; the others were settled by Logs Insights. */
  readonly read: number;
  readonly bytesScanned: number;
}

export interface SurveyedAccount {
  readonly profile: string;
  /** Null where it has no builds that would tell. */
  readonly account: string | null;
  readonly region: string;
}

export interface Survey extends Counted {
  readonly source: SurveySource;
  readonly gaps: readonly Gap[];
}

/** What `survey --json` prints, by contract. */
export interface SurveyDocument extends DocumentHead, Survey {
  /** What was replaced by tokens; null when nothing was to be hidden. */
  readonly redaction: readonly Removed[] | null;
}
