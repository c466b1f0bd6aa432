// No secret leaves: seeded secrets in the forms in which build logs show them, and properties over where they may stand. The
// secrets are put together here, so that scanners of source code have nothing to find.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, SHOW_ALL } from '../../src/wording/redact.ts';
import { SECRET_ROWS } from '../../src/wording/secrets.ts';

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
])('%s is no secret', (text) => {
  expect(redact(text)).toBe(text);
});

test('equal secrets stay equal through a report, and different ones differ', () => {
  const redactor = createRedactor();
  expect(redactor.text('111122223333 444455556666')).toBe('<account-1> <account-2>');
  expect(redactor.text('444455556666')).toBe('<account-2>');
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

test.each(['a', '://', 'a.', 'a-', '1', 'a@', 'password=', '://a:', 'ab:', 'fd00:'])(
  'half a megabyte of %j takes linear time',
  (unit) => {
    const started = performance.now();
    redact(unit.repeat(500_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(4000);
  },
);
