// `pc-doctor check` from the command line: facts from flags, from the pcluster command and from EC2; text, JSON, SARIF; exit codes.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTRACTS } from '../reports/contracts.ts';
import { pcDoctor, servedAccount, temporaryFolder } from './pc-doctor.ts';

const GOOD = 'Build:\n  InstanceType: c5.xlarge\n  ParentImage: ami-0a1b2c3d4e5f60718\n';
const CURRENT = ['--pcluster-version', '3.16.0', '--os', 'rocky9.4', '--arch', 'x86_64'];

function configFile(text = GOOD): string {
  const path = join(temporaryFolder(), 'image-config.yaml');
  writeFileSync(path, text);
  return path;
}

describe('the exit code', () => {
  test.each([
    ['0: nothing is known against it', GOOD, CURRENT, 0, 'Nothing is known against it.'],
    ['2: pcluster would refuse it', GOOD.replace('Instance', 'instance'), CURRENT, 2, 'did you mean InstanceType?'],
    [
      '3: it is known to fail',
      GOOD,
      ['--pcluster-version', '3.9.1', '--os', 'rocky9', '--arch', 'x86_64'],
      3,
      'This build would fail: 2 reasons known.',
    ],
  ])('%s', async (_, text, flags, code, says) => {
    const ended = await pcDoctor(['check', configFile(text), ...flags]);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: '' });
    expect(ended.stdout).toContain(says);
  });

  test('8: there is no such file', async () => {
    expect((await pcDoctor(['check', '/nowhere/x.yaml'])).code).toBe(8);
  });
});

describe('the facts', () => {
  test('the version is what the pcluster command says', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'pcluster'), '#!/bin/sh\necho \'{ "version": "3.12.0" }\'\n');
    chmodSync(join(folder, 'pcluster'), 0o755);
    const env = { PATH: `${folder}:${process.env.PATH}` };
    const { stdout } = await pcDoctor(['check', configFile(), '--json', '--os', 'rocky9', '--arch', 'x86_64'], { env });
    expect(JSON.parse(stdout).facts).toEqual({ pclusterVersion: '3.12.0', os: 'rocky9', arch: 'x86_64' });
  });

  test('system and architecture are what EC2 says of the parent image', async () => {
    const { env } = await servedAccount();
    const { stdout } = await pcDoctor(['check', configFile(), '--json', '--pcluster-version', '3.4.1'], { env });
    const { facts, findings, gaps } = JSON.parse(stdout);
    expect(facts).toEqual({ pclusterVersion: '3.4.1', os: 'ubuntu2004', arch: 'x86_64' });
    expect(findings.map(({ rule }: { rule: string }) => rule)).toContain('os-packages/mysql-client-downgrade');
    expect(gaps).toEqual([]);
  });

  test('what EC2 does not say is a gap, and no failure', async () => {
    const { env, replay } = await servedAccount();
    replay.fail({ action: 'DescribeImages', fault: { kind: 'deny' } });
    const { code, stdout } = await pcDoctor(['check', configFile(), '--json', '--pcluster-version', '3.16.0'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).gaps).toMatchObject([
      { what: 'the parent image ami-0a1b2c3d4e5f60718', why: expect.stringContaining('ec2:DescribeImages was denied') },
    ]);
  });

  test('an Image Builder parent names its system itself', async () => {
    const text = GOOD.replace(
      'ami-0a1b2c3d4e5f60718',
      'arn:aws:imagebuilder:us-east-1:aws:image/ubuntu-server-22-lts-x86/x.x.x',
    );
    const { stdout } = await pcDoctor(['check', configFile(text), '--json', '--pcluster-version', '3.16.0']);
    expect(JSON.parse(stdout).facts).toMatchObject({ os: 'ubuntu2204' });
  });
});

test('SARIF points at file, line and column, and names its rules', async () => {
  const folder = temporaryFolder();
  const path = configFile(`${GOOD}  SubnetID: subnet-0abc1234\n`);
  await pcDoctor([
    'check',
    path,
    '--output',
    `sarif=${join(folder, 'x.sarif')}`,
    '--pcluster-version',
    '3.9.1',
    '--os',
    'rocky9',
    '--arch',
    'x86_64',
  ]);
  const sarif = readFileSync(join(folder, 'x.sarif'), 'utf8');
  expect(await CONTRACTS.sarif(sarif)).toEqual([]);
  const { version, runs } = JSON.parse(sarif);
  expect(version).toBe('2.1.0');
  const [{ tool, results }] = runs;
  expect(results[0]).toMatchObject({
    ruleId: 'config/unknown-key',
    level: 'error',
    locations: [{ physicalLocation: { region: { startLine: 4, startColumn: 3 } } }],
  });
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test('a mended configuration comes out clean', async () => {
  const { env } = await servedAccount();
  const target = join(temporaryFolder(), 'mended.yaml');
  const cookbook = 'DevSettings.Cookbook.ChefCookbook=https://x.example.com/c.tgz';
  expect(
    (await pcDoctor(['fix', 'ubuntu20-mysql', '-r', 'us-east-1', '--set', cookbook, '--write', target], { env })).code,
  ).toBe(0);
  const { stdout } = await pcDoctor(['check', target, '--json', '--pcluster-version', '3.4.1'], { env });
  // Nothing in a configuration brings back the Lambda runtime of that version.
  expect(JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule)).toEqual([
    'stack/lambda-python39-retired',
  ]);
});
