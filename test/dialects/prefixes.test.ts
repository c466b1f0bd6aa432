// What remains of a line when its carriers are taken off is what the program said, and nothing of that is lost with them.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '../../src/dialects/prefixes.ts';

const SAID = 'E: Unable to locate package efa-profile';

test.each([
  ['AWSTOE of today, stdout', `Stdout: ${SAID}`, 'stdout'],
  ['AWSTOE of today, stderr', `CmdExecution: Stderr: ${SAID}`, 'stderr'],
  ['AWSTOE of today, stdout behind the action', `CmdExecution: Stdout: ${SAID}`, 'stdout'],
  ['AWSTOE until 2022 in CloudWatch', `Info Stdout: ${SAID}`, 'stdout'],
  ['AWSTOE until 2022, level Error', `Error Stderr: ${SAID}`, 'stderr'],
  ['AWSTOE until 2022 in its console.log', `2020-07-31 11:57:10.575 Info Stdout: ${SAID}`, 'stdout'],
  ['an exported stream', `2023-01-27T11:20:16.887Z Stdout: ${SAID}`, 'stdout'],
  ['an exported stream of an old agent', `2021-01-27T11:20:16.887Z Info CmdExecution: Stderr: ${SAID}`, 'stderr'],
  ['a time with a tab', `2025-04-14 17:16:23.189000\tStdout: ${SAID}`, 'stdout'],
  ['a time with an offset and a colon', `2022-03-11T03:01:05+00:00: ${SAID}`, null],
  ['the console copied as a table', `  | 2022-03-10T19:01:06.051-08:00 | Stdout: ${SAID}`, 'stdout'],
  ['the console copied as a table, blanks lost', `|2022-03-10T19:01:06.051-08:00|Stdout: ${SAID}`, 'stdout'],
  ['a row of the console export', `1768999972194,Stdout: ${SAID}`, 'stdout'],
  ['the first line of a quoted field', `1768999972194,"CmdExecution: Stderr: ${SAID}`, 'stderr'],
  ['docker build', `#20 598.8 ${SAID}`, null],
  ['docker build around Chef', `#20 598.8 STDERR: ${SAID}`, null],
  ['packer', `    amazon-ebs.al2023: Stdout: ${SAID}`, 'stdout'],
  ['packer with an arrow', `==> amazon-ebs.al2023: ${SAID}`, null],
  ['packer of ParallelCluster 2', `    custom-centos7: ${SAID}`, null],
  ['packer, machine-readable', `1503887829,,ui,message,    custom-centos7: ${SAID}`, null],
  ['packer behind a time', `2021-05-04T10:11:12Z: ==> custom-alinux2: ${SAID}`, null],
  ['packer with docker', `    docker: ${SAID}`, null],
  ['terminal colours', `\u001b[0;32m    amazon-ebs.al2023: \u001b[1;31m${SAID}\u001b[0m`, null],
  ['a hidden cursor', `Stdout: \u001b[?25l${SAID}\u001b[?25h`, 'stdout'],
  ["Chef's stderr inside AWSTOE's stdout", `Stdout: STDERR: ${SAID}`, 'stdout'],
  ["Chef's stdout inside AWSTOE's stdout", `Stdout: STDOUT: ${SAID}`, 'stdout'],
  ["Chef's live output", `Stdout:     [execute] ${SAID}`, 'stdout'],
  ["Chef's live output of a bash resource", `Stdout:     [bash] STDERR: ${SAID}`, 'stdout'],
  ['a byte order mark', `\uFEFFStdout: ${SAID}`, 'stdout'],
  ['a block of code in an issue', `    Stdout: ${SAID}`, 'stdout'],
  ['a block of code in an issue, stderr', `    CmdExecution: Stderr: ${SAID}`, 'stderr'],
  ['a carriage return at the end', `Stdout: ${SAID}\r`, 'stdout'],
])('takes off %s', (_, text, stream) => {
  expect(unwrap(text)).toMatchObject({ body: SAID, stream });
});

test.each([
  ['apt', 'E: Packages were downgraded and -y was used without --allow-downgrades.'],
  ['apt, a warning', 'W: Failed to fetch http://archive.example.com/x'],
  ['gcc', 'error: implicit declaration of function'],
  ['dnf', 'Error: Unable to find a match: kernel-devel-5.14.0-1.el9.x86_64'],
  ['dnf, an opening', 'Error:'],
  ['tar', 'tar: x.tgz: Cannot open: No such file or directory'],
  ['curl', 'curl: (6) Could not resolve host: mirror.example.com'],
  ['docker', 'docker: Error response from daemon: no space left on device.'],
  ['qemu', 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped'],
  ['a script that begins with a level word', 'Error Command not found'],
  ['a script that counts its steps', 'Info Steps to go: 3'],
  ["Chef's own log", '[2022-03-11T03:01:07+00:00] FATAL: Stacktrace dumped to /etc/chef/cinc-stacktrace.out'],
  ['a service line', 'Waiting for command to complete (command id: 0a1b). Attempt number: 12'],
  ['a step with an arrow in its text', 'see ==> here: x'],
  ['a sum', '12 34,5'],
])('leaves the words of %s alone', (_, text) => {
  expect(unwrap(text)).toMatchObject({ body: text, stream: null });
  expect(unwrap(`Stdout: ${text}`)).toMatchObject({ body: text, stream: 'stdout' });
});

test('a time that a program prints itself is kept behind a stream name, and its message always', () => {
  const wget = '2023-01-01 00:00:00 ERROR 404: Not Found.';
  expect(unwrap(`Stdout: ${wget}`).body).toBe(wget);
  expect(unwrap(`2023-01-27T11:20:16.887Z Stdout: ${wget}`).body).toBe(wget);
  expect(unwrap(wget).body).toContain('ERROR 404: Not Found.');
});

test('only the outer of two stream names counts: the inner one was printed by the program', () => {
  expect(unwrap('Stdout: Stdout: hello')).toMatchObject({ body: 'Stdout: hello', stream: 'stdout' });
  expect(unwrap('Stdout: CmdExecution: ExitCode 1')).toMatchObject({ body: 'CmdExecution: ExitCode 1' });
});

test.each(['Stdout:', 'Stdout: ', 'Info Stdout:', '2023-01-27T11:20:16.887Z Stdout:'])('%j is a blank line', (text) => {
  expect(unwrap(text)).toEqual({ body: '', indented: '', stream: 'stdout' });
});

test('the indentation of the program is kept apart from that of the carriers', () => {
  expect(unwrap('Stdout:     @@ -1 +1,38 @@').indented).toBe('    @@ -1 +1,38 @@');
  expect(unwrap('    amazon-ebs.x:     --- /etc/a').indented).toBe('    --- /etc/a');
  expect(unwrap('Stdout:       [execute] Hit:1').indented).toBe('      Hit:1');
});

const carriers = fc.constantFrom('', '2023-01-27T11:20:16.887Z ', '#20 598.8 ', '    amazon-ebs.al2: ', '\u001b[32m');

test('behind a stream name, the words of a program come through whatever they are', () => {
  const words = fc.stringMatching(/^[ -~]{0,60}$/).filter((text) => !/^\s*(?:\[|STD)/.test(text));
  fc.assert(
    fc.property(carriers, words, (carrier, said) => {
      expect(unwrap(`${carrier}Stdout: ${said}`)).toEqual({
        body: said.trim(),
        indented: said.trimEnd(),
        stream: 'stdout',
      });
    }),
  );
});
