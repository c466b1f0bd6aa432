// The regular expressions a matcher holds, with the path to each, so that what checks them and what tests them walk the same way.

import type { Matcher } from '../model/catalog.ts';

export interface FoundExpression {
  readonly path: readonly PropertyKey[];
  readonly source: string;
}

/** Every regular expression that is searched in lines or in the names of a scope. */
export function expressionsOf(matcher: Matcher): FoundExpression[] {
  return [
    ...one(['line'], matcher.line),
    ...many('sequence', matcher.sequence),
    ...many('all', matcher.all),
    ...many('unless', matcher.unless),
    ...one(['in', 'resource'], matcher.in?.resource),
    ...one(['in', 'recipe'], matcher.in?.recipe),
    ...(matcher.any ?? []).flatMap((inner, i) =>
      expressionsOf(inner).map((found) => ({ ...found, path: ['any', i, ...found.path] })),
    ),
  ];
}

function one(path: readonly PropertyKey[], source: string | undefined): FoundExpression[] {
  return source === undefined ? [] : [{ path, source }];
}

function many(key: string, sources: readonly string[] | undefined): FoundExpression[] {
  return (sources ?? []).map((source, i) => ({ path: [key, i], source }));
}
