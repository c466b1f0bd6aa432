// Replaces secrets by tokens that say what stood there and keep equal secrets equal: `<account-1>` is one account all through a
// report. Numbers follow the order of appearance, so that the same input always gives the same bytes. It works on finished
// values, before any format is chosen. All rules look at the same text, so that none takes away what another one knows a secret by.

import { eachString } from './each-string.ts';
import { plain } from './plain.ts';
import { SECRET_RULES } from './secrets.ts';
import type { SecretRule } from './secrets/rule.ts';
import { apart, replaceSpans, type Span } from './spans.ts';

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
  const rules = [...siteRules, ...SECRET_RULES];
  const finders = [standingTokens(rules), ...rules.map(finder)];
  const tokenFor = tokenMemory();
  const findIn = (raw: string) => apart(finders.flatMap((find) => find(raw)));
  const hide = (raw: string, found: readonly Found[], noted: Noted) => {
    if (found.length === 0) return raw;
    return replaceSpans(raw, found, (span) => {
      const token = tokenFor(span, raw.slice(span.from, span.to));
      noted(span.kind, token);
      return token;
    });
  };
  const text = (raw: string, noted: Noted = () => {}) => hide(raw, findIn(raw), noted);
  return {
    text,
    value: (value, noted = () => {}) =>
      eachString(value, (raw, key, holder) => {
        const name = key === 'setting' ? null : settingOf(holder);
        return hide(raw, secretByName(raw, name, findIn) ?? findIn(raw), noted);
      }),
  };
}

/** The value of a setting may be known as a secret only by its name, which is another string, beside it. Then all of it is one. */
function secretByName(raw: string, name: string | null, findIn: Finder): readonly Found[] | null {
  if (name === null) return null;
  const before = `${JSON.stringify(name)}: "`;
  const named = findIn(`${before}${JSON.stringify(raw).slice(1)}`).find(({ from }) => from === before.length);
  return named === undefined ? null : [{ ...named, from: 0, to: raw.length }];
}

/** The last part of `Build.Proxy.Password`. */
function settingOf(holder: unknown): string | null {
  if (typeof holder !== 'object' || holder === null || !('setting' in holder)) return null;
  return typeof holder.setting === 'string' ? (holder.setting.split('.').at(-1) ?? null) : null;
}

/** For `--no-redact`. */
export const SHOW_ALL: Redactor = { text: (text) => text, value: (value) => value };

interface Found extends Span {
  readonly kind: string;
  /** The one spelling of such a secret; null where a token stands already. */
  readonly same: ((secret: string) => string) | null;
}

type Finder = (text: string) => readonly Found[];

function finder({ kind, find, same = String }: SecretRule): Finder {
  return (text) => find(text).map((span) => ({ ...span, kind, same }));
}

/** Text that was redacted before: its tokens stay what they are, and count as what was hidden. */
function standingTokens(rules: readonly SecretRule[]): Finder {
  const kinds = [...new Set(rules.map(({ kind }) => kind))].join('|');
  const token = new RegExp(`<(${kinds})-\\d{1,6}>`, 'g');
  return (text) => (text.includes('<') ? Array.from(text.matchAll(token), standing) : []);
}

function standing({ 0: whole, 1: kind = '', index: from }: RegExpExecArray): Found {
  return { from, to: from + whole.length, kind, same: null };
}

/** Gives each secret its token; equal secrets of a kind have the same one. */
function tokenMemory(): (found: Found, secret: string) => string {
  const tokens = new Map<string, Map<string, string>>();
  return ({ kind, same }, secret) => {
    const ofKind = tokens.get(kind) ?? new Map<string, string>();
    tokens.set(kind, ofKind);
    const key = same === null ? secret : same(plain(secret));
    const token = same === null ? secret : (ofKind.get(key) ?? nextToken(kind, ofKind));
    ofKind.set(key, token);
    return token;
  };
}

/** A number that no standing token has either. */
function nextToken(kind: string, ofKind: ReadonlyMap<string, string>): string {
  const taken = new Set(ofKind.values());
  let number = ofKind.size + 1;
  while (taken.has(`<${kind}-${number}>`)) number += 1;
  return `<${kind}-${number}>`;
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
