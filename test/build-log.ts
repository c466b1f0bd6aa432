// Writes build logs as AWSTOE and Chef write them, for tests that need a whole run around a few telling lines.

const COMPONENT =
  'arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-11112222-3333-4444-5555-666677778888';

/** One step of a component: its stdout lines, the lines of its stderr event, its exit code (null leaves the step open). */
interface LoggedStep {
  readonly name: string;
  readonly stdout?: readonly string[];
  readonly stderr?: readonly string[];
  readonly exit?: number | null;
}

export interface LoggedBuild {
  readonly version?: string;
  readonly steps: readonly LoggedStep[];
  /** The AWSTOE end line; null where the log ends before it. */
  readonly end?: 'succeeded' | 'failed' | null;
}

/** The log as an exported stream, one second an event. */
export function buildLog({ version = '3.9.1', steps, end = null }: LoggedBuild): string {
  const events = [`Document ${COMPONENT}/${version}/1`, 'Phase build', ...steps.flatMap(stepEvents), ...endEvents(end)];
  const start = Date.UTC(2024, 4, 14, 9, 0, 0);
  return events.map((event, i) => `${new Date(start + i * 1000).toISOString()} ${event}`).join('\n');
}

function stepEvents({ name, stdout = [], stderr = [], exit = 0 }: LoggedStep): string[] {
  const source = ['set -v', ...stderr].join('\n');
  const closing =
    exit === null
      ? []
      : [`CmdExecution: Stderr: ${source}`, `CmdExecution: ExitCode ${exit}`, 'ExecuteBash: FINISHED EXECUTION'];
  return [`Step ${name}`, 'ExecuteBash: STARTED EXECUTION', ...stdout.map((line) => `Stdout: ${line}`), ...closing];
}

function endEvents(end: LoggedBuild['end']): string[] {
  if (end === 'succeeded') return ['TOE has completed execution successfully'];
  return end === 'failed' ? ['TOE has completed execution with failure - Execution failed!'] : [];
}

/** Chef's account of a bash resource that failed, as the formatter prints it. */
export function chefBlock(resource: string, output: readonly string[], exit: number): string[] {
  const ruler = '='.repeat(80);
  return [
    ruler,
    `Error executing action \`run\` on resource '${resource}'`,
    ruler,
    '',
    'Mixlib::ShellOut::ShellCommandFailed',
    '------------------------------------',
    `Expected process to exit with [0], but received '${exit}'`,
    '---- Begin output of "bash"  ----',
    ...output,
    '---- End output of "bash"  ----',
    `Ran "bash"  returned ${exit}`,
    '',
    'System Info:',
    '------------',
    'chef_version=17.2.29',
    'platform=ubuntu',
    'platform_version=20.04',
    'ruby=ruby 3.0.1p64 (2021-04-05 revision 0fb782ee38) [x86_64-linux]',
    '',
    'Running handlers:',
  ];
}
