// Packages, repositories, durations and settings, as the logs of two builds tell them.
import { expect, test } from 'vitest';
import { differences, type Side } from '../../src/comparison/changes.ts';
import { packagesIn } from '../../src/comparison/packages.ts';
import { repositoriesIn } from '../../src/comparison/repositories.ts';
import { stepDurations } from '../../src/comparison/steps.ts';
import { settingChanges } from '../../src/comparison/settings.ts';
import { readRun } from '../../src/dialects/run.ts';
import type { Run } from '../../src/model/run.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import { buildLog, type LoggedBuild } from '../build-log.ts';

function runOf(build: LoggedBuild): Run {
  return readRun(evidenceOf(buildLog(build)));
}

function printed(stdout: readonly string[]): Run {
  return runOf({ steps: [{ name: 'UpdateOS', stdout }], end: 'succeeded' });
}

test.each([
  ['apt', 'Setting up libmunge2:amd64 (0.5.14-6) ...', 'libmunge2', '0.5.14-6'],
  ['dpkg', 'Unpacking curl (7.81.0-1ubuntu1.16) over (7.81.0-1ubuntu1.15) ...', 'curl', '7.81.0-1ubuntu1.16'],
  ['dnf', '  Upgrading        : glibc-2.34-100.el9_4.2.x86_64      3/12', 'glibc', '2.34-100.el9_4.2'],
  ['dnf, with an epoch', '  Installing       : perl-4:5.32.1-481.el9.noarch 1/2', 'perl', '5.32.1-481.el9'],
  ['Chef', '    - install version 2.1-3.el9 of package munge', 'munge', '2.1-3.el9'],
  ['pip', 'Successfully installed awscli-1.32.0 PyYAML-6.0.1', 'PyYAML', '6.0.1'],
  ['gem', 'Successfully installed berkshelf-8.0.9', 'berkshelf', '8.0.9'],
  [
    'a kernel, whose name holds its version',
    'Setting up linux-headers-5.15.0-1065-aws (5.15.0-1065.71) ...',
    'linux-headers-*-aws',
    '5.15.0-1065.71',
  ],
])('%s says which version it installed', (_manager, line, name, version) => {
  expect(packagesIn(printed([line])).get(name)?.version).toBe(version);
});

test('of a package that is installed twice the last version counts; script source installs nothing', () => {
  const run = runOf({
    steps: [
      {
        name: 'UpdateOS',
        stdout: ['Setting up jq (1.6-2) ...', 'Setting up jq (1.7-1) ...'],
        stderr: ['echo "Setting up jq (9.9-9) ..."'],
      },
    ],
  });
  expect([...packagesIn(run)].map(([name, { version }]) => [name, version])).toEqual([['jq', '1.7-1']]);
});

test('repositories are known by their names, mirrors of regions by that of the repository', () => {
  const run = printed([
    'Hit:1 http://us-east-1.ec2.archive.ubuntu.com/ubuntu jammy-updates InRelease',
    'Get:2 http://eu-west-1.ec2.archive.ubuntu.com/ubuntu jammy-updates InRelease [128 kB]',
    'Get:3 http://us-east-1.ec2.archive.ubuntu.com/ubuntu jammy-updates/main amd64 curl amd64 7.81.0 [194 kB]',
    'Rocky Linux 9 - BaseOS                          1.2 MB/s | 2.3 MB     00:01',
    '(3/12): glibc-2.34-100.el9_4.2.x86_64.rpm       4.0 MB/s | 2.0 MB     00:00',
    '  * yum_repository[epel] action create',
  ]);
  expect([...repositoriesIn(run).keys()]).toEqual([
    'http://archive.ubuntu.com/ubuntu jammy-updates',
    'Rocky Linux 9 - BaseOS',
    'epel',
  ]);
});

test('a step lasts from its opening line to its last; one that is open has no duration yet', () => {
  const run = runOf({
    steps: [
      { name: 'UpdateOS', stdout: ['a', 'b'] },
      { name: 'Reboot', exit: null },
    ],
  });
  expect(stepDurations(run)).toEqual({ UpdateOS: 6000 });
});

test('tags are compared by their keys, in whatever order they stand', () => {
  const before = 'Build:\n  Tags:\n    - { Key: team, Value: hpc }\n    - { Key: cost, Value: 1 }\n';
  const now = 'Build:\n  Tags:\n    - { Key: cost, Value: 2 }\n    - { Key: team, Value: hpc }\n';
  expect(settingChanges(before, now)).toEqual([{ setting: 'Build.Tags.cost', before: '1', now: '2' }]);
});

test('settings differ by their dotted keys, lists by position', () => {
  const before = 'Build:\n  ParentImage: ami-0abc\n  Components:\n    - Type: script\n';
  const now =
    'Build:\n  Components:\n    - Type: arn # ours\n  ParentImage: ami-0abc\n  UpdateOsPackages: { Enabled: yes }\n';
  expect(settingChanges(before, now)).toEqual([
    { setting: 'Build.Components.0.Type', before: 'script', now: 'arn' },
    { setting: 'Build.UpdateOsPackages.Enabled', before: null, now: 'true' },
  ]);
});

test.each([
  ['one is not known', null],
  ['one is no YAML', 'Build: [a'],
  ['one refers to itself', 'a: &x [*x]'],
])('where %s nothing is said about settings', (_why, text) => {
  expect(settingChanges('Build: {}', text)).toBeNull();
});

const IMAGE = { pclusterVersion: '3.9.1', parentImage: 'ami-0abc', kernel: null, os: 'ubuntu2204' };

function side(run: Run, whole = true): Side {
  return { image: IMAGE, run, whole, configuration: null };
}

function differing(before: Run, now: Run, said = '') {
  return differences({ before: side(before), now: { ...side(now), failure: null }, said });
}

test('what the failed build did not come to is not missing from it', () => {
  const good = runOf({
    steps: [
      { name: 'UpdateOS', stdout: ['Setting up curl (7.1) ...', 'Setting up jq (1.6) ...'] },
      {
        name: 'InstallPClusterPackages',
        stdout: ['Setting up munge (0.5) ...', 'Hit:1 http://a.example/x jammy InRelease'],
      },
    ],
    end: 'succeeded',
  });
  const failed = runOf({
    steps: [
      { name: 'UpdateOS', stdout: ['Setting up curl (7.2) ...'] },
      { name: 'InstallPClusterPackages', stderr: ['boom'], exit: 1 },
    ],
    end: 'failed',
  });
  expect(differing(good, failed)).toMatchObject({
    packages: [
      { what: 'curl', before: '7.1', now: '7.2' },
      { what: 'jq', before: '1.6', now: null },
    ],
    repositories: { added: [], missing: [] },
  });
});

test('of a log that was not read as a whole it is not known what is missing in it', () => {
  const before = printed(['Setting up acl (1) ...', 'Setting up curl (7.1) ...']);
  const now = printed(['Setting up acl (2) ...', 'Setting up jq (1.6) ...']);
  const acl = { what: 'acl', before: '1', now: '2' };
  const failed = { ...side(now, false), failure: null };
  expect(differences({ before: side(before), now: failed, said: '' }).packages).toEqual([
    acl,
    { what: 'jq', before: null, now: '1.6' },
  ]);
  const good = side(before, false);
  expect(differences({ before: good, now: { ...side(now), failure: null }, said: '' }).packages).toEqual([
    acl,
    { what: 'curl', before: '7.1', now: null },
  ]);
});

test('packages that what failed speaks of stand first', () => {
  const good = printed(['Setting up acl (1) ...', 'Setting up linux-headers-5.15.0-1065-aws (5.15.0-1065.71) ...']);
  const now = printed(['Setting up acl (2) ...', 'Setting up linux-headers-5.15.0-1066-aws (5.15.0-1066.72) ...']);
  const said = '/usr/src/linux-headers-5.15.0-1066-aws: no such directory (linux-headers-5.15.0-1066-aws)';
  expect(differing(good, now, said).packages.map(({ what }) => what)).toEqual(['linux-headers-*-aws', 'acl']);
});
