// What must not leave the building, as a table: one row a kind of secret, with the reason it is there. ParallelCluster and its
// tools echo presigned URLs, proxy settings and instance credentials into the build log. Every quantifier over log text is
// bounded, because the text is hostile and these are backtracking expressions.

export interface SecretRule {
  /** Becomes the token: `<account-1>`. Rules that share a kind share its numbers. */
  readonly kind: string;
  readonly why: string;
  /** Group 1 stays, group 2 is the secret; a match without group 2 is left alone. */
  readonly find: RegExp;
  /** Brings two spellings of one secret together. */
  readonly same?: (secret: string) => string;
}

/** A value after `=` or `:`. One that begins with `$`, `<` or `*` is a variable, a token or already masked. */
const VALUE = String.raw`([^\s"'&,;<>\\$*][^\s"'&,;<>\\]{0,4095})`;
const ASSIGNED = String.raw`["']?[ \t]{0,4}(?:[=:]|%3D)[ \t]{0,4}["']?`;

/** In the order in which they are applied: the widest secret first, so that a part of it does not take its place. */
export const SECRET_RULES: readonly SecretRule[] = [
  {
    kind: 'signature',
    why: 'whoever has it can use a presigned URL or replay a signed request',
    find: new RegExp(`((?:X-Amz-)?Signature(?:=|%3D))${VALUE}`, 'gi'),
  },
  {
    kind: 'session-token',
    why: 'temporary credentials, in presigned URLs, environment dumps and answers of the instance metadata service',
    find: new RegExp(
      `((?:X-Amz-Security-Token|(?:aws_)?session_?token|x-aws-ec2-metadata-token)${ASSIGNED})${VALUE}`,
      'gi',
    ),
  },
  {
    kind: 'session-token',
    why: 'tokens of AWS STS are known by their first bytes, whatever name they stand under',
    find: /()\b((?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[\w+/=%-]{20,4096})/g,
  },
  {
    kind: 'credential',
    why: 'holds the access key id, the day and the region of a signature',
    find: new RegExp(`((?:X-Amz-)?Credential(?:=|%3D))${VALUE}`, 'gi'),
  },
  {
    kind: 'secret-key',
    why: 'long-lived credentials in environment dumps and configuration files',
    find: new RegExp(`((?:aws_)?secret_?(?:access_?)?key${ASSIGNED})${VALUE}`, 'gi'),
  },
  {
    kind: 'access-key',
    why: 'ids of access keys, roles and users lead to a principal',
    find: /()\b((?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{16,60})/g,
  },
  {
    kind: 'authorization',
    why: 'credentials for registries, package indexes and proxies',
    find: new RegExp(`(authorization${ASSIGNED}(?:bearer|basic|token)\\s{1,4})${VALUE}`, 'gi'),
  },
  {
    kind: 'password',
    why: 'http_proxy and package indexes are given as http://user:password@host',
    find: /(:\/\/[^\s/:@]{0,128}:)([^\s/"'<>]{1,256})(?=@)/g,
  },
  {
    kind: 'password',
    why: 'passwords given as settings: proxy_password=…, "password": "…"',
    find: new RegExp(String.raw`(passw(?:or)?d(?:=|["'][ \t]{0,4}:[ \t]{0,4})["']?)${VALUE}`, 'gi'),
  },
  {
    kind: 'e-mail',
    why: 'personal; names of systemd template units such as getty@tty1.service only look alike',
    find: /()([\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}(?!(?:service|socket|timer|mount|target|slice|scope)\b)[a-z]{2,24})(?![\w-])/gi,
  },
  {
    kind: 'account',
    why: 'any 12 digits may be an account, the documentation ids included; a UUID is an id, and so is a longer hexadecimal word; the name of an export ends with its time',
    find: /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])|(?<![0-9a-z%])[0-9a-f]{13,}(?![0-9a-z])|()(?<!\d|-logs-)(\d{12})(?!\d)/gi,
  },
  {
    kind: 'account',
    why: 'the console shows account ids in groups of four',
    find: /()(?<![\w-])(\d{4}-\d{4}-\d{4})(?![\w-])/g,
    same: (secret) => secret.replaceAll('-', ''),
  },
  {
    kind: 'host',
    why: 'EC2 names an instance after its private address',
    find: /()(?<![\w.-])(ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?:\.[a-z0-9-]{1,63}){0,8})/gi,
  },
  {
    kind: 'host',
    why: 'names that only an inner network knows; files such as rc.local or jail.local stand after a single slash or are named here',
    find: /()(?<![\w.-]|(?<!\/)\/)((?!localhost\.|rc\.local)(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}(?:internal|local|localdomain|lan|corp|intranet))(?![\w-]|\.\w)/gi,
  },
  {
    kind: 'private-ip',
    why: 'RFC 1918 and RFC 6598 addresses map the network; 169.254.169.254 is the same everywhere and stays',
    find: /()(?<![\w.-])((?:10\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2})(?![\w]|\.\d|-\d)/g,
  },
  {
    kind: 'private-ip',
    why: 'unique local IPv6 addresses; fd00:ec2:: belongs to AWS and is the same everywhere',
    find: /()(?<![\w:])((?!fd00:ec2:)f[cd][0-9a-f]{2}(?::[0-9a-f]{0,4}){2,7})(?![\w:])/gi,
  },
];
