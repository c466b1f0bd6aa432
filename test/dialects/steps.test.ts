// The structure of a run: which step ran where, how each ended, and how the run ended, whatever of the log was read.
import { expect, test } from 'vitest';
import { evidenceOf } from '../../src/sources/sample.ts';
import { dedent, read, readTogether, said, stepsOf } from './read.ts';

const MAIN = 'arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-0a1b2c3d/3.4.1/1';
const UPDATE = 'arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-updateos-0a1b2c3d/3.4.1/1';

test('a failing run of today', () => {
  const run = read(`
    2023-01-27T11:16:00.000Z Document ${UPDATE}
    2023-01-27T11:16:00.000Z Phase build
    2023-01-27T11:16:00.000Z Step UpdateOS
    2023-01-27T11:16:00.001Z ExecuteBash: STARTED EXECUTION
    2023-01-27T11:16:01.000Z Stdout: Reading package lists...
    2023-01-27T11:16:02.000Z CmdExecution: ExitCode 0
    2023-01-27T11:16:02.001Z ExecuteBash: FINISHED EXECUTION
    2023-01-27T11:17:00.000Z Document ${MAIN}
    2023-01-27T11:17:00.000Z Phase build
    2023-01-27T11:17:00.000Z Step InstallPClusterPackages
    2023-01-27T11:17:00.001Z ExecuteBash: STARTED EXECUTION
    2023-01-27T11:20:16.000Z Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.
    2023-01-27T11:20:17.000Z CmdExecution: Stderr: set -v
    2023-01-27T11:20:17.001Z CmdExecution: [ ERROR ] Command execution has resulted in an error
    2023-01-27T11:20:17.002Z CmdExecution: ExitCode 1
    2023-01-27T11:20:17.003Z ExecuteBash: FINISHED EXECUTION
    2023-01-27T11:20:17.004Z Executor: FINISHED EXECUTION OF ALL DOCUMENTS
    2023-01-27T11:20:17.005Z TOE has completed execution with failure - Execution failed!
  `);
  expect(stepsOf(run)).toEqual([
    'update-os build UpdateOS: succeeded 0',
    'main build InstallPClusterPackages: failed 1',
  ]);
  expect(run).toMatchObject({ ending: 'failed', endingAt: 17, hasMarkers: true });
  expect(run.steps[1]).toMatchObject({ componentVersion: '3.4.1', from: 9 });
  expect(run.events[11]).toMatchObject({ step: 1, channel: 'stdout' });
  expect(run.events[12]).toMatchObject({ step: 1, channel: 'stderr' });
  expect(run.events[14]).toMatchObject({ step: 1, channel: 'toe' });
});

test('a failing run until 2022', () => {
  const run = read(`
    2021-07-31 11:57:10.575 Info Document ${MAIN}
    2021-07-31 11:57:10.575 Info Phase build
    2021-07-31 11:57:10.575 Info Step PClusterCookbookVersionName
    2021-07-31 11:57:10.580 Info Stdout: aws-parallelcluster-cookbook-3.0.1
    2021-07-31 11:57:10.581 Info Command execution completed successfully
    2021-07-31 11:57:10.581 Info ExitCode 0
    2021-07-31 11:57:11.000 Info Step IsOperatingSystemSupported
    2021-07-31 11:57:11.001 Info Stdout: Operating System 'debian.12' is not supported. Failing build.
    2021-07-31 11:57:11.002 Info ExitCode 1
    2021-07-31 11:57:11.003 Info TOE has completed execution with failure - Execution failed!
  `);
  expect(stepsOf(run)).toEqual([
    'main build PClusterCookbookVersionName: succeeded 0',
    'main build IsOperatingSystemSupported: failed 1',
  ]);
  expect(run.ending).toBe('failed');
});

test("the service's own lines stand between and after those of the run and change no step", () => {
  const run = read(`
    Image transitioned to BUILDING state for Image ARN: arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-site/3.9.3/1
    Started step ApplyBuildComponents with action ExecuteComponents
    Step InstallCinc
    Stdout: downloading
    Waiting for command to complete (command id: 0a1b). Attempt number: 12
    Stdout: still downloading
    CmdExecution: ExitCode 127
    TOE has completed execution with failure - Execution failed!
    Command failed (command id: 0a1b, state: Failed)
    Action failed for step ApplyBuildComponents. Failing step
    Image transitioned to FAILED state for Image ARN: arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-site/3.9.3/1
  `);
  expect(stepsOf(run)).toEqual(['- - InstallCinc: failed 127']);
  expect(run).toMatchObject({ workflowStep: 'ApplyBuildComponents', ending: 'failed' });
  expect(run.events[4]).toMatchObject({ channel: 'workflow' });
  expect(run.events[5]).toMatchObject({ channel: 'stdout', step: 0 });
});

test('a failure of the service after a good run has no failing step', () => {
  const run = read(`
    Step KeepSSM
    CmdExecution: ExitCode 0
    TOE has completed execution successfully
    Started step RunSanitizeScript with action SanitizeInstance
    Action failed for step RunSanitizeScript. Failing step
  `);
  expect(stepsOf(run)).toEqual(['- - KeepSSM: succeeded 0']);
  expect(run).toMatchObject({ workflowStep: 'RunSanitizeScript', ending: 'failed', endingAt: 4 });
});

test('exit code 194 asks for a reboot: the same step runs again, and its second end counts', () => {
  const run = read(`
    Step UpdateOS
    CmdExecution: ExitCode 194
    Document ${UPDATE}
    Phase build
    Step UpdateOS
    CmdExecution: ExitCode 3
    TOE has completed execution with failure - Execution failed!
  `);
  expect(stepsOf(run)).toEqual(['- - UpdateOS: succeeded 194', 'update-os build UpdateOS: failed 3']);
});

test('a step that fails while the run goes on was told to be ignored', () => {
  const run = read(`
    Step TryOptionalTools
    CmdExecution: ExitCode 1
    Step InstallRequiredTools
    CmdExecution: ExitCode 0
    TOE has completed execution successfully
  `);
  expect(stepsOf(run)).toEqual(['- - TryOptionalTools: ignored 1', '- - InstallRequiredTools: succeeded 0']);
  expect(run.ending).toBe('succeeded');
});

test('so it was when it is the last step of a run that succeeds', () => {
  const run = read(`
    Step TryOptionalTools
    CmdExecution: ExitCode 1
    TOE has completed execution successfully
  `);
  expect(stepsOf(run)).toEqual(['- - TryOptionalTools: ignored 1']);
});

test('a step that finishes without an exit code is the failing one when the run ends with it', () => {
  const run = read(`
    Step CreatingJsonFile
    CreateFile: STARTED EXECUTION
    CreateFile: FINISHED EXECUTION
    TOE has completed execution with failure - Execution failed!
  `);
  expect(stepsOf(run)).toEqual(['- - CreatingJsonFile: failed']);
});

test('a log that ends inside a step leaves it open, and all that was said belongs to it', () => {
  const run = read(`
    Step InstallPClusterPackages
    ExecuteBash: STARTED EXECUTION
    Stdout: Recipe: aws-parallelcluster-install::base
    Stdout:   * yum_package[gcc] action install
  `);
  expect(stepsOf(run)).toEqual(['- - InstallPClusterPackages: open']);
  expect(run.steps[0]).toMatchObject({ from: 0, to: 3 });
  expect(run).toMatchObject({
    ending: 'not-seen',
    endingAt: null,
    progress: { recipe: 'aws-parallelcluster-install::base', resource: 'yum_package[gcc]' },
  });
});

test('a log that begins inside a step has that step without its name', () => {
  const run = read(`
    Stdout: make: *** [Makefile:2: all] Error 1
    CmdExecution: ExitCode 2
    TOE has completed execution with failure - Execution failed!
  `);
  expect(stepsOf(run)).toEqual(['- - -: failed 2']);
  expect(run.steps[0]).toMatchObject({ from: 0, to: 1 });
});

test('the end alone is enough to know that a step failed', () => {
  const run = read('TOE has completed execution with failure - Execution failed!');
  expect(stepsOf(run)).toEqual(['- - -: failed']);
});

test('of the test phase on a second instance the second end counts', () => {
  const run = read(`
    Phase build
    Step InstallPClusterPackages
    CmdExecution: ExitCode 0
    TOE has completed execution successfully
    Started step ApplyTestComponents with action ExecuteComponents
    Document arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-test-0a1b2c3d/3.9.3/1
    Phase test
    Step CloudWatch
    Stdout: amazon-cloudwatch-agent is not stopped
    CmdExecution: ExitCode 1
    TOE has completed execution with failure - Execution failed!
  `);
  expect(stepsOf(run)).toEqual(['- build InstallPClusterPackages: succeeded 0', 'test test CloudWatch: failed 1']);
  expect(run.ending).toBe('failed');
});

test('of several runs in one stream only the last one says what failed', () => {
  const failing = `
    Step DownloadCookbook
    CmdExecution: ExitCode 1
    TOE has completed execution with failure - Execution failed!`;
  const good = `
    Step DownloadCookbook
    CmdExecution: ExitCode 0
    TOE has completed execution successfully`;
  expect(stepsOf(read(failing + failing)).filter((step) => step.includes('failed'))).toHaveLength(1);
  expect(read(failing + good).ending).toBe('succeeded');
  expect(stepsOf(read(failing + good)).filter((step) => step.includes('failed'))).toHaveLength(0);
  expect(read(good + failing)).toMatchObject({ ending: 'failed', endingAt: 5 });
});

test('what a program prints is never a marker', () => {
  const run = read(`
    2023-01-27T11:17:00.000Z Step Execute
    2023-01-27T11:17:01.000Z Stdout: Step Impostor
    2023-01-27T11:17:01.000Z Stdout: CmdExecution: ExitCode 3
    2023-01-27T11:17:01.000Z Stdout: TOE has completed execution with failure - Execution failed!
    2023-01-27T11:17:01.000Z Stdout: Image transitioned to FAILED state for Image ARN: none
    2023-01-27T11:17:02.000Z CmdExecution: Stderr: Phase build
    ExitCode 4
    Document impostor.yaml
    2023-01-27T11:17:03.000Z CmdExecution: ExitCode 0
    2023-01-27T11:17:03.000Z TOE has completed execution successfully
  `);
  expect(stepsOf(run)).toEqual(['- - Execute: succeeded 0']);
  expect(run).toMatchObject({ ending: 'succeeded', endingAt: 9 });
  expect(said(run, null)).toContain('ExitCode 4');
});

test('lines without a stream name go on with the stderr event before them', () => {
  const run = read(`
    2023-01-27T11:17:00.000Z Step InstallCinc
    2023-01-27T11:17:02.000Z CmdExecution: Stderr: curl: (6) Could not resolve host: mirror.example.com
    * Closing connection 0
    2023-01-27T11:17:03.000Z CmdExecution: ExitCode 6
  `);
  expect(run.events.map((event) => event.channel)).toEqual(['toe', 'stderr', 'stderr', 'toe']);
});

test('an excerpt without markers has no steps and says so', () => {
  const run = read('Stdout: E: Unable to locate package foo\nE: Unable to locate package bar');
  expect(run).toMatchObject({ steps: [], hasMarkers: false, ending: 'not-seen' });
  expect(run.events.map((event) => [event.channel, event.step])).toEqual([
    ['stdout', null],
    ['unknown', null],
  ]);
});

test('each log begins anew, and the other witnesses belong to no step', () => {
  const first = evidenceOf('Step UpdateOS\nCmdExecution: ExitCode 0\nStep KeepSSM\nStdout: keeping');
  const second = evidenceOf('Stdout: make: *** [all] Error 1\nCmdExecution: ExitCode 2');
  const stack = evidenceOf('CREATE_FAILED ParallelClusterImage: Step Impostor', 'stack');
  const run = readTogether(stack, first, second);
  expect(stepsOf(run)).toEqual(['- - UpdateOS: succeeded 0', '- - KeepSSM: open', '- - -: failed 2']);
  expect(run.steps.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(run.events[0]).toMatchObject({ channel: 'stack', step: null, hollow: null });
});

test('text keeps its lines: one event each, in order, whatever they hold', () => {
  const text = dedent(`
    Step A
    Stdout:
    \u001b[31mE: x\u001b[0m
    `);
  expect(read(text).events.map((event) => event.line.text)).toEqual(text.split('\n'));
});
