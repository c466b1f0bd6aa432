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
  const isPossible = gateOf(row.find);
  return { ...row, find: isPossible === null ? find : (text) => (isPossible(text) ? find(text) : []) };
}

/**
 * Whether a value that is known by its name may stand in a text: one of the words before it does, and so does all that stands before it.
 * What a value may be is a long expression. Compiling one for the first text takes a millisecond, and a report meets hardly any of them.
 */
function gateOf({ source, flags }: RegExp): ((text: string) => boolean) | null {
  const at = source.indexOf(VALUE);
  if (at < 0) return null;
  const before = source.slice(0, at);
  const words = before
    .replace(/\\[a-z]/gi, ' ')
    .toLowerCase()
    .match(/[a-z]{3,}/g);
  const lead = new RegExp(before, flags);
  return (text) => (words === null || holdsAny(lowered(text), words)) && lead.test(text);
}

function holdsAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** The last text that was asked about, and the same in small letters: every rule is asked about one before the next one comes. */
let [latest, latestLowered] = ['', ''];

function lowered(text: string): string {
  if (text !== latest) [latest, latestLowered] = [text, text.toLowerCase()];
  return latestLowered;
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
