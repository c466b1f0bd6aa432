// Steps as they pass, line by line, against the same steps read from the whole log.
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PassingSteps, type Doom, type Passed } from '../../src/dialects/passing.ts';
import { asksSomebody } from '../../src/dialects/prompts.ts';
import { readRun } from '../../src/dialects/run.ts';
import type { Line } from '../../src/model/evidence.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import { eventsOf } from '../../src/replay/services/stream-events.ts';

function passed(lines: readonly Line[]): Passed[] {
  const steps = new PassingSteps();
  return lines.flatMap((line) => steps.take(line));
}

/** `main/build/X succeeded` for each step that has ended. */
function endings(lines: readonly Line[]): string[] {
  return passed(lines).flatMap((one) =>
    one.kind === 'ended' ? [`${one.step.component}/${one.step.phase}/${one.step.name} ${one.outcome}`] : [],
  );
}

function stepsOf(text: string): string[] {
  return readRun(evidenceOf(text, 'log'))
    .steps.filter(({ outcome, name }) => outcome !== 'open' && name !== null)
    .map(({ component, phase, name, outcome }) => `${component}/${phase}/${name} ${outcome}`);
}

const account = await loadAccount('src/replay/demo');
const streams = account.builds.flatMap(({ imageId, logGroup }) =>
  (logGroup?.streams ?? []).map((stream) => ({
    imageId,
    text: eventsOf(stream)
      .map(({ message }) => message)
      .join('\n'),
  })),
);

test.each(streams)('the steps of $imageId end as they do in the whole log', ({ text }) => {
  expect(endings(evidenceOf(text, 'log').lines)).toEqual(stepsOf(text));
});

const LINES = [
  'Document arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-0c9f3a10/3.4.1/1',
  'Phase build',
  'Phase validate',
  'Step One',
  'Step Two',
  'ExecuteBash: STARTED EXECUTION',
  'CmdExecution: ExitCode 0',
  'CmdExecution: ExitCode 1',
  'CmdExecution: ExitCode 194',
  'ExecuteBash: FINISHED EXECUTION',
  'Stdout: Step Three',
  'Stdout: ExitCode 1',
  'TOE has completed execution successfully',
];

test('whatever lines come, no step ends that has not begun, and none fails before the run has', () => {
  assert(
    property(array(constantFrom(...LINES)), (texts) => {
      let open = 0;
      for (const one of passed(evidenceOf(texts.join('\n'), 'log').lines)) {
        if (one.kind === 'began') open += 1;
        if (one.kind === 'ended') open -= 1;
        expect(open).toBeGreaterThanOrEqual(0);
        expect(one).not.toMatchObject({ outcome: 'failed' });
      }
    }),
  );
});

function doomOf(texts: readonly string[]): Doom | null {
  const steps = new PassingSteps();
  for (const line of evidenceOf(texts.join('\n'), 'log').lines) steps.take(line);
  return steps.doom;
}

describe('doom', () => {
  test.each([
    ['a command that failed', ['Step One', 'CmdExecution: ExitCode 1'], 'likely'],
    [
      'a run of Chef that failed',
      ['Step One', 'Stdout: Infra Phase failed. 3 resources updated in 10 seconds'],
      'likely',
    ],
    [
      'a script that runs on after Chef',
      ['Step One', 'Stdout: Infra Phase failed', ...Array<string>(60).fill('Stdout: x')],
      null,
    ],
    ['a step after it', ['Step One', 'CmdExecution: ExitCode 1', 'Step Two'], null],
    ['a reboot', ['Step One', 'CmdExecution: ExitCode 194'], null],
    [
      'a run that failed',
      ['Step One', 'CmdExecution: ExitCode 1', 'TOE has completed execution with failure - x'],
      'certain',
    ],
    ['a workflow step that failed', ['Step One', 'Action failed for step ApplyBuildComponents'], 'certain'],
    ['an image that failed', ['Image transitioned to FAILED state for Image ARN: x'], 'certain'],
    ['what a program prints', ['Step One', 'Stdout: TOE has completed execution with failure - x'], null],
  ])('%s', (_name, texts, doom) => {
    expect(doomOf(texts)).toBe(doom);
  });
});

test.each([
  'Do you want to continue? [Y/n]',
  'Is this ok [y/N]:',
  'Is this ok [y/d/N]:',
  '*** sshd_config (Y/I/N/O/D/Z) [default=N] ?',
  'Are you sure you want to continue connecting (yes/no/[fingerprint])?',
  "Enter passphrase for key '/root/.ssh/id_rsa':",
  '[sudo] password for ec2-user:',
  'Press ENTER to continue',
])('%s asks somebody', (line) => {
  expect(asksSomebody(line)).toBe(true);
});

test.each([
  'Get:1 http://archive.ubuntu.com/ubuntu jammy/main amd64 jq amd64 1.6 [52 kB]',
  'Setting password: done',
  'checking for gcc... (cached) yes',
  'Thank you for installing Cinc Client!',
])('%s asks nobody', (line) => {
  expect(asksSomebody(line)).toBe(false);
});
