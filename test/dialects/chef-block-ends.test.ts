// Where a Chef block ends: before what comes next, at the end of the log, or where its rest was left out.
import { expect, test } from 'vitest';
import { bodies, read, said } from './read.ts';

const RULER = '='.repeat(80);

test.each([
  ['Chef 17', 'Chef Infra Client failed. 3 resources updated in 59 seconds'],
  ['Cinc 18', 'Infra Phase failed. 3/845 resources updated in 59 seconds'],
  ['an old Chef', 'Chef Client failed. 3 resources updated in 59 seconds'],
  ["the step's end", 'CmdExecution: ExitCode 1'],
  ["the run's end", 'TOE has completed execution with failure - Execution failed!'],
  ["Chef's log", '[2024-03-11T03:01:07+00:00] FATAL: Stacktrace dumped to /etc/chef/cinc-stacktrace.out'],
  ['the next resource', '  * bash[next] action run'],
  ['the next recipe', 'Recipe: aws-parallelcluster-install::nvidia'],
])('without System Info a block ends before what comes next: %s', (_, next) => {
  const [failure] = read(`
    Error executing action \`run\` on resource 'bash[x]'
    ${RULER}

    RuntimeError
    ------------
    Downloaded Tarball Checksum abc does not match expected checksum def

    ${next}
  `).chef;
  expect(failure).toMatchObject({ from: 0, to: 5, exceptionClass: 'RuntimeError', message: [5] });
});

test('a block that the end of the log cuts holds what was seen of it', () => {
  const run = read(`
    Stdout: ${RULER}
    Stdout: Error executing action \`run\` on resource 'bash[make install]'
    Stdout: ${RULER}
    Stdout:
    Stdout: Mixlib::ShellOut::ShellCommandFailed
    Stdout: ------------------------------------
    Stdout: Expected process to exit with [0], but received '2'
    Stdout: ---- Begin output of "bash"  ----
    Stdout: STDOUT: checking for gcc... no
    Stdout: configure: error: no acceptable C compiler found in $PATH
  `);
  expect(run.chef[0]).toMatchObject({ to: 9, exitCode: 2 });
  expect(bodies(run, run.chef[0]?.output ?? [])).toEqual([
    'checking for gcc... no',
    'configure: error: no acceptable C compiler found in $PATH',
  ]);
});

test('an output whose end was left out does not swallow what comes after its step', () => {
  const run = read(`
    Step InstallPClusterPackages
    Stdout: Error executing action \`run\` on resource 'bash[make install]'
    Stdout: ${RULER}
    Stdout:
    Stdout: Mixlib::ShellOut::ShellCommandFailed
    Stdout: ------------------------------------
    Stdout: Expected process to exit with [0], but received '2'
    Stdout: ---- Begin output of "bash"  ----
    Stdout: STDERR: configure: error: no acceptable C compiler found in $PATH
    Waiting for command to complete (command id: 0a1b). Attempt number: 12
    Stdout: [...]
    CmdExecution: ExitCode 1
    TOE has completed execution with failure - Execution failed!
    Action failed for step ApplyBuildComponents. Failing step
  `);
  expect(run.chef[0]).toMatchObject({ from: 1, to: 10 });
  expect(bodies(run, run.chef[0]?.output ?? [])).toEqual([
    'configure: error: no acceptable C compiler found in $PATH',
    '[...]',
  ]);
  expect(said(run, 'declaration')).toEqual([]);
});

test('an output whose end was left out ends where the next block begins', () => {
  const run = read(`
    Error executing action \`run\` on resource 'bash[inner]'
    ${RULER}
    ---- Begin output of "bash"  ----
    STDERR: first
    [...]
    ${RULER}
    Error executing action \`run\` on resource 'lustre[outer]'
    ${RULER}
  `);
  expect(run.chef.map(({ resource, from, to }) => [resource, from, to])).toEqual([
    ['bash[inner]', 0, 4],
    ['lustre[outer]', 5, 6],
  ]);
});
