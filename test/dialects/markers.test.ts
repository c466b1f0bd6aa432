// The vocabulary by which a log tells its structure, in all three generations.
import { expect, test } from 'vitest';
import { componentOf, markerOf } from '../../src/dialects/markers.ts';

const UUID = '0a1b2c3d-0000-11ee-8c99-0242ac120002';
const ARN = 'arn:aws:imagebuilder:us-east-1:111122223333:component';

test.each([
  [`Document ${ARN}/parallelclusterimage-${UUID}/3.4.1/1`, { kind: 'document', component: 'main', version: '3.4.1' }],
  ['Document install-tools.yaml', { kind: 'document', component: 'user', version: null }],
  ['Phase build', { kind: 'phase', phase: 'build' }],
  ['Phase validate', { kind: 'phase', phase: 'validate' }],
  ['Phase test', { kind: 'phase', phase: 'test' }],
  ['Step InstallPClusterPackages', { kind: 'step', name: 'InstallPClusterPackages' }],
  ['Step my-step_2', { kind: 'step', name: 'my-step_2' }],
  ['ExecuteBash: STARTED EXECUTION', { kind: 'action-started', action: 'ExecuteBash' }],
  ['CreateFile: FINISHED EXECUTION', { kind: 'action-finished', action: 'CreateFile' }],
  ['[ ERROR ] Command execution has resulted in an error', { kind: 'command-failed' }],
  ['ExitCode 0', { kind: 'exit-code', code: 0 }],
  ['ExitCode -1', { kind: 'exit-code', code: -1 }],
  ['TOE has completed execution successfully', { kind: 'end', outcome: 'succeeded' }],
  ['TOE has completed execution with failure - Execution failed!', { kind: 'end', outcome: 'failed' }],
  ['Executor: FINISHED EXECUTION OF ALL DOCUMENTS', { kind: 'toe' }],
  ['ExecuteBash: Created temporary directory: /tmp/1234567890abcdef0', { kind: 'toe' }],
  ['Command execution completed successfully', { kind: 'toe' }],
  [
    'Started step LaunchBuildInstance with action LaunchInstance',
    { kind: 'workflow-step-started', step: 'LaunchBuildInstance' },
  ],
  [
    'Action failed for step ApplyBuildComponents. Failing step',
    { kind: 'workflow-step-failed', step: 'ApplyBuildComponents' },
  ],
  [
    'Image transitioned to FAILED state for Image ARN: arn:aws:imagebuilder:…',
    { kind: 'image-state', state: 'FAILED' },
  ],
  ['Waiting for command to complete (command id: 0a1b). Attempt number: 12', { kind: 'workflow' }],
  ["No 'if' conditions to evaluate for step: LaunchBuildInstance", { kind: 'workflow' }],
  ['Calling ssm:listInventoryEntries with TypeName AWS:Application', { kind: 'workflow' }],
])('%s', (line, marker) => {
  expect(markerOf(line)).toEqual(marker);
});

test.each([
  'Step 1 of 3: install',
  'Step ',
  'Phase one',
  'Phase build-tools',
  'ExitCode none',
  'ExitCode 1 was returned',
  'Documentation is in /usr/share/doc',
  `Document ${ARN}/parallelclusterimage-${UUID}/3.4.1/1 failed!`,
  'TOE has started',
  'Starting step LaunchBuildInstance',
  '',
])('%j is no marker', (line) => {
  expect(markerOf(line)).toBeNull();
});

test.each([
  ['the update of the operating system', `parallelclusterimage-updateos-${UUID}/3.4.1/1`, 'update-os', '3.4.1'],
  ['the main component', `parallelclusterimage-${UUID}/3.4.1/1`, 'main', '3.4.1'],
  ['the tag', `parallelclusterimage-tag-${UUID}/3.12.0/1`, 'tag', '3.12.0'],
  ['the validation', `parallelclusterimage-validate-${UUID}/3.9.3/1`, 'validate', '3.9.3'],
  ['the test', `parallelclusterimage-test-${UUID}/3.9.3/1`, 'test', '3.9.3'],
  ["a user's script", `parallelclusterimage-script-12-${UUID}/3.9.3/1`, 'script-12', '3.9.3'],
  ['capitals', `ParallelClusterImage-UpdateOS-${UUID}/3.4.1/1`, 'update-os', '3.4.1'],
  ['an id that was made unreadable', 'parallelclusterimage-xxx/3.4.1/1', 'main', '3.4.1'],
  ['an id of stars', 'parallelclusterimage-updateos-*****/3.4.1/1', 'update-os', '3.4.1'],
  ['no build number', `parallelclusterimage-${UUID}/3.4.1`, 'main', '3.4.1'],
  ['a version that was made unreadable', 'parallelclusterimage-tag-xxx/x.x.x/1', 'tag', null],
  ["a component of the user's", 'site-hardening/2.0.1/3', 'user', null],
  ['a component of AWS', 'update-linux/1.0.2/1', 'user', null],
])('an ARN tells the component: %s', (_, tail, component, version) => {
  expect(componentOf(`${ARN}/${tail}`)).toEqual({ component, version });
});

test.each(['arn:aws:imagebuilder:us-east-1::component', 'arn:aws-cn:imagebuilder:cn-north-1:*****:component', ARN])(
  'whoever the account is: %s',
  (arn) => {
    expect(componentOf(`${arn}/parallelclusterimage-${UUID}/3.4.1/1`).component).toBe('main');
  },
);
