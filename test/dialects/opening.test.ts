// Whether lines that are still being read backward reach the opening of a step yet.
import { expect, test } from 'vitest';
import { opensStep } from '../../src/dialects/opening.ts';
import { evidenceOf } from '../../src/sources/sample.ts';

test.each([
  'Step InstallCinc',
  'Info Step InstallCinc',
  '2021-07-31 11:57:10.575 Info Step InstallCinc',
  'Stdout: hello\nStep InstallCinc\nStdout: hello\nCmdExecution: ExitCode 1',
])('%j opens a step', (text) => {
  expect(opensStep(evidenceOf(text))).toBe(true);
});

test.each([
  'Stdout: Step InstallCinc',
  'CmdExecution: Stderr: Step InstallCinc',
  'Started step ApplyBuildComponents with action ExecuteComponents',
  'Step 1 of 3: download',
  'CmdExecution: ExitCode 1\nTOE has completed execution with failure - Execution failed!',
])('%j opens none', (text) => {
  expect(opensStep(evidenceOf(text))).toBe(false);
});
