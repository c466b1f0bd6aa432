// Finds the patterns of a catalog in a run: the lines are made searchable once for all expressions, then each pattern's
// matcher is worked out on the few lines that were hit. Whether a match counts is not decided here but in diagnosis/.

import type { Match, Matcher, Pattern, Scope } from '../model/catalog.ts';
import type { ChefFailure, Hollow, Run, RunEvent } from '../model/run.ts';
import type { Catalog } from './catalog.ts';
import { expressionsOf } from './expressions.ts';
import { captures, searchable, type Searchable } from './scan.ts';

/** How many lines a sequence may span when the pattern does not say. */
const DEFAULT_REACH = 60;

/** Text that stands in the log without having been said by anything that ran: it speaks against no match. */
const ONLY_SHOWN: readonly (Hollow | null)[] = ['echo', 'diff', 'declaration'];

/** Where a matcher found something: the deciding event and the others that take part. */
interface Found {
  readonly at: number;
  readonly parts: readonly { readonly expression: string; readonly at: number }[];
}

/** Every match of every pattern, in the order of the log. */
export function findMatches(catalog: Catalog, run: Run): Match[] {
  const search = new Search(run, linesExpressions(catalog));
  return catalog.patterns.flatMap((pattern) => search.matchesOf(pattern)).sort((a, b) => a.at - b.at);
}

const known = new WeakMap<Catalog, readonly string[]>();

/** What is searched in lines, and not in the names of a scope. */
function linesExpressions(catalog: Catalog): readonly string[] {
  const expressions =
    known.get(catalog) ??
    catalog.patterns.flatMap(({ match }) =>
      expressionsOf(match).flatMap(({ path, source }) => (path.at(-2) === 'in' ? [] : [source])),
    );
  known.set(catalog, expressions);
  return expressions;
}

class Search {
  readonly #run: Run;
  readonly #lines: Searchable;
  /** Positions of each `unless` expression in what was really said. */
  readonly #objections = new Map<string, readonly number[]>();

  constructor(run: Run, expressions: readonly string[]) {
    this.#run = run;
    this.#lines = searchable(
      run.events.map((event) => event.body),
      expressions,
    );
  }

  matchesOf(pattern: Pattern): Match[] {
    return this.#find(pattern.match).map((found) => this.#toMatch(pattern, found));
  }

  #find(matcher: Matcher): Found[] {
    if (matcher.any) return firstAtEachPlace(matcher.any.flatMap((inner) => this.#find(inner)));
    return this.#findLines(matcher).filter(
      (found) => this.#inScope(found, matcher.in) && !this.#ruledOut(found, matcher),
    );
  }

  #findLines(matcher: Matcher): Found[] {
    if (matcher.line !== undefined) {
      const expression = matcher.line;
      return this.#positions(expression).map((at) => ({ at, parts: [{ expression, at }] }));
    }
    if (matcher.sequence) return this.#findSequence(matcher, matcher.sequence);
    return this.#findAll(matcher, matcher.all ?? []);
  }

  /** Each hit of the last expression is an end; from there the nearest hit of each earlier one is sought, going back. */
  #findSequence(matcher: Matcher, expressions: readonly string[]): Found[] {
    const last = expressions.at(-1) ?? '';
    const decisive = matcher.decisive ?? expressions.length - 1;
    return this.#positions(last).flatMap((end) => {
      const places = [end];
      for (const expression of expressions.slice(0, -1).reverse()) {
        const before = this.#nearestBefore(expression, places[0] ?? end);
        if (before === null || !this.#withinReach(before, end, matcher)) return [];
        places.unshift(before);
      }
      return [foundAt(expressions, places, decisive)];
    });
  }

  #findAll(matcher: Matcher, expressions: readonly string[]): Found[] {
    const decisive = matcher.decisive ?? 0;
    return this.#positions(expressions[decisive] ?? '').flatMap((centre) => {
      const places = expressions.flatMap((expression, i) =>
        i === decisive ? centre : (this.#nearest(this.#positions(expression), centre, matcher) ?? []),
      );
      return places.length === expressions.length ? [foundAt(expressions, places, decisive)] : [];
    });
  }

  #positions(expression: string): readonly number[] {
    return this.#lines.positions(expression);
  }

  #nearestBefore(expression: string, end: number): number | null {
    const positions = this.#positions(expression);
    return positions[firstFrom(positions, end) - 1] ?? null;
  }

  /** The nearest position within reach. A nearer one may stand in another log or block. */
  #nearest(positions: readonly number[], centre: number, matcher: Matcher): number | null {
    const next = firstFrom(positions, centre);
    const [nearest = null] = [positions[next], positions[next - 1]]
      .filter((at) => at !== undefined)
      .filter((at) => this.#withinReach(at, centre, matcher))
      .sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre));
    return nearest;
  }

  #withinReach(a: number, b: number, matcher: Matcher): boolean {
    if (!sameStretch(this.#run.events[a], this.#run.events[b])) return false;
    if (matcher.within === 'block') {
      const failure = this.#failureAround(a);
      return failure !== null && failure === this.#failureAround(b);
    }
    return Math.abs(a - b) <= (matcher.within ?? DEFAULT_REACH);
  }

  #ruledOut(found: Found, matcher: Matcher): boolean {
    return (matcher.unless ?? []).some(
      (expression) => this.#nearest(this.#objectionsAt(expression), found.at, matcher) !== null,
    );
  }

  #objectionsAt(expression: string): readonly number[] {
    const found = this.#objections.get(expression);
    if (found) return found;
    const fresh = this.#positions(expression).filter(
      (at) => !ONLY_SHOWN.includes(this.#run.events[at]?.hollow ?? null),
    );
    this.#objections.set(expression, fresh);
    return fresh;
  }

  #inScope(found: Found, scope: Scope | undefined): boolean {
    const event = this.#run.events[found.at];
    if (!scope || !event) return true;
    const step = event.step === null ? null : (this.#run.steps[event.step] ?? null);
    return (
      allows(scope.channel, event.channel) &&
      (scope.component === undefined || allows(scope.component, step?.component ?? null)) &&
      (scope.step === undefined || allows(scope.step, step?.name ?? null)) &&
      this.#inFailureScope(found.at, scope)
    );
  }

  #inFailureScope(at: number, { resource, recipe }: Scope): boolean {
    if (resource === undefined && recipe === undefined) return true;
    const failure = this.#failureAround(at);
    if (!failure) return false;
    const resources = [failure.resource ?? '', ...failure.outer];
    return (
      (resource === undefined || resources.some((name) => captures(resource, name) !== null)) &&
      (recipe === undefined || captures(recipe, failure.recipe ?? '') !== null)
    );
  }

  #failureAround(at: number): ChefFailure | null {
    return this.#run.chef.find((failure) => failure.from <= at && at <= failure.to) ?? null;
  }

  #toMatch(pattern: Pattern, found: Found): Match {
    const groups = found.parts.map(
      ({ expression, at }) => captures(expression, this.#run.events[at]?.body ?? '') ?? {},
    );
    const context = found.parts.map((part) => part.at).filter((at) => at !== found.at);
    return { pattern, at: found.at, context, captures: Object.fromEntries(groups.flatMap(Object.entries)) };
  }
}

function foundAt(expressions: readonly string[], places: readonly number[], decisive: number): Found {
  const parts = expressions.map((expression, i) => ({ expression, at: places[i] ?? 0 }));
  return { at: places[decisive] ?? places[0] ?? 0, parts };
}

function firstAtEachPlace(found: readonly Found[]): Found[] {
  const places = new Map<number, Found>();
  for (const one of found) if (!places.has(one.at)) places.set(one.at, one);
  return [...places.values()];
}

/** Index of the first position at or after `at`; positions ascend. */
function firstFrom(positions: readonly number[], at: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sameStretch(a: RunEvent | undefined, b: RunEvent | undefined): boolean {
  return a !== undefined && b !== undefined && a.stretch === b.stretch;
}

function allows(list: readonly string[] | undefined, name: string | null): boolean {
  return list === undefined || (name !== null && list.includes(name));
}
