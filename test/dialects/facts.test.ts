// What a log itself says about the image, from whichever of its parts was read.
import { expect, test } from 'vitest';
import { readRun } from '../../src/dialects/run.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import { read } from './read.ts';

const UUID = '0a1b2c3d-0000-11ee-8c99-0242ac120002';
const NOTHING = {
  pclusterVersion: null,
  os: null,
  osVersion: null,
  arch: null,
  kernel: null,
  imageId: null,
  region: null,
};

test('the markers and the small steps say everything', () => {
  const run = read(`
    2024-01-27T11:16:00.000Z Image transitioned to BUILDING state for Image ARN: arn:aws:imagebuilder:eu-west-1:111122223333:image/parallelclusterimage-site-rocky9-2/3.9.3/1
    2024-01-27T11:17:00.000Z Document arn:aws:imagebuilder:eu-west-1:111122223333:component/parallelclusterimage-${UUID}/3.9.3/1
    2024-01-27T11:17:00.000Z Phase build
    2024-01-27T11:17:00.000Z Step AWSRegion
    2024-01-27T11:17:00.001Z ExecuteBash: STARTED EXECUTION
    2024-01-27T11:17:00.002Z Stdout: eu-west-1
    2024-01-27T11:17:00.003Z CmdExecution: ExitCode 0
    2024-01-27T11:17:00.000Z Step OperatingSystemRelease
    2024-01-27T11:17:00.002Z Stdout: rocky.9.3
    2024-01-27T11:17:00.003Z CmdExecution: ExitCode 0
    2024-01-27T11:17:00.000Z Step OperatingSystemName
    2024-01-27T11:17:00.002Z Stdout: rocky9
    2024-01-27T11:17:00.003Z CmdExecution: ExitCode 0
    2024-01-27T11:17:00.000Z Step OperatingSystemArchitecture
    2024-01-27T11:17:00.002Z Stdout: aarch64
    2024-01-27T11:17:00.003Z CmdExecution: ExitCode 0
  `);
  expect(run.facts).toEqual({
    pclusterVersion: '3.9.3',
    os: 'rocky9',
    osVersion: '9.3',
    arch: 'arm64',
    kernel: null,
    imageId: 'site-rocky9-2',
    region: 'eu-west-1',
  });
});

test.each([
  ['ubuntu.20.04', 'ubuntu2004', '20.04'],
  ['ubuntu.18.04', 'ubuntu1804', '18.04'],
  ['amzn.2', 'alinux2', '2'],
  ['amzn.2023', 'alinux2023', '2023'],
  ['centos.7', 'centos7', '7'],
  ['rhel.8.7', 'rhel8', '8.7'],
  ['rocky.9.4', 'rocky9', '9.4'],
])('the release %s is %s', (release, os, osVersion) => {
  expect(read(`Step OperatingSystemRelease\nStdout: ${release}\nCmdExecution: ExitCode 0`).facts).toEqual({
    ...NOTHING,
    os,
    osVersion,
  });
});

test.each(['debian.12', 'The file /etc/os-release does not exist. Failing build.', 'rocky'])(
  'a release that ParallelCluster does not know is no fact: %s',
  (release) => {
    expect(read(`Step OperatingSystemRelease\nStdout: ${release}\nCmdExecution: ExitCode 1`).facts).toEqual(NOTHING);
  },
);

test('the log may end right after an answer', () => {
  expect(read('Step OperatingSystemArchitecture\nStdout: x86_64').facts.arch).toBe('x86_64');
});

test('an error is no answer', () => {
  const run = read(`
    Step AWSRegion
    Stdout: curl: (28) Connection timed out after 5000 milliseconds
    CmdExecution: ExitCode 0
    Step OperatingSystemName
    Stdout: cat: /etc/os-release: No such file or directory
    CmdExecution: ExitCode 0
  `);
  expect(run.facts).toEqual(NOTHING);
});

test.each([
  ['ubuntu', '20.04', 'ubuntu2004', '20.04'],
  ['amazon', '2', 'alinux2', '2'],
  ['redhat', '8.7', 'rhel8', '8.7'],
  ['rocky', '9.4', 'rocky9', '9.4'],
  ['centos', '7.9.2009', 'centos7', '7.9.2009'],
])("Chef's System Info of %s %s", (platform, version, os, osVersion) => {
  const run = read(`
    Stdout: System Info:
    Stdout: ------------
    Stdout: chef_version=18.2.7
    Stdout: platform=${platform}
    Stdout: platform_version=${version}
    Stdout: ruby=ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [aarch64-linux]
  `);
  expect(run.facts).toEqual({ ...NOTHING, os, osVersion, arch: 'arm64' });
});

test.each([
  ['a stream', '3.4.1/1', '3.4.1'],
  ['a file of an exported archive', '3.4.1-1', '3.4.1'],
  ['a file of an exported archive, with its folder', 'site-logs-202301271130/cloudwatch-logs/3.12.0-1', '3.12.0'],
  ['a second build', '3.4.1/2', '3.4.1'],
  ['any other file', 'build-3.4.1.log', null],
])('the name of the log tells the version: %s', (_, name, version) => {
  const evidence = evidenceOf('Stdout: hello');
  const logs = evidence.logs.map((log) => ({ ...log, name }));
  expect(readRun({ ...evidence, logs }).facts.pclusterVersion).toBe(version);
});

test.each([
  ['the ARN of the image', 'arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-x/3.6.1/1', '3.6.1'],
  ['the name of the cookbook', 'Stdout: aws-parallelcluster-cookbook-3.1.5', '3.1.5'],
  ['the file of the cookbook', 'Stdout: https://x/cookbooks/aws-parallelcluster-cookbook-3.1.5.tgz', '3.1.5'],
])('the version also stands in %s', (_, line, version) => {
  expect(read(line).facts.pclusterVersion).toBe(version);
});

test('the component says the version before anything else does', () => {
  const run = read(`
    Stdout: aws-parallelcluster-cookbook-3.1.5.tgz
    Document arn:aws-cn:imagebuilder:cn-north-1:*****:component/parallelclusterimage-xxx/3.4.1/1
    Step InstallCinc
  `);
  expect(run.facts).toMatchObject({ pclusterVersion: '3.4.1', region: 'cn-north-1' });
});

test("a user's component says nothing of the version", () => {
  const run = read(`
    Document arn:aws:imagebuilder:us-east-1:111122223333:component/site-hardening/9.9.9/1
    Step Harden
  `);
  expect(run.facts).toEqual({ ...NOTHING, region: 'us-east-1' });
});

test('a log that says nothing gives no facts', () => {
  expect(read('E: Unable to locate package jq').facts).toEqual(NOTHING);
});

test.each([
  ['No match for argument: kernel-devel-6.12.58-82.121.amzn2023.x86_64', '6.12.58-82.121.amzn2023.x86_64'],
  ['Building module for kernel 5.15.0-1026-aws (x86_64)', '5.15.0-1026-aws'],
  [
    'depmod: ERROR: could not open directory /lib/modules/5.14.0-427.16.1.el9_4.x86_64: No such file',
    '5.14.0-427.16.1.el9_4.x86_64',
  ],
  ['Setting up linux-headers-6.8.0-1019-aws (6.8.0-1019.21) ...', '6.8.0-1019-aws'],
  ["make: Entering directory '/usr/src/kernels/4.18.0-553.el8_10.x86_64'", '4.18.0-553.el8_10.x86_64'],
  ['the kernel is too old, 3 of 5 modules', null],
])('%s names the kernel', (line, kernel) => {
  expect(read(line).facts.kernel).toBe(kernel);
});

test('of several kernels the newest one runs, and what is only echoed names none', () => {
  const run = read(`
    2024-01-27T11:17:00.000Z Step UpdateOS
    2024-01-27T11:17:00.001Z ExecuteBash: STARTED EXECUTION
    2024-01-27T11:17:00.002Z Stdout: installing kernel-devel-5.14.0-1427.el9.x86_64
    2024-01-27T11:17:00.003Z Stdout: removing kernel-devel-5.14.0-362.el9.x86_64
    2024-01-27T11:17:00.004Z CmdExecution: Stderr: set -v
    yum install -y kernel-devel-9.2.3-4.el9.x86_64
    2024-01-27T11:17:00.005Z CmdExecution: ExitCode 0
  `);
  expect(run.facts.kernel).toBe('5.14.0-1427.el9.x86_64');
});
