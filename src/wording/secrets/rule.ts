// What a rule about secrets is. The rules of our table and those of a site are applied alike: each says where in a text its secrets
// stand, in whatever way it finds them.

import type { Span } from '../spans.ts';
import { VALUE } from './value.ts';

export interface SecretRule {
  /** Becomes the token: `<account-1>`. Rules that share a kind share its numbers. */
  readonly kind: string;
  readonly why: string;
  /** Where such secrets stand in a text, in order. */
  readonly find: (text: string) => readonly Span[];
  /** Brings two ways of writing one secret together, beyond those of `plain`. */
  readonly same?: (secret: string) => string;
}

/** A row of our table. */
export interface SecretRow extends Omit<SecretRule, 'find'> {
  /** The group `secret` is what is hidden: a match in which it takes no part is left alone. */
  readonly find: RegExp;
}

/** A row as a rule. */
export function ruleOf(row: SecretRow): SecretRule {
  const find = finderOf(row.find);
  const names = namesIn(row.find.source);
  return { ...row, find: names === null ? find : (text) => (names.test(text) ? find(text) : []) };
}

/**
 * The words before a value that is known by its name: without one of them there is none. Such expressions are long, and compiling one for
 * the first text takes milliseconds, so that other texts are not shown to it.
 */
function namesIn(source: string): RegExp | null {
  const [before = '', behind] = source.split(VALUE);
  const words = before.replace(/\\[a-z]/gi, ' ').match(/[a-z]{3,}/gi);
  return behind === undefined || words === null ? null : new RegExp(words.join('|'), 'i');
}

/** Logs have a hundred thousand lines, and few with a secret: one expression serves for all of them, where `matchAll` copies it for each. */
function finderOf(find: RegExp): SecretRule['find'] {
  const everywhere = new RegExp(find.source, `${find.flags}dg`);
  return (text) => {
    const spans: Span[] = [];
    everywhere.lastIndex = 0;
    for (let match = everywhere.exec(text); match !== null; match = everywhere.exec(text)) {
      const secret = match.indices?.groups?.secret;
      if (secret !== undefined) spans.push({ from: secret[0], to: secret[1] });
    }
    return spans;
  };
}
