// What a rule about secrets is. The rules of our table and those of a site are applied alike: each says where in a text its secrets
// stand, in whatever way it finds them.

import type { Span } from '../spans.ts';

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
  const everywhere = new RegExp(row.find.source, `${row.find.flags}dg`);
  return { ...row, find: (text) => Array.from(text.matchAll(everywhere)).flatMap(secretIn) };
}

function secretIn({ indices }: RegExpMatchArray): Span[] {
  const [from, to] = indices?.groups?.secret ?? [0, 0];
  return to > from ? [{ from, to }] : [];
}
