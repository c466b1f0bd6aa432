// How strongly a line complains: each form of each program, and lines of good builds that only sound like errors.
import { expect, test } from 'vitest';
import { complaintIn } from '../../src/dialects/complaints.ts';

test.each([
  ['exhausted', 'system', "cp: error writing '/opt/slurm/lib/libslurm.so': No space left on device"],
  ['exhausted', 'system', 'c++: fatal error: Killed signal terminated program cc1plus'],
  ['statement', 'apt', 'E: Unable to locate package libnvidia-compute-535'],
  ['statement', 'dpkg', 'dpkg: error processing package openssh-server (--configure):'],
  ['statement', 'yum', 'Error: Unable to find a match: kernel-devel-5.14.0-503.22.1.el9_5.x86_64'],
  ['statement', 'yum', '- nothing provides libfoo.so.1 needed by bar-1-1.x86_64'],
  ['statement', 'Chef', 'No candidate version available for linux-headers-6.8.0-1021-aws'],
  ['statement', 'curl', 'curl: (6) Could not resolve host: efa-installer.amazonaws.com'],
  ['statement', 'wget', '2024-05-14 09:00:00 ERROR 404: Not Found.'],
  ['statement', 'tar', 'gzip: stdin: not in gzip format'],
  ['statement', 'gcc', 'auth.c:88:10: fatal error: munge.h: No such file or directory'],
  ['statement', 'configure', 'configure: error: cannot find a usable libjwt'],
  ['statement', 'dkms', 'Error! Bad return status for module build on kernel: 5.15.0-1051-aws (x86_64)'],
  [
    'statement',
    'cargo',
    'error: package `backtrace v0.3.75` cannot be built because it requires rustc 1.82.0 or newer',
  ],
  ['statement', 'pip', 'ERROR: No matching distribution found for awscli==1.99'],
  ['statement', 'python', "ModuleNotFoundError: No module named 'pkg_resources'"],
  ['statement', 'shell', '/tmp/script.sh: line 12: jq: command not found'],
  ['statement', 'AWS', 'We currently do not have sufficient c5.xlarge capacity in the Availability Zone you requested'],
  ['detail', 'a program', 'Could not find the libfabric headers'],
  ['wrapper', 'make', 'make[2]: *** [Makefile:611: auth.o] Error 1'],
  ['wrapper', 'Chef', "Expected process to exit with [0], but received '100'"],
  ['wrapper', 'dpkg', 'E: Sub-process /usr/bin/dpkg returned an error code (1)'],
  ['wrapper', 'Image Builder', 'Document arn:aws:imagebuilder:us-east-1:111122223333:component/x/1.0.0/1 failed!'],
])('%s of %s: %s', (strength, speaker, line) => {
  expect(complaintIn(line)).toEqual({ strength, speaker });
});

test.each([
  'Setting up libgpg-error0:amd64 (1.37-1) ...',
  'checking whether strerror_r is declared... yes',
  'gcc -DHAVE_CONFIG_H -Werror=format-security -c error_path.c',
  'WARNING: apt does not have a stable CLI interface. Use with caution in scripts.',
  'Successfully installed error_highlight-0.3.0',
  '0 errors, 2 warnings',
  'Get:14 http://archive.ubuntu.com/ubuntu focal/main amd64 libxcb-errors0 [12 kB]',
  'Error:',
  'Traceback (most recent call last):',
  '',
])('no complaint: %s', (line) => {
  expect(complaintIn(line)).toBeNull();
});
