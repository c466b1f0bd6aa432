// Secrets in samples: a pattern is published, and the log it was made from belongs to somebody.

import { SECRET_RULES } from '../wording/secrets.ts';

/** What gives access or leads to an account; private addresses and names of hosts are everywhere alike. */
const KINDS = new Set([
  'signature',
  'session-token',
  'credential',
  'secret-key',
  'access-key',
  'authorization',
  'password',
  'account',
]);

/** Ids that the documentation of AWS uses, and words that say of themselves that they are invented. */
const INVENTED =
  /^(?:111122223333|123456789012|222233334444|444455556666|777788889999|0{12})$|EXAMPLE|REDACTED|x{6}|^(?:secret|password|user|changeme)$/i;

/** A remark for each secret that is not plainly invented. */
export function secretsIn(text: string): string[] {
  return SECRET_RULES.filter(({ kind }) => KINDS.has(kind)).flatMap(({ kind, find }) =>
    find(text)
      .map(({ from, to }) => text.slice(from, to))
      .filter((secret) => !INVENTED.test(secret))
      .map(
        (secret) =>
          `a sample holds what may be a real ${kind}: ${secret}; use 111122223333 for accounts and EXAMPLE for keys`,
      ),
  );
}
