// What a log shows without its having happened: script source echoed by the shell, and the content of files that Chef writes.
import { expect, test } from 'vitest';
import { read, said } from './read.ts';

test('set -v echoes the script into the stderr event; what the script really said stays', () => {
  const run = read(`
    2023-01-27T11:17:00.000Z Step IsOperatingSystemSupported
    2023-01-27T11:17:01.000Z Stdout: Operating System 'debian.12' is not supported. Failing build.
    2023-01-27T11:17:02.000Z CmdExecution: Stderr: set -v
    RELEASE='debian.12'
    if [[ \${RELEASE} == \`echo "\${RELEASE}" | grep -x -E "ubuntu.*"\` ]]; then
      echo "This component does not support '\${RELEASE}'. Failing build."
      exit \${FAIL}
    elif [ \`echo "\${ARCH}"\` == 'armv7l' ]; then
      apt-get -y install jq || (echo 'Vendoring cookbook failed.' && exit 1)
    fi
    case "\${OS}" in
      ubuntu*|debian) echo "Operating System '\${OS}' is not supported. Failing build." ;;
    esac
    /tmp/tmp.Ab12Cd.sh
    /bin/sh: line 3: jq: command not found
    /bin/sh: line 7: \${PATH!}: bad substitution
    configure: error: no acceptable C compiler found in $PATH
    tar (child): /tmp/y.tgz: Cannot open: No such file or directory
    curl: (6) Could not resolve host: mirror.example.com
    tar: /tmp/x.tgz: Cannot open: No such file or directory
    E: Unable to locate package jq
    sudo: unable to resolve host ip-10-0-0-1
    2023-01-27T11:17:03.000Z CmdExecution: ExitCode 1
  `);
  expect(said(run, null)).toEqual([
    'Step IsOperatingSystemSupported',
    "Operating System 'debian.12' is not supported. Failing build.",
    '/bin/sh: line 3: jq: command not found',
    '/bin/sh: line 7: ${PATH!}: bad substitution',
    'configure: error: no acceptable C compiler found in $PATH',
    'tar (child): /tmp/y.tgz: Cannot open: No such file or directory',
    'curl: (6) Could not resolve host: mirror.example.com',
    'tar: /tmp/x.tgz: Cannot open: No such file or directory',
    'E: Unable to locate package jq',
    'sudo: unable to resolve host ip-10-0-0-1',
    'ExitCode 1',
  ]);
  expect(said(run, 'echo')).toHaveLength(12);
});

test('an event whose first line is an error holds no echo', () => {
  const run = read(`
    2023-01-27T11:17:02.000Z CmdExecution: Stderr: Error: Unable to find a match: htpd
    cp -r failed for /etc/x
    2023-01-27T11:17:03.000Z CmdExecution: ExitCode 1
  `);
  expect(said(run, 'echo')).toEqual([]);
});

test('stdout is never taken for echoed source', () => {
  const run = read(`
    Stdout: exit 1 was returned by the installer
    Stdout: curl https://example.com/x failed
  `);
  expect(said(run, 'echo')).toEqual([]);
});

test('the echo goes on when the service splits a long event in two', () => {
  const run = read(`
    Step UpdateOS
    CmdExecution: Stderr: set -v
    apt-get update
    echo "Vendoring cookbook failed." && exit 1
    CmdExecution: ExitCode 0
  `);
  expect(said(run, 'echo')).toEqual(['set -v', 'apt-get update', 'echo "Vendoring cookbook failed." && exit 1']);
});

test('commands behind plus signs were echoed by set -x', () => {
  const run = read(`
    CmdExecution: Stderr: + dnf install -y kernel-devel
    ++ mktemp -d
    +++ echo No space left on device
    Error: Unable to find a match: kernel-devel
    Stdout: + echo again
    Stdout: ++++++++++ 100%
    Stdout: +1 package
  `);
  expect(said(run, 'echo')).toEqual([
    '+ dnf install -y kernel-devel',
    '++ mktemp -d',
    '+++ echo No space left on device',
    '+ echo again',
  ]);
});

test('a diff of a file that Chef writes, whatever its indentation', () => {
  for (const indent of ['', '    ', '        ']) {
    const run = read(`
      Stdout:   * template[/opt/parallelcluster/scripts/fetch_config.sh] action create
      Stdout: ${indent}- update content in file /opt/parallelcluster/scripts/fetch_config.sh from none to 0a1b2c
      Stdout: ${indent}--- /opt/parallelcluster/scripts/fetch_config.sh\t2023-01-27 11:17:02.000000000 +0000
      Stdout: ${indent}+++ /opt/parallelcluster/scripts/.chef-fetch_config20230127-1-x.sh\t2023-01-27 11:17:02.000000000 +0000
      Stdout: ${indent}@@ -1,3 +1,5 @@
      Stdout: ${indent} #!/bin/bash
      Stdout: ${indent}-exit 0
      Stdout: ${indent}+function error_exit {
      Stdout: ${indent}+  echo "Could not get IMDSv2 token. Instance Metadata might have been disabled"
      Stdout: ${indent}+}
      Stdout: ${indent} # No space left on device
      Stdout: ${indent}\\ No newline at end of file
      Stdout:   * execute[chmod] action run
      Stdout: E: Unable to locate package jq
    `);
    expect(said(run, 'diff'), `indented by ${indent.length}`).toHaveLength(10);
    expect(said(run, null)).toContain('E: Unable to locate package jq');
    expect(said(run, null).join('\n')).not.toMatch(/IMDSv2|No space/);
  }
});

test('several hunks of one diff', () => {
  const run = read(`
    Stdout:     @@ -1,2 +1,2 @@
    Stdout:      a: No space left on device
    Stdout:     -b
    Stdout:     +b: No space left on device
    Stdout:     @@ -10 +10,2 @@
    Stdout:      c: No space left on device
    Stdout:     +d: No space left on device
    Stdout:     - change mode from '' to '0644'
    Stdout: e: No space left on device
  `);
  expect(said(run, null)).toEqual(["- change mode from '' to '0644'", 'e: No space left on device']);
});

test('a new file: Chef counts one old line that is not there', () => {
  const run = read(`
    Stdout:     @@ -1 +1,3 @@
    Stdout:     +[Unit]
    Stdout:     +# Failed to start
    Stdout:     +[Service]
    Stdout: E: Unable to locate package jq
  `);
  expect(said(run, 'diff')).toHaveLength(4);
  expect(said(run, null)).toEqual(['E: Unable to locate package jq']);
});

test("a hunk interrupted by Chef's log or a line of the service goes on with its added lines", () => {
  const run = read(`
    Stdout:     @@ -1 +1,4 @@
    Stdout:     +#!/bin/bash
    Stdout: [2023-01-27T11:17:02+00:00] INFO: template[/etc/x] updated file contents /etc/x
    Stdout:     +echo "No space left on device"
    Waiting for command to complete (command id: 0a1b). Attempt number: 12
    Stdout:     +exit 1
    Stdout:     E: a real one, as deep as the diff
    Stdout:     +rm -f /tmp/x
    Stdout: E: Unable to locate package jq
  `);
  expect(said(run, null)).toEqual([
    '[2023-01-27T11:17:02+00:00] INFO: template[/etc/x] updated file contents /etc/x',
    'Waiting for command to complete (command id: 0a1b). Attempt number: 12',
    'E: a real one, as deep as the diff',
    'E: Unable to locate package jq',
  ]);
});

test('a hunk whose rest was left out takes no errors with it, not even short words and a blank', () => {
  const run = read(`
    Stdout:   @@ -1 +1,200 @@
    Stdout:   +#!/bin/bash
    Stdout: E: Unable to locate package jq
    Stdout:   * execute[x] action run
    Stdout:     tar: x.tgz: Cannot open: No such file or directory
  `);
  expect(said(run, 'diff')).toHaveLength(2);
});

test('a diff copied without its indentation keeps its added lines hollow after a context line', () => {
  const run = read(`
    @@ -1,2 +1,4 @@
    #!/bin/bash
    +function error_exit {
    +  echo "No space left on device"
    set -e
  `);
  expect(said(run, 'diff')).toEqual(['@@ -1,2 +1,4 @@', '+function error_exit {', '+  echo "No space left on device"']);
});
