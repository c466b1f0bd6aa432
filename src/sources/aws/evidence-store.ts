// Where evidence of builds that are over is kept from one run to the next. It is only ever a shortcut: a store that has lost what it was given,
// or could not take it, changes no answer.

import type { Evidence } from '../../model/evidence.ts';

/** What a build is called. Rebuilding it, or another account, makes another build of the same name. */
export interface BuildName {
  readonly id: string;
  readonly region: string;
}

export interface BuildKey extends BuildName {
  /** Which build of that name it is, and whom we asked: equal only where AWS would tell the same again. */
  readonly identity: string;
}

export interface EvidenceStore {
  /** Whether anything is kept of any build of that name. */
  readonly mayHave: (name: BuildName) => boolean;
  readonly recall: (key: BuildKey) => Promise<Evidence | null>;
  /** In the place of what was kept of the same build. */
  readonly keep: (key: BuildKey, evidence: Evidence) => Promise<void>;
}
