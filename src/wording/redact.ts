// Replaces secrets by tokens that say what stood there and keep equal secrets equal: `<account-1>` is one account all through a
// report. Numbers follow the order of appearance, so that the same input always gives the same bytes. It works on finished
// values, before any format is chosen.

import { eachString } from './each-string.ts';
import { SECRET_RULES } from './secrets.ts';
import type { SecretRule } from './secrets.ts';

/** Learns of every replacement: the kind of secret, and the token that now stands there. */
type Noted = (kind: string, token: string) => void;

/** One report's memory of the secrets it has seen. */
export interface Redactor {
  readonly text: (text: string, noted?: Noted) => string;
  /** The same value with every string in it redacted, at any depth. For plain data: what JSON can hold. */
  readonly value: <T>(value: T, noted?: Noted) => T;
}

/** A redactor that has seen nothing yet; use one for all parts of a report, in the order of the report. A site's own rules come first. */
export function createRedactor(siteRules: readonly SecretRule[] = []): Redactor {
  const tokens = new Map<string, Map<string, string>>();
  const rules = [...siteRules, ...SECRET_RULES];
  const text = (raw: string, noted: Noted = () => {}) =>
    rules.reduce((kept, rule) => applied(rule, kept, { tokens, noted }), raw);
  return { text, value: (value, noted) => eachString(value, (raw) => text(raw, noted)) };
}

/** For `--no-redact`. */
export const SHOW_ALL: Redactor = { text: (text) => text, value: (value) => value };

interface Memory {
  readonly tokens: Map<string, Map<string, string>>;
  readonly noted: Noted;
}

function applied(rule: SecretRule, text: string, { tokens, noted }: Memory): string {
  return text.replace(rule.find, (match: string, before: string | undefined, secret: string | undefined) => {
    if (secret === undefined) return match;
    const token = tokenFor(rule, secret, tokens);
    noted(rule.kind, token);
    return `${before ?? ''}${token}`;
  });
}

function tokenFor(rule: SecretRule, secret: string, tokens: Map<string, Map<string, string>>): string {
  const ofKind = tokens.get(rule.kind) ?? new Map<string, string>();
  tokens.set(rule.kind, ofKind);
  const key = rule.same?.(secret) ?? secret;
  const token = ofKind.get(key) ?? `<${rule.kind}-${ofKind.size + 1}>`;
  ofKind.set(key, token);
  return token;
}

/** What was removed from a text or a value, counted by kind. */
export interface Removals {
  readonly noted: Noted;
  /** One row a kind, in the order of first appearance. */
  readonly list: () => readonly { readonly kind: string; readonly secrets: number; readonly places: number }[];
}

/** Counts the replacements it is told of. */
export function countRemovals(): Removals {
  const kinds = new Map<string, { readonly tokens: Set<string>; places: number }>();
  return {
    noted: (kind, token) => {
      const seen = kinds.get(kind) ?? { tokens: new Set(), places: 0 };
      kinds.set(kind, seen);
      seen.tokens.add(token);
      seen.places += 1;
    },
    list: () => [...kinds].map(([kind, { tokens, places }]) => ({ kind, secrets: tokens.size, places })),
  };
}
