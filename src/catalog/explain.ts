// Why a pattern matches a run or does not, expression by expression.

import type { Match, Pattern } from '../model/catalog.ts';
import type { Run } from '../model/run.ts';
import { catalogOf } from './catalog.ts';
import { expressionsOf } from './expressions.ts';
import { findMatches } from './match.ts';
import { captures, searchable } from './scan.ts';

export interface ExplainedExpression {
  /** `match.any.0.sequence.1` */
  readonly path: string;
  readonly source: string;
  /** Events in which it is found; for a scope none, since it is searched in names. */
  readonly at: readonly number[];
  /** Names of resources and recipes in which a scope is found; null for what is searched in lines. */
  readonly names: readonly string[] | null;
}

export interface Explained {
  readonly expressions: readonly ExplainedExpression[];
  /** Matches of the whole, in the order of the log; whether they count is judged elsewhere. */
  readonly matches: readonly Match[];
}

/** What of a pattern is found in a run. */
export function explainPattern(pattern: Pattern, run: Run): Explained {
  const lines = searchable(run.events.map(({ body }) => body));
  const expressions = expressionsOf(pattern.match).map(({ path, source }): ExplainedExpression => {
    const scope = path.at(-2) === 'in' ? path.at(-1) : undefined;
    return {
      path: ['match', ...path].map(String).join('.'),
      source,
      at: scope === undefined ? lines.positions(source) : [],
      names: scope === undefined ? null : scopeNames(run, scope).filter((name) => captures(source, name) !== null),
    };
  });
  return { expressions, matches: findMatches(catalogOf([pattern]), run) };
}

function scopeNames({ chef }: Run, scope: PropertyKey): string[] {
  const names = chef.flatMap(({ recipe, resource, outer }) => (scope === 'recipe' ? [recipe] : [resource, ...outer]));
  return [...new Set(names.filter((name) => name !== null))];
}
