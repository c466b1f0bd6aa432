// The second path, from a remedy to a file that can be built: the configuration of a failed build with the changes that remedies ask for.
// What comes out is checked by the schema of that ParallelCluster version; a change that it would refuse is refused here, with the reason.

import type { Remedy } from './model/diagnosis.ts';
import { patchConfig } from './remedies/config-patch.ts';
import { configProblems, type ConfigProblem } from './remedies/config-problems.ts';
import type { ConfigChange } from './wording/config-yaml.ts';

export interface Wanted {
  /** The configuration that failed. */
  readonly text: string;
  /** In the order in which they are applied; where two set the same key, the later one wins. */
  readonly remedies: readonly Remedy[];
  /** Values that the user gives, for what a remedy leaves open and for whatever else should change. */
  readonly given: ConfigChange;
  readonly version: string | null;
}

export type Mended =
  | { readonly kind: 'mended'; readonly text: string; readonly change: ConfigChange }
  /** A value only the user knows: its key, and in words what is wanted. */
  | { readonly kind: 'open'; readonly keys: readonly (readonly [key: string, wanted: string])[] }
  | { readonly kind: 'refused'; readonly why: string }
  /** Nothing can be built from it, with or without the remedy. */
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigProblem[] };

/** The configuration with the changes made, or why they cannot be. */
export function mendConfig({ text, remedies, given, version }: Wanted): Mended {
  const asked: ConfigChange = Object.assign({}, ...remedies.map(({ patch }) => patch));
  const change = { ...asked, ...given };
  const open = Object.entries(change).filter(([, value]) => isOpen(value));
  if (open.length > 0) return { kind: 'open', keys: open.map(([key, value]) => [key, String(value)]) };
  const patched = patchConfig(text, change);
  if (patched.problem !== null) return { kind: 'refused', why: patched.problem };
  const problems = configProblems(patched.text, version);
  const [own] = problems.filter(({ key }) => key !== null && key in change);
  if (own) return { kind: 'refused', why: own.message };
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'mended', text: patched.text, change };
}

/** `<id of a subnet>` */
function isOpen(value: ConfigChange[string]): boolean {
  return typeof value === 'string' && /<[^<>]+>/.test(value);
}
