// What Image Builder's own words say about operating system and architecture, and what they leave open.
import { expect, test } from 'vitest';
import { archOf, osOf, osVersionOf } from '../../../src/sources/aws/image-os.ts';

test.each([
  ['Amazon Linux 2', 'alinux2', null],
  ['Amazon Linux 2023', 'alinux2023', null],
  ['Ubuntu 20', 'ubuntu2004', null],
  ['Ubuntu 22.04', 'ubuntu2204', '22.04'],
  ['Red Hat Enterprise Linux 9', 'rhel9', null],
  ['RHEL 8.10', 'rhel8', '8.10'],
  ['Rocky Linux 9.4', 'rocky9', '9.4'],
  ['CentOS 7', 'centos7', null],
  ['Microsoft Windows Server 2022', null, null],
  [undefined, null, null],
])('osVersion %s means %s', (osVersion, os, release) => {
  expect([osOf({ osVersion }), osVersionOf({ osVersion })]).toEqual([os, release]);
});

test.each([
  ['arn:aws:imagebuilder:us-east-1:aws:image/ubuntu-server-20-lts-x86/x.x.x', 'ubuntu2004'],
  ['arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2-arm64/2023.1.1', 'alinux2'],
  ['arn:aws:imagebuilder:us-east-1:aws:image/red-hat-enterprise-linux-8-x86/x.x.x', 'rhel8'],
  ['ami-0abcdef1234567890', null],
])('parent image %s means %s', (parentImage, os) => {
  expect(osOf({ imageRecipe: { parentImage } })).toBe(os);
});

test.each([
  ['c5.xlarge', 'x86_64'],
  ['g5.2xlarge', 'x86_64'],
  ['g4dn.xlarge', 'x86_64'],
  ['p4d.24xlarge', 'x86_64'],
  ['c7i-flex.large', 'x86_64'],
  ['c7g.xlarge', 'arm64'],
  ['g5g.xlarge', 'arm64'],
  ['im4gn.large', 'arm64'],
  ['hpc7g.16xlarge', 'arm64'],
  ['a1.large', 'arm64'],
])('instance type %s is %s', (type, arch) => {
  expect(archOf({ infrastructureConfiguration: { instanceTypes: [type] } })).toBe(arch);
});

test('without an instance type the architecture is not known', () => {
  expect(archOf({})).toBeNull();
});
