// What is wrong with an expression although it is valid RE2.

import { requiredLiterals } from './literals.ts';

/** Words that stand in the log of every build, failed or not. */
const COMMON =
  /\b(?:errors?|err|failed|failure|fails?|warn|warning|fatal|exception|not|no|none|the|an?|to|of|in|is|was|for|with|and|or|info|debug|true|false|null)\b/gi;

/** Whether nothing it requires is rarer than the words of every log. A form, such as `^\S+\.c:\d+: error: `, tells as much as a word. */
export function isTooCommon(source: string): boolean {
  return !hasForm(source) && !hasRareWord(source);
}

function hasForm(source: string): boolean {
  return /^(?:\(\?:)?\^/.test(source) && /\\[dSw]|\[[^\]]+\]/.test(source);
}

function hasRareWord(source: string): boolean {
  // Whether case counts makes a word no rarer.
  const plain = source
    .replaceAll(/\(\?i(?=[:)])/g, '(?:')
    .replaceAll('(?:)', '')
    .replaceAll('(?::', '(?:');
  return requiredLiterals(plain).some((anyOf) =>
    anyOf.every((literal) => /[\p{L}\p{N}]{3}/u.test(literal.replace(COMMON, ' '))),
  );
}

/** Whether a repeated group holds a repetition that can begin anywhere in it: harmless for RE2, but not for who copies it elsewhere. */
export function isUnsafe(source: string): boolean {
  return nestedRepetition(source.replace(/\\./g, '_').replace(/\[\^?\]?[^\]]*\]/g, '_'));
}

/** `(…+…)+` whose inside is nothing but the repetition: `(a+)+`, `(\w*)*`, `(?:.+)+`. */
function nestedRepetition(plain: string): boolean {
  return /\((?:\?(?:P?<\w+>|:))?[^()|]?[*+]\??\)(?:[*+]|\{\d+,)/.test(plain);
}
