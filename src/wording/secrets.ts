// What must not leave the building, as a table: one row a kind of secret, with the reason it is there. ParallelCluster and its
// tools echo presigned URLs, proxy settings and instance credentials into the build log. Every quantifier over log text is
// bounded, because the text is hostile and these are backtracking expressions.

import { ARNS } from './secrets/arns.ts';
import { AWS } from './secrets/aws.ts';
import { NETWORK } from './secrets/network.ts';
import { PASSWORDS } from './secrets/passwords.ts';
import { ruleOf, type SecretRow, type SecretRule } from './secrets/rule.ts';
import { TOKENS } from './secrets/tokens.ts';

export const SECRET_ROWS: readonly SecretRow[] = [...AWS, ...TOKENS, ...PASSWORDS, ...NETWORK];

/** Where two find the same stretch of text, the first one names it. */
export const SECRET_RULES: readonly SecretRule[] = [...SECRET_ROWS.map(ruleOf), ARNS];
