// Two tables of names and values side by side.

import type { Change } from '../model/comparison.ts';

type Table = ReadonlyMap<string, string>;

/** What has another value, or is only in one of them; in the order of the names. */
export function changesOf(before: Table, now: Table): Change[] {
  const names = [...new Set([...before.keys(), ...now.keys()])].sort();
  return names
    .map((what) => ({ what, before: before.get(what) ?? null, now: now.get(what) ?? null }))
    .filter((change) => change.before !== change.now);
}
