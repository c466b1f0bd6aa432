// The prose of a pattern, the captures it speaks of, and the version ranges it names.

import { subset } from 'semver';
import type { Pattern } from '../model/catalog.ts';
import { expressionsOf } from './expressions.ts';

/** What can be filled in besides captures. */
const FACTS = ['imageId', 'region', 'pclusterVersion', 'os', 'arch', 'parentImage'];

/** What a person reads; what they type is told apart, since package mirrors still answer without TLS. */
export function proseOf({ title, explanation, since, remedies, references }: Pattern): string[] {
  const told = remedies.flatMap((remedy) => [
    remedy.title,
    ...remedy.steps.map(({ text }) => text),
    ...Object.values(remedy.patch ?? {}).map(String),
    ...remedy.pitfalls,
    remedy.expect ?? '',
    ...remedy.otherwise.map(({ say }) => say),
    ...remedy.references,
  ]);
  return [title, explanation, since?.what ?? '', ...told, ...references];
}

function commandsOf({ remedies }: Pattern): string[] {
  return remedies.flatMap(({ steps }) => steps.flatMap(({ command }) => command ?? []));
}

/** Names in braces that nothing gives a value to; `${…}` is the shell's and `%{…}` curl's. */
export function undefinedCaptures(pattern: Pattern): string[] {
  const captured = expressionsOf(pattern.match).flatMap(({ source }) =>
    Array.from(source.matchAll(/\(\?P?<(\w+)>/g), ([, name = '']) => name),
  );
  const known = new Set([...FACTS, ...captured]);
  const named = [...proseOf(pattern), ...commandsOf(pattern)].flatMap((text) =>
    Array.from(text.matchAll(/(?<![$%])\{([a-zA-Z_]\w*)\}/g), ([, name = '']) => name),
  );
  return [...new Set(named)].filter((name) => !known.has(name));
}

/** Every version range a pattern names. */
export function rangesIn({ affects, remedies }: Pattern): string[] {
  const conditions = [
    affects,
    ...remedies.flatMap(({ when, otherwise }) => [when, ...otherwise.map((one) => one.when)]),
  ];
  return conditions.flatMap(({ pcluster }) => (pcluster === undefined ? [] : [pcluster]));
}

/** Whether no version can lie in a range: `>3.5.0 <3.4.0`. */
export function isEmptyRange(range: string): boolean {
  return subset(range, '<0.0.0-0', { includePrerelease: true });
}
