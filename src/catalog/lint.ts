// Lint: what makes a pattern untrustworthy although its file can be read. One row a rule; each has a fixture that breaks it. What a rule needs
// to know of logs, which patterns are found in a sample and in the logs of good builds, is given to it.

import type { Match, Pattern, Sample } from '../model/catalog.ts';
import { listed } from '../wording/counts.ts';
import { isTooCommon, isUnsafe } from './expression-rules.ts';
import { expressionsOf } from './expressions.ts';
import { cycleThrough, isRelated } from './relations.ts';
import { secretsIn } from './sample-secrets.ts';
import { isEmptyRange, rangesIn, proseOf, undefinedCaptures } from './pattern-texts.ts';

export const RULES = [
  'schema',
  'no-hits',
  'no-near-miss',
  'remedy-without-steps',
  'not-linear',
  'http-url',
  'hit-not-matched',
  'miss-matched',
  'foreign-hit',
  'fires-on-success',
  'unsafe-quantifier',
  'common-words',
  'undefined-capture',
  'unknown-relation',
  'relation-cycle',
  'empty-version-range',
  'secret-in-sample',
] as const;

/** The first six are found when a file is read, the others by `lintCatalog`. */
export type Rule = (typeof RULES)[number];

export interface Finding {
  readonly rule: Rule;
  readonly pattern: string;
  readonly what: string;
}

/** What the rules look at besides the pattern. */
export interface Scene {
  readonly patterns: readonly Pattern[];
  /** The matches in a sample, of all patterns. */
  readonly find: (sample: Pick<Sample, 'text' | 'witness'>) => readonly Match[];
  /** The matches in the logs of good builds, of all patterns. */
  readonly inGoodBuilds: readonly Match[];
}

/** Everything that is wrong with these patterns, all others of the scene being taken into account. */
export function lintPatterns(patterns: readonly Pattern[], scene: Scene): Finding[] {
  return patterns.flatMap((pattern) =>
    CHECKS.flatMap(([rule, check]) => check(pattern, scene).map((what) => ({ rule, pattern: pattern.id, what }))),
  );
}

type Check = (pattern: Pattern, scene: Scene) => string[];

const CHECKS: readonly (readonly [Rule, Check])[] = [
  ['hit-not-matched', hitsNotMatched],
  ['miss-matched', missesMatched],
  ['foreign-hit', foreignHits],
  ['fires-on-success', firesOnSuccess],
  [
    'unsafe-quantifier',
    (pattern) =>
      expressions(pattern)
        .filter(isUnsafe)
        .map((source) => `repeats a repetition: ${source}`),
  ],
  ['common-words', commonWords],
  [
    'undefined-capture',
    (pattern) => undefinedCaptures(pattern).map((name) => `{${name}} is captured by no expression`),
  ],
  ['unknown-relation', unknownRelations],
  ['relation-cycle', relationCycles],
  [
    'empty-version-range',
    (pattern) =>
      rangesIn(pattern)
        .filter(isEmptyRange)
        .map((range) => `no version lies in ${range}`),
  ],
  ['http-url', (pattern) => proseOf(pattern).flatMap(plainAddresses)],
  ['secret-in-sample', (pattern) => samplesOf(pattern).flatMap(({ text }) => secretsIn(text))],
];

function samplesOf({ hits, misses }: Pattern): readonly Sample[] {
  return [...hits, ...misses];
}

function expressions({ match }: Pattern): string[] {
  return expressionsOf(match).map(({ source }) => source);
}

function hitsNotMatched(pattern: Pattern, { find }: Scene): string[] {
  return pattern.hits.flatMap((hit, index) => {
    const own = find(hit).filter((match) => match.pattern.id === pattern.id);
    if (own.length === 0) return [`hit ${index + 1} is not matched`];
    const captured: Readonly<Record<string, string>> = Object.assign({}, ...own.map(({ captures }) => captures));
    return Object.entries(hit.captures)
      .filter(([name, value]) => captured[name] !== value)
      .map(([name, value]) => `hit ${index + 1} captures ${name} as "${captured[name] ?? ''}" and not "${value}"`);
  });
}

function missesMatched(pattern: Pattern, { find }: Scene): string[] {
  return pattern.misses.flatMap((miss, index) =>
    find(miss).some((match) => match.pattern.id === pattern.id) ? [`near miss ${index + 1} is matched`] : [],
  );
}

/** Harmless lines may stand in the log of any failure. */
function foreignHits(pattern: Pattern, { find }: Scene): string[] {
  const strangers = pattern.hits
    .flatMap((hit) => find(hit))
    .map((match) => match.pattern)
    .filter((other) => other.id !== pattern.id && other.kind !== 'benign' && !isRelated(other, pattern));
  const ids = [...new Set(strangers.map(({ id }) => id))];
  return ids.map((id) => `its hits are also matched by ${id}, and neither names the other in refines or leads-to`);
}

function firesOnSuccess({ id, kind }: Pattern, { inGoodBuilds }: Scene): string[] {
  if (kind === 'benign') return [];
  const fires = inGoodBuilds.filter((match) => match.pattern.id === id);
  return fires.length === 0 ? [] : [`matches ${fires.length} lines of builds that did not fail`];
}

/** A pattern that is narrowed to a resource, a recipe or a step may use any words. */
function commonWords({ match }: Pattern): string[] {
  return (match.any ?? [match])
    .filter((matcher) => matcher.in === undefined)
    .map(({ line, sequence, all }) =>
      [line, ...(sequence ?? []), ...(all ?? [])].filter((source) => source !== undefined),
    )
    .filter((sources) => sources.every(isTooCommon))
    .map((sources) => `holds only words that stand in every log: ${listed(sources)}`);
}

function unknownRelations({ refines, leadsTo }: Pattern, { patterns }: Scene): string[] {
  const known = new Set(patterns.map(({ id }) => id));
  return [...refines, ...leadsTo].filter((id) => !known.has(id)).map((id) => `there is no pattern ${id}`);
}

function relationCycles(pattern: Pattern, { patterns }: Scene): string[] {
  return (['refines', 'leadsTo'] as const).flatMap((relation) => {
    const cycle = cycleThrough(pattern, relation, patterns);
    return cycle === null ? [] : [`${relation === 'refines' ? 'refines' : 'leads to'} itself: ${cycle.join(' → ')}`];
  });
}

function plainAddresses(text: string): string[] {
  // What a proxy or the metadata service is spoken to by is no address for a reader.
  const found = text.match(/\bhttp:\/\/(?!169\.254\.|localhost|127\.|[A-Z{])[^\s"'`)]+/g) ?? [];
  return found.map((address) => `not https: ${address}`);
}
