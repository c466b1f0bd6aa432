// What maps a site's network and its people: addresses, names of hosts, licence servers, mail.

import type { SecretRow } from './rule.ts';
import { BEGIN, QUOTE, written } from './value.ts';

/** Units of systemd and files of packages only look like hosts: getty@tty1.service, left-pad@1.3.0.tgz. */
const NO_DOMAIN =
  '(?:service|socket|timer|mount|automount|target|slice|scope|device|swap|path|tgz|gz|zip|rpm|deb|whl|jar|conf|cfg|ya?ml|json)';
/** What stands before the @ of http://user:password@host is no name. */
const NO_PASSWORD = String.raw`(?<!:(?:\\?/){2}[^\s/:]{0,64}:[^\s/]{0,128}|%3A%2F%2F[^\s/]{0,128})`;
const INNER = '(?:internal|local|localdomain|lan|corp|intranet|intra|home\\.arpa)';
const HOST_NAME = '[a-z][\\w-]{0,62}(?:\\.[\\w-]{1,63}){0,8}';

export const NETWORK: readonly SecretRow[] = [
  {
    kind: 'licence-server',
    why: 'FlexLM names its servers as port@host, several joined by colons',
    find: written(String.raw`(?<![\w.-])\d{4,5}@(?<secret>${HOST_NAME}|\d{1,3}(?:\.\d{1,3}){3})(?![\w@-])`),
  },
  {
    kind: 'licence-server',
    why: 'LM_LICENSE_FILE=@host, without a port; a path is no server',
    find: written(
      String.raw`(?<=_LICENSE_FILE${QUOTE}?[ \t]{0,4}[=:][ \t]{0,4}["']?(?:[\w.@/;:-]{0,128}[:;])?)@(?<secret>${HOST_NAME})`,
    ),
  },
  {
    kind: 'licence-server',
    why: 'the first line of a licence file: SERVER host hostid port',
    find: written(
      String.raw`\bSERVER[ \t]{1,8}(?!this_host|ANY\b)(?<secret>[A-Za-z0-9][\w.-]{0,253})(?=[ \t]{1,8}(?:[0-9a-fA-F]{8,12}|ANY|ID=\S{1,64}|<host-id-\d{1,6}>|[A-Z_]{2,20}=\S{1,128})(?:[ \t]|$|\n))`,
      '',
    ),
  },
  {
    kind: 'host-id',
    why: 'the hostid of a licence server is the address of its network card',
    find: written(
      String.raw`\bSERVER[ \t]{1,8}(?:[A-Za-z0-9][\w.-]{0,253}|<licence-server-\d{1,6}>)[ \t]{1,8}(?:ID=)?(?<secret>[0-9a-fA-F]{8,12})(?=[ \t]|$|\n)`,
      '',
    ),
  },
  {
    kind: 'e-mail',
    why: 'personal; git@github.com is nobody',
    find: written(
      String.raw`(?:(?<![\w.+-])|(?<=%[0-9A-Fa-f]{2}|\\[nrt]))(?=(?:[\w.+-]|%2B){1,64}(?:@|%40)[a-z0-9-]{1,63}\.)(?!(?:git|hg|svn|\d{4,5})(?:@|%40))${NO_PASSWORD}(?<secret>(?:[\w.+-]|%2B){1,64}(?:@|%40)(?:[a-z0-9-]{1,63}\.){1,8}(?!${NO_DOMAIN}\b)[a-z]{2,24})(?![\w-])`,
    ),
  },
  {
    kind: 'host',
    why: 'EC2 names an instance after its private or public address',
    find: written(
      String.raw`${BEGIN}(?<secret>(?:ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}|ec2-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?=\.))(?:\.[a-z0-9-]{1,63}){0,8})`,
    ),
  },
  {
    kind: 'host',
    why: 'names that only an inner network knows; files such as rc.local or jail.local stand after a single slash or are named here',
    find: written(
      String.raw`(?:(?<![\w.-]|(?<!\/)\/)|(?<=\\/\\/|%[0-9A-Fa-f]{2}|\\[nrt]))(?<secret>(?!localhost\.|rc\.local)(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}${INNER})(?![\w-]|\.\w)`,
    ),
  },
  {
    kind: 'host',
    why: 'a dump of the environment names the host it was made on',
    find: written(String.raw`(?<![\w-])HOSTNAME=["']?(?!localhost)(?<secret>[A-Za-z0-9][\w.-]{0,253})`, ''),
  },
  {
    kind: 'private-ip',
    why: 'RFC 1918 and RFC 6598 addresses map the network; 169.254.169.254 is the same everywhere and stays',
    find: written(
      String.raw`${BEGIN}(?<!version[ :=]{1,3})(?<secret>(?:10\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2})(?![\w~+]|\.\d|-\d)`,
    ),
  },
  {
    kind: 'private-ip',
    why: 'unique local IPv6 addresses; fd00:ec2:: belongs to AWS and is the same everywhere',
    find: written(
      String.raw`(?:(?<![\w:])|(?<=%[0-9A-Fa-f]{2}|\\[nrt]))(?<secret>(?!fd00:ec2:)f[cd][0-9a-f]{2}(?:(?::|%3A)[0-9a-f]{0,4}){2,7})(?![\w:])`,
    ),
  },
];
