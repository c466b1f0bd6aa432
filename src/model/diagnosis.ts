// What the doctor says about one build, and the report over several. Field names and values are the JSON contract, version 1:
// a change here is a change of schemaVersion.

import type { RemedyKind, RemedyStep } from './catalog.ts';
import type { Changes } from './comparison.ts';
import type { Gap } from './evidence.ts';

export type Verdict = 'recognised' | 'located' | 'inconclusive' | 'not-failed';
export type Confidence = 'certain' | 'likely' | 'possible';

/** A quoted line. `text` is verbatim (after redaction), `line` 1-based or null, `time` ISO 8601 UTC or null. */
export interface Quote {
  readonly role: 'cause' | 'context' | 'consequence';
  readonly log: string;
  readonly line: number | null;
  readonly time: string | null;
  readonly text: string;
}

export interface Cause {
  /** Pattern id, or null for a cause that was only located. */
  readonly pattern: string | null;
  readonly title: string;
  readonly explanation: string;
  readonly category: string | null;
  readonly confidence: Confidence;
  readonly because: readonly string[];
  readonly captures: Readonly<Record<string, string>>;
  /** The decisive line first; it alone has the role `cause`. */
  readonly evidence: readonly Quote[];
}

export interface Alternative extends Cause {
  readonly whyNotFirst: string;
}

export interface ChainLink {
  readonly layer: string;
  readonly what: string;
  readonly evidence: readonly Quote[];
}

export interface Dismissed {
  readonly pattern: string;
  readonly line: number | null;
  readonly why: string;
}

export interface Remedy {
  readonly id: string;
  readonly kind: RemedyKind;
  readonly title: string;
  readonly applies: 'yes' | 'no' | 'unknown';
  readonly because: readonly string[];
  readonly steps: readonly RemedyStep[];
  readonly patch: Readonly<Record<string, string | number | boolean>> | null;
  readonly pitfalls: readonly string[];
  readonly expect: string | null;
  readonly references: readonly string[];
}

export interface Failure {
  readonly component: string | null;
  readonly phase: string | null;
  readonly step: string | null;
  readonly recipe: string | null;
  readonly resource: string | null;
  readonly command: string | null;
  readonly exitCode: number | null;
}

export interface ReportedImage {
  readonly id: string | null;
  readonly region: string | null;
  readonly account: string | null;
  readonly pclusterVersion: string | null;
  readonly os: string | null;
  readonly arch: string | null;
  readonly parentImage: string | null;
  /** The newest kernel that the log names, as `uname -r` prints it. */
  readonly kernel: string | null;
  readonly buildStatus: string | null;
  readonly imageStatus: string | null;
  readonly stackStatus: string | null;
  readonly statusReason: string | null;
  readonly startedAt: string | null;
  readonly failedAt: string | null;
  readonly logs: readonly {
    readonly group: string | null;
    readonly name: string;
    readonly events: number;
    readonly complete: boolean;
  }[];
  /** Text of the image configuration, where it was given or asked for. */
  readonly configuration: string | null;
  /** Where each fact was found, by its name here: a file, `the log`, `the command line`. Null where all of them come from AWS, or from one log. */
  readonly origins: Readonly<Record<string, string>> | null;
}

export interface Diagnosis {
  readonly image: ReportedImage;
  readonly verdict: Verdict;
  /** `pcd1:` and 16 hex digits for recognised and located causes, else null. */
  readonly fingerprint: string | null;
  /** What the fingerprint is made of: the first 16 hex digits of the SHA-256 over these, joined by line feeds. */
  readonly fingerprintInputs: readonly string[] | null;
  readonly failure: Failure | null;
  readonly rootCause: Cause | null;
  readonly chain: readonly ChainLink[];
  readonly alternatives: readonly Alternative[];
  readonly dismissed: readonly Dismissed[];
  readonly remedies: readonly Remedy[];
  readonly gaps: readonly Gap[];
  /** The log around the decisive line, or its end where there is none. */
  readonly logWindow: readonly Quote[];
  /** What is not as it was in the last good build; null where it was not compared with any. */
  readonly changes: Changes | null;
}

/** What every JSON document of pc-doctor begins with. */
export interface DocumentHead {
  readonly schemaVersion: '1.0';
  readonly generator: {
    readonly name: 'pc-doctor';
    readonly version: string;
    readonly catalog: { readonly patterns: number; readonly digest: string };
  };
  readonly generatedAt: string;
}

export interface Report extends DocumentHead {
  readonly summary: {
    readonly examined: number;
    readonly recognised: number;
    readonly located: number;
    readonly inconclusive: number;
    readonly notFailed: number;
  };
  /** Builds of one fingerprint, in the order in which the causes appear. */
  readonly groups: readonly Group[];
  /** What was replaced by tokens; null when nothing was to be hidden. */
  readonly redaction: readonly Removed[] | null;
  readonly diagnoses: readonly Diagnosis[];
}

/** One line of the report as NDJSON. */
export interface DiagnosisLine extends DocumentHead {
  readonly diagnosis: Diagnosis;
}

/** Builds that failed of one cause. */
export interface Group {
  readonly fingerprint: string;
  readonly verdict: Verdict;
  readonly pattern: string | null;
  readonly title: string;
  readonly images: readonly Pick<ReportedImage, 'id' | 'region'>[];
}

/** Secrets of one kind that were taken out of a report. */
export interface Removed {
  /** As in the token: `account` for `<account-1>`. */
  readonly kind: string;
  /** How many different ones. */
  readonly secrets: number;
  /** How many times they stood in it. */
  readonly places: number;
}
