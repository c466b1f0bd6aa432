// No secret leaves: seeded secrets in the forms in which build logs show them, and properties over where they may stand. The
// secrets are put together here, so that scanners of source code have nothing to find.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countRemovals, createRedactor, SHOW_ALL } from '../../src/wording/redact.ts';
import { SECRET_ROWS, SECRET_RULES } from '../../src/wording/secrets.ts';
import { ruleOf } from '../../src/wording/secrets/rule.ts';
import { VALUE, written } from '../../src/wording/secrets/value.ts';
import { plantedLines } from './secrets.ts';

const ACCESS_KEY = ['ASIA', 'IOSFODNN7EXAMPLE'].join('');
const SECRET_KEY = ['wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY'].join('');
const TOKEN = ['IQoJb3JpZ2lu', 'X2VjEXAMPLE'.repeat(8), '=='].join('');
const SIGNATURE = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
const SECRETS = [
  ACCESS_KEY,
  SECRET_KEY,
  TOKEN,
  SIGNATURE,
  'hunter2',
  '111122223333',
  '10.0.3.7',
  'jane.doe@example.com',
];

const redact = (text: string) => createRedactor().text(text);

test.each([
  ['an account in an ARN', 'arn:aws:iam::111122223333:role/build', 'arn:aws:iam::<account-1>:role/<resource-1>'],
  [
    'an account in an encoded ARN',
    'arn%3Aaws%3Aiam%3A%3A111122223333%2F111122223333',
    'arn%3Aaws%3Aiam%3A%3A<account-1>%2F<account-1>',
  ],
  ['an account in a bucket name', 's3://parallelcluster-111122223333-v1', 's3://parallelcluster-<account-1>-v1'],
  ['an account after letters', 'id111122223333', 'id<account-1>'],
  ['an account as the console shows it', '1111-2222-3333 is 111122223333', '<account-1> is <account-1>'],
  ['an access key', `key ${ACCESS_KEY}.`, 'key <access-key-1>.'],
  ['a secret key in the environment', `AWS_SECRET_ACCESS_KEY=${SECRET_KEY}`, 'AWS_SECRET_ACCESS_KEY=<secret-key-1>'],
  ['a secret key in JSON', `"SecretAccessKey" : "${SECRET_KEY}",`, '"SecretAccessKey" : "<secret-key-1>",'],
  ['a session token in a file', `aws_session_token = ${TOKEN}`, 'aws_session_token = <session-token-1>'],
  ['a session token under another name', `"Token": "${TOKEN}"`, '"Token": "<session-token-1>"'],
  [
    'a token of the metadata service',
    'X-aws-ec2-metadata-token: AQAEAHYr6Q==',
    'X-aws-ec2-metadata-token: <session-token-1>',
  ],
  [
    'a presigned URL',
    `https://bucket.s3.amazonaws.com/k?X-Amz-Credential=${ACCESS_KEY}%2F20230127&X-Amz-Security-Token=${TOKEN}&X-Amz-Signature=${SIGNATURE}`,
    'https://bucket.s3.amazonaws.com/k?X-Amz-Credential=<credential-1>&X-Amz-Security-Token=<session-token-1>&X-Amz-Signature=<signature-1>',
  ],
  [
    'a signed request',
    `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/20230127/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${SIGNATURE}`,
    'AWS4-HMAC-SHA256 Credential=<credential-1>, SignedHeaders=host, Signature=<signature-1>',
  ],
  ['an authorization header', `Authorization: Bearer ${TOKEN}x`, 'Authorization: Bearer <session-token-1>'],
  [
    'a basic authorization',
    'Proxy-Authorization: Basic amFuZTpodW50ZXIy',
    'Proxy-Authorization: Basic <authorization-1>',
  ],
  [
    'a proxy password',
    'http_proxy=http://jane:hunter2@proxy.test:3128/',
    'http_proxy=http://jane:<password-1>@proxy.test:3128/',
  ],
  ['a password with an at sign', 'https://jane:hun@ter2@host.test', 'https://jane:<password-1>@host.test'],
  [
    'a password as a setting',
    'proxy_password=hunter2 "password": "hunter2"',
    'proxy_password=<password-1> "password": "<password-1>"',
  ],
  ['an e-mail address', 'mail jane.doe@example.com, please', 'mail <e-mail-1>, please'],
  [
    'private addresses',
    'from 10.0.3.7 to 172.16.0.1:22, 192.168.1.0/24',
    'from <private-ip-1> to <private-ip-2>:22, <private-ip-3>/24',
  ],
  ['a private IPv6 address', 'via fdab:1234::1 now', 'via <private-ip-1> now'],
  ['a host named after its address', 'root@ip-10-0-3-7.ec2.internal', '<e-mail-1>'],
  ['an instance in a message', 'host ip-10-0-3-7 is gone', 'host <host-1> is gone'],
  ['an internal host in a URL', 'https://mirror.hpc.corp/repo', 'https://<host-1>/repo'],
])('%s', (_name, text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each([
  'http://169.254.169.254/latest/meta-data/ and fd00:ec2::254',
  'ami-0abcdef1234567890, i-0a123456789012bcd',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'openssl-10.2.3.4-1.el9, mariadb 10.5.22, cuda 12.2.140',
  'getty@tty1.service, aws-cdk@2.100.0, /etc/rc.local, jdk.internal.reflect, ~/.local/bin',
  '2023-01-27T11:20:17.984Z took 1674818417984 ms',
  'X-Amz-Signature=${SIGNATURE} AWS_SESSION_TOKEN=$TOKEN',
  'https://us-east-1-aws-parallelcluster.s3.us-east-1.amazonaws.com/archives/cookbook.tgz',
  'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.',
  'git clone git@github.com:aws/aws-parallelcluster-cookbook.git at 9fceb02d0ae598e95dc970b74767f19372d61af8',
  'npm left-pad@1.3.0.tgz, dpkg version: 10.0.14.2, 10.0.0.1~ubuntu22, Signature   : RSA/SHA256, Mon',
  'password    sufficient pam_unix.so',
  'password updated successfully',
  'passwd: password expiry information changed.',
  'usage: login [--password PASSWORD] [--token TOKEN], password: "{{ vault_password }}"',
  'GOOGLE_APPLICATION_CREDENTIALS=/etc/key.json LM_LICENSE_FILE=/opt/licenses/license.dat PWD=/root',
  '"nextToken": "f/36120000000000000000" [sudo] password for root: unexpected token: x, token_count = 5',
])('%s is no secret', (text) => {
  expect(redact(text)).toBe(text);
});

test('equal secrets stay equal through a report, and different ones differ', () => {
  const redactor = createRedactor();
  expect(redactor.text('111122223333 444455556666')).toBe('<account-1> <account-2>');
  expect(redactor.text('444455556666')).toBe('<account-2>');
});

test('a secret is the same however it is spelt', () => {
  const text = `https://u:p%40ss%26w0rd@a.test {"password": "p@ss\\u0026w0rd"} password='p@ss&w0rd' password=&quot;p@ss&amp;w0rd&quot;`;
  expect(redact(text).match(/<password-\d>/g)).toEqual(Array(4).fill('<password-1>'));
});

test('tokens that stand already keep their numbers, and nothing else gets them', () => {
  const removals = countRemovals();
  const text = createRedactor().text('<account-2> and 111122223333', removals.noted);
  expect(text).toMatch(/^<account-2> and <account-[^2]>$/);
  expect(removals.list()).toEqual([{ kind: 'account', secrets: 2, places: 2 }]);
});

test.each([
  [
    'arn:aws:sts::111122223333:assumed-role/hpc/ParallelClusterImage-1a2b',
    'arn:aws:sts::<account-1>:assumed-role/<resource-1>/ParallelClusterImage-1a2b',
  ],
  ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore', 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
  [
    'arn:aws:imagebuilder:us-east-1:111122223333:component/mine/1.0.0/1',
    'arn:aws:imagebuilder:us-east-1:<account-1>:component/mine/1.0.0/1',
  ],
  [
    'arn:aws:s3:::eu-west-1-aws-parallelcluster/archives/x.tgz, arn:aws:s3:::mine/*.',
    'arn:aws:s3:::eu-west-1-aws-parallelcluster/archives/x.tgz, arn:aws:s3:::<resource-1>/*.',
  ],
  ['arn:aws:kms:us-east-1:111122223333:alias/mine', 'arn:aws:kms:us-east-1:<account-1>:alias/<resource-1>'],
])('of %s only the names go', (arn, redacted) => {
  expect(redact(arn)).toBe(redacted);
});

test('values are redacted at any depth, and keys, numbers and nulls stay', () => {
  const value = { account: '111122223333', nested: [{ text: 'jane.doe@example.com', line: 7, none: null }] };
  expect(createRedactor().value(value)).toEqual({
    account: '<account-1>',
    nested: [{ text: '<e-mail-1>', line: 7, none: null }],
  });
});

test('with redaction off everything is shown', () => {
  expect([SHOW_ALL.text('111122223333'), SHOW_ALL.value({ account: '111122223333' })]).toEqual([
    '111122223333',
    { account: '111122223333' },
  ]);
});

const blank = fc.stringMatching(/^[ ,;"'()[\]<>\n|]*$/).map((text) => ` ${text} `);
const forms = fc.constantFrom(
  `AWS_SECRET_ACCESS_KEY=${SECRET_KEY}`,
  `"SessionToken": "${TOKEN}"`,
  `?X-Amz-Signature=${SIGNATURE}&x=1`,
  `http://u:hunter2@proxy:3128`,
  ACCESS_KEY,
  TOKEN,
  '111122223333',
  '10.0.3.7',
  'jane.doe@example.com',
);

test('no seeded secret survives wherever it stands, and redacting twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(blank, forms, blank), { minLength: 1, maxLength: 6 }), (parts) => {
      const redacted = redact(parts.flat().join(''));
      expect(SECRETS.filter((secret) => redacted.includes(secret))).toEqual([]);
      expect(redact(redacted)).toBe(redacted);
    }),
  );
});

test('every rule has a reason, and says what is hidden of what it finds', () => {
  for (const { why, find } of SECRET_ROWS) {
    expect(why.length).toBeGreaterThan(12);
    expect(Object.keys(new RegExp(`${find.source}|`).exec('')?.groups ?? {})).toEqual(['secret']);
  }
});

const GENERATED = fc.oneof(
  plantedLines().map(({ text }) => text),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

test.each(SECRET_ROWS.map((row) => [`${row.kind}: ${row.why}`, row] as const))(
  'what a rule is not shown holds nothing for it: %s',
  (_, row) => {
    const { find } = ruleOf(row);
    fc.assert(
      fc.property(GENERATED, (text) => {
        const matches = Array.from(text.matchAll(new RegExp(row.find, `${row.find.flags}dg`)));
        const secrets = matches.flatMap(({ indices }) => indices?.groups?.['secret'] ?? []);
        expect(find(text).flatMap(({ from, to }) => [from, to])).toEqual(secrets);
      }),
      { numRuns: 500 },
    );
  },
);

test('a rule without a word before its value is shown every text', () => {
  const { find } = ruleOf({ kind: 'password', why: 'of a test', find: written(`-p:${VALUE}`) });
  expect(find('-p:hunter2')).toEqual([{ from: 3, to: 10 }]);
});

/** What the expressions begin with, what they go on with, and what they wait for. */
const HOSTILE = [
  ['a', '1', 'a.', 'a-', 'a@', 'ab:', 'A1', '%41', '\\n', '&amp;', '\\"', "'", '"', '&a=', '%26', ',a', 'é'],
  ['://', '://a:', '://a@', 'http%3A%2F%2Fa%3A', '%3A%2F%2F', 'password=', 'password="', '"password": "', 'password: '],
  [
    'X-Amz-Signature=',
    'Signature=',
    'token=',
    '--token ',
    '-p ',
    'docker login ',
    'docker login a ',
    'mysql -a ',
    'curl a ',
  ],
  [
    'curl -u a',
    'echo a ',
    'echo a | ',
    'machine a ',
    'login a ',
    'machine a login b ',
    '"auth": "',
    'Authorization: Bearer ',
  ],
  ['eyJ', 'eyJaaaaaa.eyJ', 'AKIA', 'xoxb-', 'IQoJb3JpZ2lu', 'ssh-rsa AAAA', '-----BEGIN PRIVATE KEY-----', 'A1b/'],
  [
    '27000@',
    'A_LICENSE_FILE=',
    '@a:',
    'SERVER a ',
    'SERVER ',
    'fd00:',
    'fd00%3A',
    'ip-1-1-1-1.',
    '10.0.0.',
    'a%40',
    'a@a.',
  ],
  [
    'arn:aws:iam::',
    'arn:aws:s3:::',
    'arn:aws:kms:a:111122223333:a/',
    '111122223333',
    '1111-2222-',
    'deadbeefdeadbeef',
    '<account-',
  ],
].flat();

test.each(HOSTILE)('a megabyte of %j takes linear time in every rule', (unit) => {
  const text = unit.repeat(1_000_000 / unit.length);
  for (const { kind, why, find } of SECRET_RULES) {
    const started = performance.now();
    find(text);
    const took = performance.now() - started;
    expect(took, `${kind}: ${why}`).toBeLessThan(1500);
  }
});

test.each(['Build.Proxy.Password', 'Build.ProxyPassword', 'password'])(
  'the value of the setting %s is a secret by its name, as a whole',
  (setting) => {
    const change = { setting, before: null, now: 'hunter2 "and" more' };
    expect(createRedactor().value([change])).toEqual([{ ...change, now: '<password-1>' }]);
  },
);

test('a package whose name sounds like a secret keeps its version, and an innocent setting its value', () => {
  const changes = [
    { what: 'base-passwd', before: '3.5.51', now: '3.5.52' },
    { setting: 'Build.InstanceType', before: 'c5.xlarge', now: 'c5.2xlarge' },
  ];
  expect(createRedactor().value(changes)).toEqual(changes);
});

test('a tag of a configuration is a secret by its key', () => {
  const config =
    'Build:\n  Tags:\n    - Key: api_token\n      Value: cmVnaXN0cnk6aHVudGVyMg\n    - Key: team\n      Value: hpc\n';
  expect(createRedactor().text(config)).toBe(config.replace('cmVnaXN0cnk6aHVudGVyMg', '<password-1>'));
});
