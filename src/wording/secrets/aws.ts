// Secrets of AWS: what opens an account, and what names it.

import type { SecretRow } from './rule.ts';
import { ASSIGNED, BEGIN, JOINED, VALUE, written } from './value.ts';

export const AWS: readonly SecretRow[] = [
  {
    kind: 'signature',
    why: 'whoever has it can use a presigned URL or replay a signed request',
    find: written(
      `(?:X-(?:Amz|Goog)-Signature${ASSIGNED}|Signature${JOINED}|[?&]sig${JOINED}|<SignatureProvided>)${VALUE}`,
    ),
  },
  {
    kind: 'session-token',
    why: 'temporary credentials, in presigned URLs, environment dumps and answers of the instance metadata service',
    find: written(
      `(?:X-Amz-Security-Token|aws_security_token|(?:aws_)?session_?token|x-aws-ec2-metadata-token)(?:${ASSIGNED}|>)${VALUE}`,
    ),
  },
  {
    kind: 'session-token',
    why: 'tokens of AWS STS are known by their first bytes, whatever name they stand under',
    find: written(
      String.raw`${BEGIN}(?<secret>(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)(?:[\w+/=%-]|\\/|\\u00[0-9a-f]{2}){20,8192})`,
      '',
    ),
  },
  {
    kind: 'credential',
    why: 'holds the access key id, the day and the region of a signature',
    find: written(`(?:X-(?:Amz|Goog)-Credential${ASSIGNED}|Credential${JOINED})${VALUE}`),
  },
  {
    kind: 'secret-key',
    why: 'long-lived credentials in environment dumps and configuration files',
    find: written(
      String.raw`secret[_ -]?(?:access[_ -]?)?key(?:[ \t]{1,4}\[[^\]\n]{0,40}\])?(?:${ASSIGNED}|>)${VALUE}`,
    ),
  },
  {
    kind: 'secret-key',
    why: 'a command line that stores it: aws configure set aws_secret_access_key …',
    find: written(String.raw`\bset[ \t]{1,4}(?:[\w.-]{1,64}\.)?aws_secret_access_key[ \t]{1,4}["']?${VALUE}`),
  },
  {
    kind: 'secret-key',
    why: 'key files hold the id and the secret side by side: AKIA…:secret, AKIA…,secret',
    find: written(
      String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}["']?[ \t,:;|]{1,4}["']?(?<secret>(?:[A-Za-z0-9/+]|%2[FB]|\\/){40,120})(?![A-Za-z0-9/+=])`,
      '',
    ),
  },
  {
    kind: 'access-key',
    why: 'ids of access keys, roles and users lead to a principal',
    find: written(
      String.raw`(?:\b|(?<=%[0-9A-Fa-f]{2}|\\[nrt]))(?<secret>(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|APKA|ABIA|ACCA)[A-Z0-9]{16,60})`,
      '',
    ),
  },
  {
    kind: 'account',
    why: 'any 12 digits may be an account, the documentation ids included; a UUID is an id, and so is a longer hexadecimal word; the name of an export ends with its time',
    find: written(
      String.raw`(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])|(?<![0-9a-z%])[0-9a-f]{13,512}(?![0-9a-z])|(?:(?<!\d|-logs-)|(?<=%[2-7]\d))(?<secret>\d{12})(?!\d)`,
    ),
  },
  {
    kind: 'account',
    why: 'the console shows account ids in groups of four',
    find: written(String.raw`(?<![\w-])(?<secret>\d{4}-\d{4}-\d{4})(?![\w-])`),
    same: (secret) => secret.replaceAll('-', ''),
  },
];
