// Replaces secrets by tokens that say what stood there and keep equal secrets equal: `<account-1>` is one account all through a
// report. Numbers follow the order of appearance, so that the same input always gives the same bytes. It works on finished
// values, before any format is chosen.

import { eachString } from './each-string.ts';
import { SECRET_RULES } from './secrets.ts';
import type { SecretRule } from './secrets.ts';

/** One report's memory of the secrets it has seen. */
export interface Redactor {
  readonly text: (text: string) => string;
  /** The same value with every string in it redacted, at any depth. For plain data: what JSON can hold. */
  readonly value: <T>(value: T) => T;
}

/** A redactor that has seen nothing yet; use one for all parts of a report, in the order of the report. */
export function createRedactor(): Redactor {
  const tokens = new Map<string, Map<string, string>>();
  const text = (raw: string) => SECRET_RULES.reduce((kept, rule) => applied(rule, kept, tokens), raw);
  return { text, value: (value) => eachString(value, text) };
}

/** For `--no-redact`. */
export const SHOW_ALL: Redactor = { text: (text) => text, value: (value) => value };

function applied(rule: SecretRule, text: string, tokens: Map<string, Map<string, string>>): string {
  return text.replace(rule.find, (match: string, before: string | undefined, secret: string | undefined) =>
    secret === undefined ? match : `${before ?? ''}${tokenFor(rule, secret, tokens)}`,
  );
}

function tokenFor(rule: SecretRule, secret: string, tokens: Map<string, Map<string, string>>): string {
  const ofKind = tokens.get(rule.kind) ?? new Map<string, string>();
  tokens.set(rule.kind, ofKind);
  const key = rule.same?.(secret) ?? secret;
  const token = ofKind.get(key) ?? `<${rule.kind}-${ofKind.size + 1}>`;
  ofKind.set(key, token);
  return token;
}
