// Invents secrets and the lines in which builds print them: dumps of the environment, traced scripts, JSON, command lines, addresses,
// files of package managers. Nothing here is real, and no line looks like a secret to who searches source code for them.
import * as fc from 'fast-check';

/** A line of a build, or several, and what must not be left of it. */
export interface Planted {
  readonly text: string;
  readonly secrets: readonly string[];
}

type Carrier = (secret: string) => string;

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = `${CAPITALS}${CAPITALS.toLowerCase()}`;
const DIGITS = '0123456789';
const BASE64 = `${LETTERS}${DIGITS}+/`;
const WORD = `${LETTERS}${DIGITS}_-`;

function chars(alphabet: string, least: number, most = least): fc.Arbitrary<string> {
  const one = fc.constantFrom(...Array.from(alphabet));
  return fc.array(one, { minLength: least, maxLength: most }).map((all) => all.join(''));
}

/** What a secret is known by is cut in two here, so that no scanner takes this file for a leak. */
function headed(heads: readonly string[], tail: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const head = fc.constantFrom(...heads.map((cut) => cut.replace('|', '')));
  return fc.tuple(head, tail).map((parts) => parts.join(''));
}

const accessKey = headed(['AK|IA', 'AS|IA'], chars(`${CAPITALS}234567`, 16));
const secretKey = chars(BASE64, 40);
const sessionToken = headed(['IQoJ|b3JpZ2lu', 'FwoG|ZXIvYXdz'], chars(BASE64, 100, 900)).map((token) => `${token}==`);
const signature = chars(`${DIGITS}abcdef`, 64);
const account = chars(DIGITS, 12);
const github = headed(['gh|p_', 'gh|s_'], chars(`${LETTERS}${DIGITS}`, 36));
const marked = fc.oneof(
  github,
  headed(['github|_pat_'], chars(`${LETTERS}${DIGITS}_`, 82)),
  headed(['gl|pat-'], chars(WORD, 20)),
  headed(['xo|xb-', 'xo|xp-'], chars(`${LETTERS}${DIGITS}-`, 24, 60)),
  headed(['npm|_'], chars(`${LETTERS}${DIGITS}`, 36)),
  headed(['pypi|-AgEIcHlwaS5vcmc'], chars(WORD, 80, 150)),
);
const jwt = fc
  .tuple(headed(['ey|J'], chars(WORD, 20, 60)), headed(['ey|J'], chars(WORD, 40, 300)), chars(WORD, 43))
  .map((parts) => parts.join('.'));
const token = chars(`${LETTERS}${DIGITS}`, 20, 64);

/** What a password may hold where nothing is quoted, and where something is. It begins with a letter: `$x` would be a variable. */
const plainPassword = headed(Array.from(LETTERS), chars(`${LETTERS}${DIGITS}!#^*()_+=.:?@~{}[]|-`, 9, 20));
const anyPassword = headed(
  Array.from(LETTERS),
  chars(`${LETTERS}${DIGITS} !#%^*()_+=.:?@~{}[]|-&,;<>"'\\$\`/`, 9, 20),
).map((password) => `${password}Z9`);

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const url = (text: string) => encodeURIComponent(text);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Every way in which a secret may stand in a text. */
export function spellingsOf(secret: string): readonly string[] {
  return [...new Set([secret, url(secret), url(url(secret)), json(secret), html(secret), html(json(secret))])];
}

/** A setting as builds print it; each quotes what has to be quoted there. */
const quotedSettings = (name: string): readonly Carrier[] => [
  (value) => `declare -x ${name}="${value.replace(/["\\$`]/g, '\\$&')}"`,
  (value) => `+ export ${name}='${value.replaceAll("'", "'\\''")}'`,
  (value) => `{"${name}": "${json(value)}", "Region": "us-east-1"}`,
  (value) => `  "${name}" : "${json(value)}",`,
  (value) => `Stdout: {"message": "${json(`{"${name}": "${json(value)}"}`)}"}`,
  (value) => html(`<pre>{"${name}": "${json(value)}"}</pre>`),
];
const bareSettings = (name: string): readonly Carrier[] => [
  (value) => `${name}=${value}`,
  (value) => `Stdout: ${name}=${value}`,
  (value) => `++ ${name}=${value}`,
  (value) => `        env = {'${name}': '${value}', 'HOME': '/root'}`,
  (value) => `"Env": ["PATH=/usr/bin", "${name}=${value}", "HOME=/root"]`,
];

const CALENDAR = '20230127T112017Z';
const presigned: readonly Carrier[] = [
  (query) =>
    `https://bucket.s3.us-east-1.amazonaws.com/cookbook.tgz?X-Amz-Date=${CALENDAR}&${query}&X-Amz-SignedHeaders=host`,
  (query) => `curl -L 'https://bucket.s3.amazonaws.com/k?X-Amz-Expires=900&${query}' -o /tmp/k`,
  (query) => `{"url": "https://bucket.s3.amazonaws.com/k?${query}"}`.replaceAll('&', '\\u0026'),
  (query) => `<a href="${html(`https://bucket.s3.amazonaws.com/k?${query}&x=1`)}">`,
  (query) => `https://sso.example.com/?to=${url(`https://bucket.s3.amazonaws.com/k?${query}&x=1`)}&next=1`,
];

const PROXIES: readonly Carrier[] = [
  (password) => `http_proxy=http://build:${url(password)}@proxy.example.com:3128`,
  (password) => `+ export https_proxy=http://build:${url(password)}@proxy.example.com:3128/`,
  (password) => `pip install --index-url https://build:${url(password)}@pypi.example.com/simple numpy`,
  (password) => `requests.exceptions.ProxyError: http:\\/\\/build:${url(password)}@proxy.example.com failed`,
  (password) => `?next=${url(`http://build:${url(password)}@proxy.example.com/x`)}&y=1`,
  (password) => `fatal: unable to access 'https://${url(password)}:x-oauth-basic@git.example.com/r.git/'`,
];

const COMMANDS: readonly Carrier[] = [
  (password) => `+ docker login -u build -p ${password} registry.example.com`,
  (password) => `docker login registry.example.com --username build --password ${password}`,
  (password) => `['podman', 'login', '--password', '${password}', 'registry.example.com']`,
  (password) => `+ curl -sS -u build:${password} https://nexus.example.com/repository/x`,
  (password) => `curl --proxy-user "build:${password}" https://example.com`,
  (password) => `sshpass -p '${password}' ssh build@example.com`,
  (password) => `mysql -uroot -p${password} -e "select 1"`,
  (password) => `+ echo '${password}' | docker login --username build --password-stdin`,
  (password) => `subscription-manager register --username build --password=${password}`,
  (password) => `machine git.example.com login build password ${password}`,
  (password) => `machine git.example.com\n  login build\n  password ${password}\n`,
  (password) => `proxy:\n  proxy_password: ${password}\n`,
  (password) => `Build:\n  Proxy:\n    ProxyPassword: ${password}\n`,
  (password) => `  apiToken: "${password}"`,
  (password) => `{"Tags": [{"Key": "registry-password", "Value": "${password}"}]}`,
  (password) => json(`[{"Key": "ApiKey", "Value": "${password}"}]`),
  (password) => `<server><password>${html(password)}</password></server>`,
];

const HEADERS: readonly Carrier[] = [
  (value) => `> Authorization: Bearer ${value}`,
  (value) => `+ curl -H 'Authorization: token ${value}' https://api.example.com`,
  (value) => `headers = {"Authorization": "Bearer ${value}"}`,
  (value) => json(`{"Authorization": "Bearer ${value}"}`),
  (value) => `curl --header "PRIVATE-TOKEN: ${value}" https://gitlab.example.com`,
  (value) => `//registry.example.com/:_authToken=${value}`,
  (value) => `GITLAB_TOKEN=${value}`,
  (value) => `"client_secret": "${value}"`,
  (value) => `wget "https://example.com/a?access_token=${value}&x=1"`,
  (value) => `rpmbuild --token ${value}`,
];

/** Known by themselves, wherever they stand. */
const ANYWHERE: readonly Carrier[] = [
  (secret) => `the value is ${secret}, it says`,
  (secret) => `Traceback: ValueError('${secret}')`,
  (secret) => `{"value":"${json(secret)}"}`,
  (secret) => `a\\n${secret}\\nb`,
  (secret) => `GET /?value=${url(secret)}&x=1`,
  (secret) => `q=${url(`a=${secret} b`)}`,
  (secret) => secret,
];

const octet = fc.integer({ min: 0, max: 255 });
const privateIp = fc.oneof(
  fc.tuple(octet, octet, octet).map((rest) => `10.${rest.join('.')}`),
  fc.tuple(octet, octet).map((rest) => `192.168.${rest.join('.')}`),
  fc.tuple(fc.integer({ min: 16, max: 31 }), octet, octet).map((rest) => `172.${rest.join('.')}`),
);
const localIpv6 = chars('0123456789abcdef', 10).map(
  (hex) => `fd${hex.slice(0, 2)}:${hex.slice(2, 6)}:${hex.slice(6)}::17`,
);
const label = headed(Array.from(LETTERS.toLowerCase()), chars(`${LETTERS.toLowerCase()}${DIGITS}`, 6, 14));
const innerHost = fc
  .tuple(label, label, fc.constantFrom('internal', 'corp', 'lan', 'local'))
  .map((all) => all.join('.'));
const instanceHost = fc.oneof(
  privateIp.map((ip) => `ip-${ip.replaceAll('.', '-')}.ec2.internal`),
  privateIp.map((ip) => `ec2-${ip.replaceAll('.', '-')}.us-east-2.compute.amazonaws.com`),
);
const mail = fc.tuple(label, label).map(([name, domain]) => `${name}.doe@${domain}.example.com`);
const wholeNames = fc.oneof(privateIp, localIpv6, innerHost, instanceHost, mail);

const LICENCES: readonly Carrier[] = [
  (host) => `LM_LICENSE_FILE=27000@${host}:27001@other1`,
  (host) => `export MLM_LICENSE_FILE=27000@first1:27001@${host}`,
  (host) => `LM_LICENSE_FILE=@${host}`,
  (host) => `lmutil lmstat -a -c 27000@${host}`,
  (host) => `SERVER ${host} 0123456789ab 27000`,
  (host) => `SERVER ${host} ANY`,
];

const ARNS: readonly Carrier[] = [
  (name) => `User: arn:aws:iam::111122223333:user/${name} is not authorized`,
  (name) => `arn:aws:sts::111122223333:assumed-role/${name}/${name}@laptop.`,
  (name) => `"arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf"`,
  (name) => `Parameter arn:aws-cn:ssm:cn-north-1:111122223333:parameter/${name}/key not found`,
  (name) => `arn:aws:sns:us-east-1:111122223333:${name}`,
  (name) => url(`arn:aws:kms:us-east-1:111122223333:alias/${name}`),
  (name) => `arn:aws:s3:::${name}/some/key`,
];

const keyBody = fc.array(chars(BASE64, 64), { minLength: 3, maxLength: 26 });
const privateKeys: readonly ((lines: readonly string[]) => string)[] = [
  (lines) => pem(lines).join('\n'),
  (lines) => `"key": "${json(`${pem(lines).join('\n')}\n`)}"`,
  (lines) => pem(lines).slice(0, -1).join('\n'),
  (lines) => `Stdout: ${pem(lines).join('\nStdout: ')}`,
];

function pem(lines: readonly string[]): string[] {
  const kind = ['RSA', 'PRIVATE', 'KEY'].join(' ');
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`];
}

function carried(secret: fc.Arbitrary<string>, carriers: readonly Carrier[]): fc.Arbitrary<Planted> {
  return fc
    .tuple(secret, fc.constantFrom(...carriers))
    .map(([kept, carrier]) => ({ text: carrier(kept), secrets: [kept] }));
}

function settings(secret: fc.Arbitrary<string>, names: readonly string[], kinds = [quotedSettings, bareSettings]) {
  return carried(
    secret,
    names.flatMap((name) => kinds.flatMap((kind) => kind(name))),
  );
}

const QUERY = fc.tuple(accessKey, sessionToken, signature).map(([key, session, signed]) => ({
  query: `X-Amz-Credential=${key}%2F20230127%2Fus-east-1&X-Amz-Security-Token=${url(session)}&X-Amz-Signature=${signed}`,
  secrets: [key, session, signed],
}));

const PASSWORD_NAMES = ['DB_PASSWORD', 'proxy_password', 'password', 'MYSQL_ROOT_PASSWORD', 'SSL_PASSPHRASE'];

/** All kinds of secrets, each in the carriers in which builds print it. */
const KINDS: Readonly<Record<string, fc.Arbitrary<Planted>>> = {
  'access keys': carried(accessKey, ANYWHERE),
  'secret keys': settings(secretKey, ['AWS_SECRET_ACCESS_KEY', 'aws_secret_access_key', 'SecretAccessKey']),
  'key files': fc.tuple(accessKey, secretKey).map((pair) => ({ text: pair.join(':'), secrets: pair })),
  'session tokens': fc.oneof(
    carried(sessionToken, ANYWHERE),
    settings(sessionToken, ['AWS_SESSION_TOKEN', 'aws_session_token', 'SessionToken']),
  ),
  'presigned addresses': fc
    .tuple(QUERY, fc.constantFrom(...presigned))
    .map(([{ query, secrets }, carrier]) => ({ text: carrier(query), secrets })),
  accounts: carried(account, ANYWHERE),
  resources: carried(label, ARNS),
  passwords: fc.oneof(settings(plainPassword, PASSWORD_NAMES), settings(anyPassword, PASSWORD_NAMES, [quotedSettings])),
  'passwords in addresses': carried(anyPassword, PROXIES),
  'passwords in commands': carried(plainPassword, COMMANDS),
  'registries of docker': anyPassword.map((password) => ({
    text: `{"auths": {"registry.example.com": {"auth": "${base64(`build:${password}`)}"}}}`,
    secrets: [password, base64(`build:${password}`)],
  })),
  'basic authorization': anyPassword.map((password) => ({
    text: `> Proxy-Authorization: Basic ${base64(`build:${password}`)}`,
    secrets: [password, base64(`build:${password}`)],
  })),
  headers: carried(fc.oneof(token, marked, jwt), HEADERS),
  'marked tokens': carried(fc.oneof(marked, jwt), ANYWHERE),
  'private keys': fc
    .tuple(keyBody, fc.constantFrom(...privateKeys))
    .map(([lines, carrier]) => ({ text: carrier(lines), secrets: lines })),
  'addresses, hosts, people': carried(wholeNames, ANYWHERE),
  'licence servers': carried(fc.oneof(label, innerHost), LICENCES),
};

export const KINDS_OF_SECRETS = Object.keys(KINDS);

/** Lines with secrets in them, of one kind or of any. */
export function plantedLines(kind?: string): fc.Arbitrary<Planted> {
  return KINDS[kind ?? ''] ?? fc.oneof(...Object.values(KINDS));
}
