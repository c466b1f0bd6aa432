// The expressions of a catalog that say something of a single line: not those of a sequence or of lines that stand together, of which one
// alone proves nothing, and not those that only rule a match out.

import type { Pattern } from '../model/catalog.ts';
import { expressionsOf } from './expressions.ts';

export interface LineExpressions {
  readonly expressions: readonly string[];
  /** Ids of the patterns that each of them belongs to, in the same order. */
  readonly patterns: readonly (readonly string[])[];
}

/** Each once, though several patterns may have it. */
export function lineExpressions(patterns: readonly Pattern[]): LineExpressions {
  const ids = new Map<string, string[]>();
  for (const { id, match } of patterns) {
    for (const { path, source } of expressionsOf(match)) {
      if (path.at(-1) === 'line') ids.set(source, [...(ids.get(source) ?? []), id]);
    }
  }
  return { expressions: [...ids.keys()], patterns: [...ids.values()] };
}
