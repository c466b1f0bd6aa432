// `detailedoutput.json` of AWSTOE, from its folder on a build instance that was kept: documents, phases and steps with what each
// printed. Told in AWSTOE's own words, so that it reads as the console log beside it would.

import type { LooseLine } from '../../aws/physical-lines.ts';
import { physicalLines } from '../../aws/physical-lines.ts';
import { isObject, memberOf, objectsIn, parsedJson, textOf } from '../../json.ts';
import { timeOf } from '../instants.ts';
import { NOTHING_SAID, type AnswerShape } from './answer.ts';

export const toeOutput: AnswerShape = {
  name: "AWSTOE's detailedoutput.json",
  fits: (document) => textOf(document, 'executionId') !== null && Array.isArray(memberOf(document, 'documents')),
  read: (document) => {
    const sayings = [...documentSayings(document), ...endSaying(document)];
    const lines = sayings.flatMap(({ text, time }, index): LooseLine[] =>
      physicalLines({ witness: 'log', ordinal: index + 1, time, text }),
    );
    return { ...NOTHING_SAID, events: sayings.length, lines };
  },
};

interface Saying {
  readonly text: string;
  readonly time: number | null;
}

function documentSayings(run: unknown): Saying[] {
  return objectsIn(run, 'documents').flatMap((document) => [
    ...opening('Document', textOf(document, 'name') ?? textOf(document, 'filePath'), document),
    ...objectsIn(document, 'phases').flatMap((phase) => [
      ...opening('Phase', textOf(phase, 'name'), phase),
      ...objectsIn(phase, 'steps').flatMap(stepSayings),
    ]),
    ...(hasFailed(document)
      ? [{ text: `Document ${textOf(document, 'name') ?? ''} failed!`, time: endOf(document) }]
      : []),
  ]);
}

function opening(word: string, name: string | null, part: unknown): Saying[] {
  return name === null ? [] : [{ text: `${word} ${name}`, time: timeOf(memberOf(part, 'startTime')) }];
}

function stepSayings(step: unknown): Saying[] {
  const time = endOf(step);
  const { stdout, stderr, exitCode } = outputsOf(step);
  const failure = textOf(step, 'failureMessage');
  const action = textOf(step, 'action') ?? 'ExecuteBash';
  return [
    ...opening('Step', textOf(step, 'name'), step),
    ...(stdout === null
      ? []
      : stdout
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => ({ text: `Stdout: ${line}`, time }))),
    ...(hasFailed(step) ? [{ text: 'CmdExecution: [ ERROR ] Command execution has resulted in an error', time }] : []),
    ...[stderr, failure].flatMap((text) => (text === null ? [] : [{ text: `CmdExecution: Stderr: ${text}`, time }])),
    { text: `CmdExecution: ExitCode ${exitCode ?? (hasFailed(step) ? 1 : 0)}`, time },
    { text: `${action}: FINISHED EXECUTION`, time },
  ];
}

interface Outputs {
  readonly stdout: string | null;
  readonly stderr: string | null;
  readonly exitCode: number | null;
}

/** `outputs` is JSON within a string; its form is that of the action. What has another form is taken as it stands. */
function outputsOf(step: unknown): Outputs {
  const raw = memberOf(step, 'outputs');
  const inner = typeof raw === 'string' ? parsedJson(raw) : raw;
  const first: unknown = Array.isArray(inner) ? inner[0] : inner;
  if (!isObject(first))
    return { stdout: typeof raw === 'string' && raw !== '' ? raw : null, stderr: null, exitCode: null };
  const code = first['exitCode'];
  return {
    stdout: textOf(first, 'stdout') ?? textOf(first, 'output'),
    stderr: textOf(first, 'stderr'),
    exitCode: typeof code === 'number' ? code : null,
  };
}

function endSaying(run: unknown): Saying[] {
  const status = textOf(run, 'status');
  if (status === null) return [];
  const words = hasFailed(run) ? 'with failure - Execution failed!' : 'successfully';
  return [{ text: `TOE has completed execution ${words}`, time: endOf(run) }];
}

function hasFailed(part: unknown): boolean {
  return /^fail/i.test(textOf(part, 'status') ?? '');
}

function endOf(part: unknown): number | null {
  return timeOf(memberOf(part, 'endTime'));
}
