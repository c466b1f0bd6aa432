// Attempts that were followed by another one and failures that the build was told to ignore did happen, but they failed nothing.
import { expect, test } from 'vitest';
import { evidenceOf } from '../../src/sources/sample.ts';
import { read, readTogether, said } from './read.ts';

const RULER = '='.repeat(80);

test('an attempt that Chef repeats with success', () => {
  const run = read(`
    Stdout:   * apt_package[jq, curl] action install
    Stdout: E: Failed to fetch http://archive.example.com/jq.deb  404  Not Found
    Stdout: [2023-01-27T11:17:02+00:00] INFO: Retrying execution of apt_package[jq, curl], 2 attempts left
    Stdout:     - install version 1.6 of package jq
    Stdout: Infra Phase complete, 12/845 resources updated in 59 seconds
  `);
  expect(said(run, 'retried')).toEqual([
    'E: Failed to fetch http://archive.example.com/jq.deb  404  Not Found',
    '[2023-01-27T11:17:02+00:00] INFO: Retrying execution of apt_package[jq, curl], 2 attempts left',
  ]);
  expect(said(run, null)).toContain('- install version 1.6 of package jq');
});

test('of attempts that are exhausted the last one stays, and so does its block', () => {
  const run = read(`
      * bash[pip install] action run
        [execute] ERROR: No matching distribution found, first
    [2023-01-27T11:17:02+00:00] INFO: Retrying execution of bash[pip install], 1 attempt(s) left
        [execute] ERROR: No matching distribution found, second
    [2023-01-27T11:17:03+00:00] INFO: Retrying execution of bash[pip install], 0 attempts left
        [execute] ERROR: No matching distribution found, last
    ${RULER}
    Error executing action \`run\` on resource 'bash[pip install]'
    ${RULER}

    Mixlib::ShellOut::ShellCommandFailed
    ------------------------------------
    Expected process to exit with [0], but received '1'
  `);
  expect(said(run, 'retried')).toHaveLength(4);
  expect(said(run, null)).toEqual(
    expect.arrayContaining([
      'ERROR: No matching distribution found, last',
      "Expected process to exit with [0], but received '1'",
    ]),
  );
  expect(run.chef[0]?.ignored).toBe(false);
});

test('a repeated custom resource takes what stands inside it along, its blocks too', () => {
  const run = read(`
      * lustre[setup] action setup
        * apt_package[lustre-client] action install
    E: Unable to locate package lustre-client
    ${RULER}
    Error executing action \`install\` on resource 'apt_package[lustre-client]'
    ${RULER}

    Chef::Exceptions::Package
    -------------------------
    No candidate version available for lustre-client

    [2023-01-27T11:17:02+00:00] INFO: Retrying execution of lustre[setup], 1 attempt left
        * apt_package[lustre-client] action install
    E: No space left on device
    ${RULER}
    Error executing action \`install\` on resource 'apt_package[lustre-client]'
    ${RULER}

    Mixlib::ShellOut::ShellCommandFailed
    ------------------------------------
    Expected process to exit with [0], but received '100'
  `);
  expect(run.chef.map(({ exceptionClass, ignored }) => [exceptionClass, ignored])).toEqual([
    ['Chef::Exceptions::Package', true],
    ['Mixlib::ShellOut::ShellCommandFailed', false],
  ]);
  expect(said(run, null)).not.toContain('E: Unable to locate package lustre-client');
  expect(said(run, null)).toContain('E: No space left on device');
});

test.each([
  ['curl', 'Warning: Problem: timeout. Will retry in 1 seconds. 3 retries left.'],
  ['wget', 'Retrying.'],
  ['wget, counting', '(try: 2) => x.tgz'],
  ['pip', "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'NewConnectionError'"],
  ['yum', 'Trying other mirror.'],
  ['yum of old', 'http://mirror.example.com/x.rpm: [Errno 14] curl#6. Trying next mirror.'],
  ['dnf', '[MIRROR] x.rpm: Curl error (28): Timeout was reached; trying next mirror'],
  ['a script', 'Download failed, retrying in 5 seconds'],
])('%s says itself that it tries again', (_, line) => {
  expect(said(read(`Stdout: ${line}`), 'retried')).toEqual([line]);
});

test.each([
  "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError'",
  'Error: retry limit reached',
  'pantry: No space left on device',
])('%s is no promise of another attempt', (line) => {
  expect(said(read(`Stdout: ${line}`), 'retried')).toEqual([]);
});

test('curl says why an attempt failed before it says that it tries again', () => {
  const failed = 'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received';
  const run = read(`
    Stderr: ${failed}
    Stderr: Warning: Problem: timeout. Will retry in 1 seconds. 3 retries left.
    Stderr: curl: (22) The requested URL returned error: 404
  `);
  expect(said(run, 'retried')).toContain(failed);
  expect(said(run, null)).toEqual(['curl: (22) The requested URL returned error: 404']);
});

test('yum that waits for the lock has not failed; yum that gives up has', () => {
  const lock = 'Existing lock /var/run/yum.pid: another copy is running as pid 3160.';
  const holding = 'Another app is currently holding the yum lock; ';
  expect(said(read(`${lock}\n${holding}waiting for it to exit...`), 'retried')).toHaveLength(2);
  expect(said(read(`${lock}\n${holding}exiting as configured by exit_on_lock`), 'retried')).toEqual([]);
});

test('what one log tried is nothing to another', () => {
  const first = evidenceOf('  * bash[x] action run\nE: a real error');
  const second = evidenceOf('[2023-01-27T11:17:02+00:00] INFO: Retrying execution of bash[x], 1 attempt left');
  expect(said(readTogether(first, second), null)).toContain('E: a real error');
});

test('only the resource that is tried again is hollow, not the one before it', () => {
  const run = read(`
      * bash[a] action run
    E: a real error
      * bash[b] action run
    E: tried again
    [2023-01-27T11:17:02+00:00] INFO: Retrying execution of bash[b], 1 attempt left
  `);
  expect(said(run, null)).toContain('E: a real error');
  expect(said(run, 'retried')).toContain('E: tried again');
});

const NOTICE =
  "[2023-01-27T11:17:02+00:00] ERROR: bash[optional] (site::default line 3) had an error: Mixlib::ShellOut::ShellCommandFailed: Expected process to exit with [0], but received '1'";

test('ignore_failure: the notice comes before the block, and neither failed the build', () => {
  const run = read(`
    Stdout: ${NOTICE}; ignore_failure is set, continuing
    Stdout:
    Stdout: ${RULER}
    Stdout: Error executing action \`run\` on resource 'bash[optional]'
    Stdout: ${RULER}
    Stdout:
    Stdout: Mixlib::ShellOut::ShellCommandFailed
    Stdout: ------------------------------------
    Stdout: Expected process to exit with [0], but received '1'
    Stdout: ---- Begin output of "bash"  ----
    Stdout: STDERR: E: Unable to locate package jq
    Stdout: ---- End output of "bash"  ----
    Stdout:
    Stdout:   * bash[next] action run
    Stdout: E: No space left on device
  `);
  expect(run.chef.map(({ resource, ignored }) => [resource, ignored])).toEqual([['bash[optional]', true]]);
  expect(said(run, 'ignored')).toContain('E: Unable to locate package jq');
  expect(said(run, null)).toEqual(['* bash[next] action run', 'E: No space left on device']);
});

test('the notice may hold the output of the command before it says that the failure is ignored', () => {
  const run = read(`
    2023-01-27T11:17:02.000Z Stdout: ${NOTICE}
    2023-01-27T11:17:02.000Z Stdout: ---- Begin output of "bash"  ----
    2023-01-27T11:17:02.000Z Stdout: STDERR: E: Unable to locate package jq
    2023-01-27T11:17:02.000Z Stdout: ---- End output of "bash"  ----
    2023-01-27T11:17:02.000Z Stdout: Ran "bash"  returned 1; ignore_failure is set, continuing
    2023-01-27T11:17:03.000Z Stdout: E: No space left on device
  `);
  expect(said(run, 'ignored')).toHaveLength(5);
  expect(said(run, null)).toEqual(['E: No space left on device']);
});

test('an ignored custom resource takes the blocks inside it along', () => {
  const run = read(`
    ${RULER}
    Error executing action \`run\` on resource 'bash[inner]'
    ${RULER}

    RuntimeError
    ------------
    no

    [2023-01-27T11:17:02+00:00] ERROR: efa[outer] (site::default line 3) had an error: RuntimeError: bash[inner] (site::default line 9) had an error: RuntimeError: no; ignore_failure is set, continuing

    ${RULER}
    Error executing action \`setup\` on resource 'efa[outer]'
    ${RULER}

    RuntimeError
    ------------
    bash[inner] (site::default line 9) had an error: RuntimeError: no

      * bash[last] action run
    ${RULER}
    Error executing action \`run\` on resource 'bash[last]'
    ${RULER}
  `);
  expect(run.chef.map(({ resource, ignored }) => [resource, ignored])).toEqual([
    ['bash[inner]', true],
    ['efa[outer]', true],
    ['bash[last]', false],
  ]);
});

test('a failure after which Chef says that its run is complete was rescued', () => {
  const block = `
    Error executing action \`run\` on resource 'bash[x]'
    ${RULER}

    RuntimeError
    ------------
    no

    Running handlers:
    `;
  const rescued = (end: string) => read(`${block}${end}`).chef.map((failure) => failure.ignored);
  expect(rescued('Infra Phase complete, 12/845 resources updated in 59 seconds')).toEqual([true]);
  expect(rescued('Chef Client finished, 12/845 resources updated in 59 seconds')).toEqual([true]);
  expect(rescued('Infra Phase failed. 12 resources updated in 59 seconds')).toEqual([false]);
  expect(rescued('')).toEqual([false]);
});
