// What the catalog knows: patterns as they are after loading, and the matches they make. How a pattern is written down is the
// business of catalog/schema.ts and patterns/README.md.

import type { Channel } from './run.ts';
import type { Arch, Witness } from './evidence.ts';

export const PATTERN_KINDS = ['cause', 'consequence', 'symptom', 'benign'] as const;
type PatternKind = (typeof PATTERN_KINDS)[number];

/** Conditions on the build; every one that is given must hold. The same grammar serves `affects` and a remedy's `when`. */
export interface Conditions {
  /** A semver range over ParallelCluster versions: `>=3.3.0 <=3.4.1`. */
  readonly pcluster?: string | undefined;
  /** ParallelCluster OS names; `rocky9` also covers its minor releases, `rocky9.4` only that one. */
  readonly os?: readonly string[] | undefined;
  readonly arch?: readonly Arch[] | undefined;
}

export interface Scope {
  readonly channel?: readonly Channel[] | undefined;
  readonly component?: readonly string[] | undefined;
  readonly step?: readonly string[] | undefined;
  /** Regular expressions on the Chef resource and recipe of the failure the line stands in. */
  readonly resource?: string | undefined;
  readonly recipe?: string | undefined;
}

/** A matcher over lines. Exactly one of line, sequence, all, any is given; `unless` and `in` narrow it. */
export interface Matcher {
  readonly line?: string | undefined;
  /** Lines in this order. The last is the decisive one unless `decisive` (0-based) says otherwise. */
  readonly sequence?: readonly string[] | undefined;
  /** Lines in any order; the first of the list is the decisive one unless `decisive` says otherwise. */
  readonly all?: readonly string[] | undefined;
  readonly any?: readonly Matcher[] | undefined;
  readonly decisive?: number | undefined;
  /** How many lines a sequence or `all` may span (default 60), or `block` for the Chef error block the lines share. */
  readonly within?: number | 'block' | undefined;
  /** No line within the same reach may match any of these. */
  readonly unless?: readonly string[] | undefined;
  readonly in?: Scope | undefined;
}

export const REMEDY_KINDS = [
  'upgrade',
  'patched-cookbook',
  'config-change',
  'parent-image',
  'permission',
  'quota',
  'command',
  'retry',
  'none-known',
] as const;

export type RemedyKind = (typeof REMEDY_KINDS)[number];

export interface RemedyStep {
  readonly text: string;
  readonly command: string | null;
}

export interface CatalogRemedy {
  readonly id: string;
  readonly kind: RemedyKind;
  readonly title: string;
  readonly when: Conditions;
  /** What to say instead where `when` does not hold, most specific first. */
  readonly otherwise: readonly { readonly when: Conditions; readonly say: string }[];
  readonly steps: readonly RemedyStep[];
  /** Dotted keys of image-config.yaml and their new values. */
  readonly patch: Readonly<Record<string, string | number | boolean>> | null;
  readonly pitfalls: readonly string[];
  /** What the next log should show when the remedy worked. */
  readonly expect: string | null;
  readonly references: readonly string[];
}

/** A condition on one key of an image configuration; `is` or `begins` is given. */
export interface ConfigRule {
  readonly key: string;
  readonly is?: 'absent' | 'present' | boolean | number | undefined;
  readonly begins?: readonly string[] | undefined;
}

/** When a failure can be foreseen before the build. */
export interface BeforeBuild {
  readonly outcome: 'fails' | 'may-fail';
  readonly says: string;
  readonly when: Conditions;
  readonly config: readonly ConfigRule[];
}

export interface Sample {
  /** Which witness says the text. */
  readonly witness: Witness;
  readonly text: string;
  /** Captures the match must yield. */
  readonly captures: Readonly<Record<string, string>>;
  readonly why: string | null;
}

export interface Pattern {
  /** `os-packages/mysql-client-downgrade`; the path of its file. */
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly explanation: string;
  readonly kind: PatternKind;
  /** The layer whose text it reads: `package-manager`, `chef`, `stack`, … */
  readonly layer: string;
  /** It names a class: what tells two failures of it apart is their decisive line. */
  readonly general: boolean;
  readonly match: Matcher;
  readonly affects: Conditions;
  /** When the world outside changed so that an unchanged build began to fail: ISO date and what happened. */
  readonly since: { readonly date: string; readonly what: string } | null;
  readonly knownIssue: string | null;
  readonly beforeBuild: BeforeBuild | null;
  readonly refines: readonly string[];
  readonly leadsTo: readonly string[];
  readonly remedies: readonly CatalogRemedy[];
  readonly references: readonly string[];
  readonly hits: readonly Sample[];
  readonly misses: readonly Sample[];
}

/** One pattern found at one place of a run. */
export interface Match {
  readonly pattern: Pattern;
  /** Event (index into `Run.events`) that decides. */
  readonly at: number;
  /** Other events that take part, in order. */
  readonly context: readonly number[];
  readonly captures: Readonly<Record<string, string>>;
}
