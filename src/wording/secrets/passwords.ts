// Passwords, where builds hand them over: in URLs, as settings, as words of a command line, in the files of package managers.

import type { SecretRow } from './rule.ts';
import { ASSIGNED, EQUAL, JOINED, MAPPED, QUOTE, VALUE, written } from './value.ts';

const PASSWORD = '(?:passw(?:or)?d|passphrase|_pass|_pwd)';
/** Words of a command line until the one that matters. */
const words = (until: string) => String.raw`(?:[ \t]{1,8}(?!${until})\S{1,512}){0,24}[ \t]{1,8}`;
const CONTAINERS = '(?:docker|podman|buildah|nerdctl|skopeo|oras|crane|helm|singularity|apptainer)';

export const PASSWORDS: readonly SecretRow[] = [
  {
    kind: 'password',
    why: 'http_proxy and package indexes are given as http://user:password@host',
    find: written(String.raw`:(?:\\?/){2}[^\s/:"'<>]{0,128}:(?<secret>[^\s/"<>]{1,4096})(?=@)`),
  },
  { kind: 'password', why: 'the same in a URL that is a part of another URL', find: insideUrl('%') },
  { kind: 'password', why: 'the same in a URL that is encoded twice', find: insideUrl('%25') },
  {
    kind: 'password',
    why: 'a token alone before the host: https://token@host, https://token:x-oauth-basic@host',
    find: written(
      String.raw`:(?:\\?/){2}(?<secret>[^\s/:@"<>]{8,1024}(?=:(?:x-oauth-basic)?@)|[^\s/:@"<>]{20,1024}(?=@))`,
    ),
  },
  {
    kind: 'password',
    why: 'passwords given as settings: proxy_password=…, "password": "…", <password>…</password>',
    find: written(`${PASSWORD}(?:${EQUAL}|${MAPPED}|(?:>|&gt;))${VALUE}`),
  },
  {
    kind: 'password',
    why: 'passwords in YAML, where the name is not a word of a sentence',
    find: written(
      String.raw`(?:[a-z][_-]passw(?:or)?d:[ \t]{1,8}|(?:^|\n)[ \t-]{0,40}passw(?:or)?d:[ \t]{1,8}(?=(?:["'][^\n]{1,512}|\S{1,512})[ \t\r]{0,8}(?:\n|$)))${QUOTE}?${VALUE}`,
    ),
  },
  {
    kind: 'password',
    why: 'settings whose names are written in one word, in YAML: ProxyPassword: …, apiToken: …; ExpiredToken: is an error of AWS',
    find: written(
      String.raw`(?<![A-Za-z0-9])(?!Next|Client|Request|Continuation|Expired|Invalid|Missing|Bad|No)[A-Za-z][A-Za-z0-9]{0,60}[a-z0-9](?:Password|Passwd|Passphrase|Secret|Token|ApiKey):[ \t]{1,8}(?=\S{6})${QUOTE}?${VALUE}`,
      '',
    ),
  },
  {
    kind: 'password',
    why: 'tags, where the name and the value of a setting stand apart: Key: api_token, Value: …',
    find: written(
      String.raw`\bkey${ASSIGNED}[\w.:/-]{0,80}(?:passw(?:or)?d|passphrase|token|secret|api[_-]?key)[\w.-]{0,16}${QUOTE}?,?(?:\s|\\[nrt]){0,80}[,{]?(?:\s|\\[nrt]){0,8}${QUOTE}?value${ASSIGNED}${VALUE}`,
    ),
  },
  {
    kind: 'password',
    why: 'passwords as words of a command line: --password …, and what subscription-manager registers with',
    find: written(
      String.raw`--(?:[\w-]{1,40}-)?(?:passw(?:or)?d|passphrase|activation-?key)(?:=|${QUOTE},?[ \t]{1,8}|[ \t]{1,8})${QUOTE}?(?!-)${VALUE}`,
    ),
  },
  {
    kind: 'password',
    why: 'docker login -p …, sshpass -p …',
    find: written(
      String.raw`(?:\b${CONTAINERS}[ \t]{1,8}(?:registry[ \t]{1,8})?login${words('-p')}|\bsshpass[ \t]{1,8})-p[ \t=]{0,8}["']?(?!assword)${VALUE}`,
      '',
    ),
  },
  {
    kind: 'password',
    why: 'the clients of MySQL take it without a blank: mysql -uroot -p…',
    find: written(
      String.raw`(?<![\w./-])mysql(?:admin|dump)?${words('-p')}-p(?!rotocol|lugin|ipe|ort|rint)["']?${VALUE}`,
      '',
    ),
  },
  {
    kind: 'password',
    why: 'curl -u user:password, --proxy-user user:password',
    find: written(
      String.raw`\bcurl${words('-[uU]|--(?:proxy-)?user')}(?:-[uU]|--(?:proxy-)?user)[ \t=]{0,8}(?:["'](?=[^"'\s:]{1,128}:))?[^\s:"'@/]{1,128}:(?<secret>(?<=["'][^\s:"'@/]{1,128}:)[^"'\n<]{1,1024}|[^\s"'<]{1,1024})`,
      '',
    ),
  },
  {
    kind: 'password',
    why: 'openssl -passin pass:…',
    find: written(String.raw`-pass(?:in|out)?[ \t]{1,8}["']?pass:${VALUE}`, ''),
  },
  {
    kind: 'password',
    why: 'a password that a command reads from standard input: echo … | docker login --password-stdin',
    find: written(
      String.raw`\becho[ \t]{1,8}(?:-n[ \t]{1,8})?["']?(?!\$\w|\$\{|\$\()(?<secret>(?<=["'])[^"'\n<]{1,1024}|[^\s|"'<]{1,1024})(?=["']?[ \t]{0,8}\|[^\n|]{0,120}(?:--password-stdin|--with-token|[ \t]-S\b|--stdin\b))`,
      '',
    ),
  },
  {
    kind: 'password',
    why: '.netrc: machine host login user password …, on one line or on three',
    find: written(
      String.raw`\b(?:machine\s{1,16}\S{1,253}\s{1,16}|login\s{1,16}\S{1,253}\s{1,16})(?:(?:login|account)\s{1,16}\S{1,253}\s{1,16}){0,2}password\s{1,16}["']?${VALUE}`,
    ),
  },
  {
    kind: 'password',
    why: 'the third line of a .netrc as a line of the log',
    find: written(
      String.raw`(?:^|\n|std(?:out|err):)[ \t]{0,16}password[ \t]{1,16}(?=\S{0,256}[^\sA-Za-z]\S{0,256}[ \t\r]{0,8}(?:\n|$))${VALUE}`,
    ),
  },
  {
    kind: 'registry-auth',
    why: 'the configuration of docker holds user and password in base64',
    find: written(
      String.raw`${QUOTE}(?:auth|identitytoken|registrytoken)${QUOTE}[ \t]{0,8}(?::|%3A)[ \t]{0,8}${QUOTE}(?<secret>(?:[\w+/=.-]|\\/|%2[FB]|%3D){12,8192})`,
    ),
  },
  {
    kind: 'registry-auth',
    why: '.npmrc: //registry/:_authToken=…, :_auth=…',
    find: written(`:?_auth(?:token)?(?:${EQUAL}|${MAPPED})${VALUE}`),
  },
  {
    kind: 'authorization',
    why: 'credentials for registries, package indexes and proxies',
    find: written(
      String.raw`authorization${ASSIGNED}(?:(?:bearer|basic|token|negotiate|digest|apikey)(?:\s|%20|\+){1,4}|(?!AWS4|bearer|basic|token|negotiate|digest)(?=[^\s"']{16}))${VALUE}`,
    ),
  },
  {
    kind: 'authorization',
    why: 'headers that are a credential in themselves',
    find: written(
      String.raw`\b(?:private-token|job-token|deploy-token|x-auth-token|x-api-key|x-vault-token|x-gitlab-token|x-jfrog-art-api)${ASSIGNED}${VALUE}`,
    ),
  },
  {
    kind: 'token',
    why: 'settings that end in a word for a credential: GITLAB_TOKEN=…, "client_secret": "…", ?token=…',
    find: written(
      String.raw`(?<!next|forward|backward|continuation|client|next_|next-|csrf)(?:token|secret|api_?key|accountkey|sharedaccesskey|secret_key_base)(?:${JOINED}|${MAPPED})(?![/~.]|%2F)(?=[^\s"'<>]{8})${VALUE}`,
    ),
  },
  {
    kind: 'token',
    why: 'tokens as words of a command line: --token …',
    find: written(
      String.raw`--(?:[\w-]{1,40}-)?(?:token|secret|api-?key)(?:=|${QUOTE},?[ \t]{1,8}|[ \t]{1,8})${QUOTE}?(?![-/~.])(?=[^\s"'<>]{8})${VALUE}`,
    ),
  },
];

/** http://user:password@host, encoded: `%` is how a percent sign is written there. */
function insideUrl(percent: '%' | '%25'): RegExp {
  const [colon, slash, at] = [`${percent}3A`, `${percent}2F`, `${percent}40`];
  const rest = `(?!${slash})[\\w.~%+!*()$',;-]`;
  return written(
    `${colon}(?:${slash}){2}(?:(?!${colon}|${at})${rest}){0,128}${colon}(?<secret>(?:${rest}){1,4096})(?=${at})`,
  );
}
