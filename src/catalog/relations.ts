// How patterns are related, and whether the relations lead in a circle.

import type { Pattern } from '../model/catalog.ts';

/** Whether one of two patterns names the other. */
export function isRelated(a: Pattern, b: Pattern): boolean {
  return names(a, b) || names(b, a);
}

function names({ refines, leadsTo }: Pattern, { id }: Pattern): boolean {
  return refines.includes(id) || leadsTo.includes(id);
}

/** The ids from a pattern back to itself; null where its relations end. */
export function cycleThrough(
  pattern: Pattern,
  relation: 'refines' | 'leadsTo',
  patterns: readonly Pattern[],
): readonly string[] | null {
  const next = new Map(patterns.map((one) => [one.id, one[relation]]));
  const paths: (readonly string[])[] = [[pattern.id]];
  const seen = new Set<string>();
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    for (const id of next.get(path.at(-1) ?? '') ?? []) {
      if (id === pattern.id) return [...path, id];
      if (!seen.has(id)) paths.push([...path, id]);
      seen.add(id);
    }
  }
  return null;
}
