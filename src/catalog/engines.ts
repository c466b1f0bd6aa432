// How the expressions of patterns are found: by which engine, and whether lines are ruled out by literals before it sees them. For lint: neither
// makes an expression wrong, but one without literals is searched in every line of a log.

import type { Pattern } from '../model/catalog.ts';
import { expressionsOf } from './expressions.ts';
import { nativeOf } from './native.ts';
import { requiredBy } from './required.ts';

export interface FoundBy {
  readonly pattern: string;
  readonly expression: string;
  /** `javascript` where it is proved that the engine needs no more time than the text is long; else RE2, of which that is always true. */
  readonly engine: 'javascript' | 're2';
  readonly lines: 'with-literals' | 'every-line';
}

/** Of every expression that is searched in lines. */
export function foundBy(patterns: readonly Pattern[]): FoundBy[] {
  return patterns.flatMap(({ id, match }) =>
    expressionsOf(match)
      .filter(({ path }) => path.at(-2) !== 'in')
      .map(({ source }) => ({
        pattern: id,
        expression: source,
        engine: nativeOf(source) === null ? 're2' : 'javascript',
        lines: requiredBy(source).sets.length === 0 ? 'every-line' : 'with-literals',
      })),
  );
}
