// The operating systems that `pcluster build-image` takes, by release; for x86_64 and arm64 alike. From ParallelCluster's changelog
// (https://github.com/aws/aws-parallelcluster/blob/develop/CHANGELOG.md).

import { coerce, satisfies } from 'semver';

const SUPPORTED: readonly (readonly [versions: string, systems: readonly string[]])[] = [
  ['>=3.0.0 <3.6.0', ['alinux2', 'centos7', 'ubuntu1804', 'ubuntu2004']],
  ['>=3.6.0 <3.7.0', ['alinux2', 'centos7', 'ubuntu1804', 'ubuntu2004', 'rhel8']],
  ['>=3.7.0 <3.8.0', ['alinux2', 'centos7', 'ubuntu2004', 'ubuntu2204', 'rhel8']],
  ['>=3.8.0 <3.9.0', ['alinux2', 'centos7', 'ubuntu2004', 'ubuntu2204', 'rhel8', 'rocky8']],
  ['>=3.9.0 <3.10.0', ['alinux2', 'centos7', 'ubuntu2004', 'ubuntu2204', 'rhel8', 'rocky8', 'rhel9', 'rocky9']],
  ['>=3.10.0 <3.13.0', ['alinux2', 'alinux2023', 'ubuntu2004', 'ubuntu2204', 'rhel8', 'rocky8', 'rhel9', 'rocky9']],
  ['>=3.13.0 <3.16.0', ['alinux2', 'alinux2023', 'ubuntu2204', 'ubuntu2404', 'rhel8', 'rocky8', 'rhel9', 'rocky9']],
  ['>=3.16.0', ['alinux2023', 'ubuntu2204', 'ubuntu2404', 'rhel8', 'rocky8', 'rhel9', 'rocky9']],
];

/** The systems that a release takes; null for a version that is unknown or older than 3.0.0. */
export function supportedSystems(version: string | null): readonly string[] | null {
  const release = coerce(version);
  if (release === null) return null;
  return SUPPORTED.find(([versions]) => satisfies(release, versions))?.[1] ?? null;
}
