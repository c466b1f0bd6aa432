// A configuration before the build: the schema of its version, what the catalog foresees, and that a mended one comes out clean.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../src/catalog/shipped.ts';
import { checkConfig } from '../src/checkup.ts';
import type { Finding } from '../src/model/checkup.ts';
import { mendConfig } from '../src/mend.ts';
import type { KnownFacts } from '../src/model/conditions.ts';
import { BUILD_SCHEMA } from '../src/remedies/build-schema.ts';
import { configProblems } from '../src/remedies/config-problems.ts';
import { weighRemedies } from '../src/remedies/weigh.ts';

const { patterns } = await openCatalog(null);
const GOOD = 'Build:\n  InstanceType: c5.xlarge\n  ParentImage: ami-0abc1234def567890\n';
const FACTS: KnownFacts = { pclusterVersion: '3.16.0', os: 'rocky9', osVersion: '9.4', arch: 'x86_64' };

function findings(text: string, facts: Partial<KnownFacts> = {}, today = '2026-11-23'): Finding[] {
  return checkConfig({ text, patterns, facts: { ...FACTS, ...facts }, today });
}

function said(text: string, facts: Partial<KnownFacts> = {}): string[] {
  return findings(text, facts).map(({ rule, line, column }) => `${line}:${column} ${rule}`);
}

describe('the schema', () => {
  test.each([
    ['nothing', '', ['1:1 config/not-yaml']],
    ['a list', '- a\n', ['1:1 config/not-yaml']],
    ['broken YAML', 'Build: {InstanceType: a\n', ['2:1 config/not-yaml']],
    ['a key that is not there', 'Image: {Name: x}\n', ['1:1 config/missing-key']],
    ['a key in lower case', GOOD.replace('Build', 'build'), ['1:1 config/unknown-key', '1:1 config/missing-key']],
    ['a misspelt key', `${GOOD}  SubnetID: subnet-0abc1234\n`, ['4:3 config/unknown-key']],
    ['a text for a number', `${GOOD}Image: {RootVolume: {Size: "80"}}\n`, ['4:28 config/wrong-type']],
    ['a bad subnet', `${GOOD}  SubnetId: sn-1\n`, ['4:13 config/bad-value']],
    ['a placeholder', `${GOOD}  SubnetId: <id of a subnet>\n`, ['4:13 config/placeholder']],
    ['an empty value', `${GOOD}  SubnetId:\n`, ['4:3 config/wrong-type']],
    [
      'too many components',
      `${GOOD}  Components: [${'{Type: arn, Value: "arn:a"},'.repeat(16)}]\n`,
      ['4:15 config/too-many'],
    ],
    [
      'a role and policies',
      `${GOOD}  Iam:\n    InstanceRole: arn:aws:iam::111122223333:role/x\n    AdditionalIamPolicies: [{Policy: "arn:aws:iam::aws:policy/x"}]\n`,
      ['5:5 config/excluded'],
    ],
    ['a tag without a value', `${GOOD}  Tags: [{Key: a}]\n`, ['4:10 config/missing-key']],
  ])('refuses %s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test('takes a whole configuration, anchors, comments and flow style included', () => {
    const whole = `# all of it
Region: eu-west-1
Image: &image {Name: x, Tags: [{Key: a, Value: b}], RootVolume: {Size: 80, Encrypted: true}}
Build:
  InstanceType: c5.xlarge
  ParentImage: arn:aws:imagebuilder:eu-west-1:aws:image/rocky-9/x.x.x
  SubnetId: subnet-0abc1234def567890
  SecurityGroupIds: [sg-0abc1234]
  Components: [{Type: script, Value: "s3://bucket/x.sh"}]
  Iam: {AdditionalIamPolicies: [{Policy: "arn:aws:iam::aws:policy/x"}]}
  UpdateOsPackages: {Enabled: yes}
  Imds: {ImdsSupport: v2.0}
  Installation: {LustreClient: {Enabled: false}}
DevSettings: {DisableKernelUpdate: true, TerminateInstanceOnFailure: false}
`;
    expect(findings(whole)).toEqual([]);
  });

  test('knows since when a key is there', () => {
    const text = `${GOOD}DevSettings: {DisableKernelUpdate: true}\n`;
    expect(configProblems(text, '3.7.2').map(({ rule }) => rule)).toEqual(['newer-key']);
    expect(configProblems(text, '3.8.0')).toEqual([]);
    expect(configProblems(text, null)).toEqual([]);
  });

  test('knows every key that a remedy of the catalog sets', () => {
    const known = new Set(BUILD_SCHEMA.map(({ path }) => path));
    const set = patterns.flatMap(({ id, remedies }) =>
      remedies.flatMap(({ patch }) => Object.keys(patch ?? {}).map((key) => [id, key] as const)),
    );
    expect(set.filter(([, key]) => !known.has(key))).toEqual([]);
  });
});

describe('what the catalog foresees', () => {
  const mysql = { pclusterVersion: '3.4.1', os: 'ubuntu2004', osVersion: '20.04' };

  test('issue 4835 before the hour is spent, and not with another cookbook', () => {
    expect(findings(GOOD, mysql, '2023-02-01')).toMatchObject([
      { level: 'error', rule: 'os-packages/mysql-client-downgrade' },
    ]);
    const patched = `${GOOD}DevSettings: {Cookbook: {ChefCookbook: "https://x.example.com/c.tgz"}}\n`;
    expect(findings(patched, mysql, '2023-02-01')).toEqual([]);
  });

  test('not before the day on which the world changed', () => {
    expect(findings(GOOD, mysql, '2023-01-24')).toEqual([]);
  });

  test('a failure that only a missing fact keeps open is a note, and says which', () => {
    const [note] = findings(GOOD, { ...mysql, arch: null }, '2023-02-01');
    expect(note).toMatchObject({ level: 'note', rule: 'os-packages/mysql-client-downgrade' });
    expect(note?.because).toContain('needs to know the architecture (x86_64)');
  });

  test('a system that this version does not build, a GPU that its drivers do not know, a cookbook of another version', () => {
    expect(said(GOOD, { os: 'centos7' })).toEqual(['3:3 component/unsupported-os']);
    expect(said(GOOD.replace('c5.xlarge', 'p3.2xlarge'))).toEqual(['2:3 cli/openrm-unsupported-instance']);
    const other = `${GOOD}DevSettings: {Cookbook: {ChefCookbook: "https://x.example.com/aws-parallelcluster-cookbook-3.5.0.tgz"}}\n`;
    expect(said(other)).toEqual(['4:26 config/cookbook-version']);
  });

  test('a current version on a system it knows has nothing against it', () => {
    expect(findings(GOOD)).toEqual([]);
  });

  test('every pattern that can be foreseen is foreseen for one of its builds', () => {
    const foreseeable = patterns.filter(({ beforeBuild }) => beforeBuild !== null);
    expect(foreseeable.length).toBeGreaterThan(8);
  });
});

describe('mended', () => {
  /** Every change that a remedy makes, with values where it leaves them open. */
  const changes = patterns.flatMap((pattern) =>
    weighRemedies([pattern], FACTS, {}).flatMap((remedy) =>
      remedy.patch !== null && remedy.applies !== 'no' ? [remedy] : [],
    ),
  );
  const VALUES: Readonly<Record<string, string | number>> = {
    'Build.SubnetId': 'subnet-0abc1234def567890',
    'Build.ParentImage': 'ami-0fedcba9876543210',
    'Build.InstanceType': 'c5.2xlarge',
    'Build.Iam.InstanceRole': 'arn:aws:iam::111122223333:role/builder',
    'Build.Iam.InstanceProfile': 'arn:aws:iam::111122223333:instance-profile/builder',
    'Build.Iam.CleanupLambdaRole': 'arn:aws:iam::111122223333:role/cleaner',
    'Build.Iam.PermissionsBoundary': 'arn:aws:iam::111122223333:policy/boundary',
    'Image.RootVolume.Size': 120,
    'Image.RootVolume.KmsKeyId': 'arn:aws:kms:us-east-1:111122223333:key/0abc1234',
    'DevSettings.Cookbook.ChefCookbook': 'https://x.example.com/c.tgz',
    'DevSettings.NodePackage': 'https://x.example.com/n.tgz',
    'DevSettings.DistributionConfiguration.Regions': 'us-east-1,eu-west-1',
    'DevSettings.DistributionConfiguration.LaunchPermission': '{"UserIds": ["111122223333"]}',
    'DevSettings.Cookbook.ExtraChefAttributes': '{"cluster": {"nvidia": {"enabled": "no"}}}',
    CustomS3Bucket: 'bucket-example',
    Region: 'us-east-1',
  };
  const configs = fc.record({
    comment: fc.constantFrom('', '# ours\n'),
    eol: fc.constantFrom('\n', '\r\n'),
    dev: fc.constantFrom(
      '',
      'DevSettings: {TerminateInstanceOnFailure: true}\n',
      'DevSettings:\n  # what we try\n  DisableValidateAndTest: false\n',
    ),
    image: fc.constantFrom('', 'Image:\n  RootVolume: &root {Size: 80}\n', 'Image: {Name: x}\n'),
  });

  test('by any remedy of the catalog, a good configuration stays one', () => {
    fc.assert(
      fc.property(configs, fc.constantFrom(...changes), ({ comment, eol, dev, image }, remedy) => {
        const text = `${comment}${GOOD}${image}${dev}`.replaceAll('\n', eol);
        const open = Object.entries(remedy.patch ?? {}).filter(
          ([, value]) => typeof value === 'string' && value.includes('<'),
        );
        const given = Object.fromEntries(open.map(([key]) => [key, VALUES[key] ?? 'x']));
        const mended = mendConfig({ text, remedies: [remedy], given, version: '3.16.0' });
        const problems = mended.kind === 'mended' ? configProblems(mended.text, '3.16.0') : [mended];
        expect(problems).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('by the remedy of what was foreseen, nothing is foreseen any more', () => {
    const facts = { pclusterVersion: '3.4.1', os: 'ubuntu2004', osVersion: '20.04', arch: 'x86_64' } as const;
    const [finding] = checkConfig({ text: GOOD, patterns, facts, today: '2023-02-01' });
    const remedies = finding?.remedies.filter(({ patch, applies }) => patch !== null && applies === 'yes') ?? [];
    const given = { 'DevSettings.Cookbook.ChefCookbook': 'https://x.example.com/c.tgz' };
    const mended = mendConfig({ text: GOOD, remedies, given, version: '3.4.1' });
    if (mended.kind !== 'mended') throw new Error(mended.kind);
    expect(checkConfig({ text: mended.text, patterns, facts, today: '2023-02-01' })).toEqual([]);
  });
});
