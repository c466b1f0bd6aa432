// What is wrong with a pattern file, in words, each with the path to the key it is about. The schema finds most of it. It cannot say
// that an expression compiles or a range parses, and where a value may have several forms it complains about each of them.

import { RE2JS } from 're2js';
import { validRange } from 'semver';
import type { Matcher } from '../model/catalog.ts';
import { expressionsOf } from './expressions.ts';
import type { Rule } from './lint.ts';
import { HTTPS_ONLY, type PatternFile } from './schema.ts';

export interface Mistake {
  readonly rule: Rule;
  readonly path: readonly PropertyKey[];
  /** About the key itself rather than its value. */
  readonly onKey: boolean;
  readonly what: string;
}

/** What the schema library reports. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** What the schema says of the content of a file. A key with a typo is also a key that is missing: the typo explains it, so it comes first. */
export function schemaMistakes(issues: readonly Issue[], content: unknown): Mistake[] {
  return issues
    .flatMap(mistakesOf)
    .map((mistake) => reworded(mistake, content))
    .sort((a, b) => Number(b.onKey) - Number(a.onKey));
}

/** The library's words for a union that has none of its own. */
const NO_WORDS = 'Invalid input';

function mistakesOf(issue: Issue): Mistake[] {
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) => ({
      rule: 'schema',
      path: [...issue.path, key],
      onKey: true,
      what: `unknown key ${key}`,
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors && issue.message === NO_WORDS) {
    const best = issue.errors.toSorted((a, b) => strangeness(a) - strangeness(b) || a.length - b.length)[0] ?? [];
    return best.flatMap((inner) => mistakesOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [{ rule: ruleOf(issue), path: issue.path, onKey: false, what: issue.message }];
}

/** The schema says a few things that are rules of their own to whoever reads the lint. */
function ruleOf({ path, message }: Issue): Rule {
  const key = path.at(-1);
  if (path.length === 1 && key === 'hits') return 'no-hits';
  if (path.length === 1 && key === 'misses') return 'no-near-miss';
  if (key === 'steps') return 'remedy-without-steps';
  return message === HTTPS_ONLY ? 'http-url' : 'schema';
}

/** A form of another type was not meant at all; one with other keys hardly. */
function strangeness(issues: readonly Issue[]): number {
  const atRoot = issues.filter((issue) => issue.path.length === 0);
  if (atRoot.some((issue) => issue.code === 'invalid_type')) return 2;
  return atRoot.some((issue) => issue.code === 'unrecognized_keys') ? 1 : 0;
}

function reworded(mistake: Mistake, content: unknown): Mistake {
  if (mistake.onKey) return mistake;
  if (mistake.path.length === 0) return { ...mistake, what: 'must hold the keys and values of a pattern' };
  return valueAt(content, mistake.path) === undefined ? { ...mistake, what: 'is missing' } : mistake;
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined),
    content,
  );
}

/** What the schema cannot say. */
export function deepMistakes(file: PatternFile): Mistake[] {
  return [
    ...expressionsOf(file.match).flatMap(({ path, source }) => expressionMistakes(['match', ...path], source)),
    ...decisiveMistakes(['match'], file.match),
    ...rangesOf(file).flatMap(({ path, range }) => (range === undefined ? [] : rangeMistakes(path, range))),
  ];
}

function expressionMistakes(path: readonly PropertyKey[], source: string): Mistake[] {
  try {
    RE2JS.compile(source);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      {
        rule: 'not-linear',
        path,
        onKey: false,
        what: `not an RE2 regular expression (no look-around, no back-references): ${reason}`,
      },
    ];
  }
}

function decisiveMistakes(path: readonly PropertyKey[], matcher: Matcher): Mistake[] {
  if (matcher.any) return matcher.any.flatMap((inner, i) => decisiveMistakes([...path, 'any', i], inner));
  const { decisive = 0, sequence, all } = matcher;
  const lines = (sequence ?? all ?? ['']).length;
  if (decisive < lines) return [];
  return [
    { rule: 'schema', path: [...path, 'decisive'], onKey: false, what: `must be below ${lines}: the first line is 0` },
  ];
}

function rangesOf({ affects, remedies }: PatternFile): { path: PropertyKey[]; range: string | undefined }[] {
  return [
    { path: ['affects', 'pcluster'], range: affects.pcluster },
    ...remedies.map(({ when }, i) => ({ path: ['remedies', i, 'when', 'pcluster'], range: when.pcluster })),
    ...remedies.flatMap(({ otherwise }, i) =>
      otherwise.map(({ when }, j) => ({
        path: ['remedies', i, 'otherwise', j, 'when', 'pcluster'],
        range: when.pcluster,
      })),
    ),
  ];
}

function rangeMistakes(path: readonly PropertyKey[], range: string): Mistake[] {
  return validRange(range) === null
    ? [{ rule: 'empty-version-range', path, onKey: false, what: `not a version range: ${range}` }]
    : [];
}
