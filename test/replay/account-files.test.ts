// What a recorded account may look like on disk, and what is said of one that is wrong.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import { smallAccount, UUID } from './small-account.ts';

const STACK = `stack: { uuid: ${UUID}, status: CREATE_FAILED, created: 2026-11-20T10:00:00Z }\n`;

test.each([
  [
    'a key that is not known',
    { 'alpha/build.yaml': 'region: us-east-1\nstak: {}\n' },
    /^account\/alpha\/build.yaml:1: Unrecognized key: "stak"/,
  ],
  ['a missing key', { 'alpha/build.yaml': STACK }, /^account\/alpha\/build.yaml:1: region: /],
  [
    'a time that is none',
    { 'alpha/build.yaml': `region: us-east-1\nlogGroup:\n  created: yesterday\n` },
    /^account\/alpha\/build.yaml:3: logGroup.created: expected a time such as/,
  ],
  ['broken YAML', { 'alpha/build.yaml': 'region: us-east-1\nstack: {\n' }, /^account\/alpha\/build.yaml:\d: /],
  [
    'an account that is no number',
    { 'account.yaml': 'account: home\nclock: 2026-11-23T04:00:00Z\n' },
    /^account\/account.yaml:1: account: expected twelve digits/,
  ],
  [
    'a stack event without a type',
    { 'alpha/stack-events.txt': '# remark\n2026-11-20T10:00:00Z CREATE_FAILED Image\n' },
    /^account\/alpha\/stack-events.txt:2: expected `<time> <STATUS> <Type::Name>/,
  ],
  [
    'a stack event at no time',
    { 'alpha/stack-events.txt': 'noon CREATE_FAILED AWS::X::Y Image -\n' },
    /^account\/alpha\/stack-events.txt:1: no such time: noon/,
  ],
  ['a log that goes back in time', { 'alpha/1/1.log': 'x\n' }, /^account\/alpha\/1\/1.log:1: a line that continues/],
])('%s is reported with file and line', (_, files, message) => {
  expect(() => smallAccount(files)).toThrow(message);
  expect(() => smallAccount(files)).toThrow(Trouble);
});

test('a folder is read with all its streams, and what is no part of the account is left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'account-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'beta', '3.9.1'), { recursive: true });
  await writeFile(join(folder, 'account.yaml'), 'account: "111122223333"\nclock: 2026-11-23T04:00:00Z\n');
  await writeFile(join(folder, 'beta', 'build.yaml'), `region: us-east-1\n${STACK}`);
  await writeFile(join(folder, 'beta', '3.9.1', '1.log'), '2026-11-20T10:00:00Z hello\n');
  await writeFile(join(folder, 'beta', 'notes.md'), 'not ours');
  const { builds } = await loadAccount(folder);
  expect(builds).toMatchObject([
    {
      imageId: 'beta',
      stack: { id: `arn:aws:cloudformation:us-east-1:111122223333:stack/beta/${UUID}`, events: [] },
      image: null,
      logGroup: { name: '/aws/imagebuilder/ParallelClusterImage-beta', streams: [{ name: '3.9.1/1' }] },
    },
  ]);
});

test('a folder that is not there, and one that is no account, are told apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'account-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expect(loadAccount(join(folder, 'nowhere'))).rejects.toThrow(/^cannot read the recorded account/);
  await expect(loadAccount(folder)).rejects.toThrow(/account.yaml:1: no such file/);
});

test('a build may have lost everything but an empty log group', () => {
  const account = smallAccount({
    'alpha/build.yaml': 'region: us-east-1\nlogGroup: { created: 2026-11-20T10:00:00Z }\n',
    'gamma/build.yaml': 'region: us-east-1\n',
  });
  expect(account.builds.map(({ stack, image, logGroup }) => [stack, image, logGroup?.createdAt ?? null])).toEqual([
    [null, null, Date.parse('2026-11-20T10:00:00Z')],
    [null, null, null],
  ]);
});
