// What a check of a configuration finds before the build.

import type { Remedy } from './diagnosis.ts';
import type { Arch, Gap } from './evidence.ts';

export interface Finding {
  /** `error`: it will fail. `warning`: it may. `note`: whether it will is not known, for want of a fact. */
  readonly level: 'error' | 'warning' | 'note';
  /** A check of the schema (`config/unknown-key`), or the id of a pattern. */
  readonly rule: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Dotted key that it is about, or null. */
  readonly key: string | null;
  readonly message: string;
  readonly because: readonly string[];
  readonly remedies: readonly Remedy[];
}

/** A configuration that was checked. */
export interface Checked {
  readonly path: string;
  readonly facts: { readonly pclusterVersion: string | null; readonly os: string | null; readonly arch: Arch | null };
  readonly findings: readonly Finding[];
  /** Facts that nobody told. */
  readonly gaps: readonly Gap[];
}
