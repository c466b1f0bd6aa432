// Begins a pattern from the decisive line of a log: what differs from build to build becomes a capture, ids become invented ones, and the
// file passes lint and its own samples as it is written. What only a person knows is left to be said.

import { stringify } from 'yaml';
import { generalised } from './generalised.ts';
import { isTooCommon } from './expression-rules.ts';
import { captures } from './scan.ts';

export interface DraftFrom {
  /** The decisive line as the program printed it, secrets taken out. */
  readonly body: string;
  /** The Chef resource and the AWSTOE step it stands in, null where they are not known. */
  readonly resource: string | null;
  readonly step: string | null;
  /** Patterns that match the line as well. */
  readonly refines: readonly string[];
}

/** The text of the file. */
export function draftPattern(from: DraftFrom): string {
  const { body, resource, step, refines } = from;
  const line = `^${generalised(body)}`;
  const scope = isTooCommon(line) ? scopeOf(from) : null;
  const file = {
    title: shortened(body),
    kind: 'cause',
    layer: resource === null ? 'component' : 'chef',
    explanation: `Say here why it happens, in two or three sentences. It was seen in ${resource ?? step ?? 'a log'}.`,
    match: scope === null ? { line } : { line, in: scope },
    ...(refines.length > 0 && { refines }),
    remedies: [],
    hits: [hitOf(body, line, resource, scope)],
    misses: [missOf(body, line)],
  };
  const head = '# yaml-language-server: $schema=../pattern.schema.json\n';
  return head + stringify(file, { lineWidth: 0, defaultStringType: 'PLAIN', defaultKeyType: 'PLAIN' });
}

function shortened(body: string): string {
  const text = body.replace(/\s+/g, ' ').replaceAll('{', '(').replaceAll('}', ')');
  return text.length <= 90 ? text : `${text.slice(0, 89)}…`;
}

type Scope = { readonly resource: string } | { readonly step: readonly string[] };

function scopeOf({ resource, step }: DraftFrom): Scope | null {
  if (resource !== null) return { resource: `^${generalised(resource)}` };
  return step === null ? null : { step: [step] };
}

function hitOf(body: string, line: string, resource: string | null, scope: Scope | null) {
  const found = captures(line, body) ?? {};
  const log = scope !== null && 'resource' in scope ? chefBlock(body, resource ?? '') : stepLog(body, scope);
  return { log, ...(Object.keys(found).length > 0 && { captures: found }) };
}

/** The least of a Chef error block that names the resource. */
function chefBlock(body: string, resource: string): string {
  const rule = '='.repeat(80);
  return [
    rule,
    `Error executing action \`run\` on resource '${resource}'`,
    rule,
    '',
    'Mixlib::ShellOut::ShellCommandFailed',
    '-'.repeat(36),
    body,
    '',
  ]
    .map((text) => `Stdout: ${text}`.trimEnd())
    .join('\n');
}

function stepLog(body: string, scope: Scope | null): string {
  return scope !== null && 'step' in scope
    ? `Phase build\nStep ${scope.step.join('')}\nStdout: ${body}`
    : `Stdout: ${body}`;
}

/** Half of the line, as long as that is no match. */
function missOf(body: string, line: string) {
  const words = body.split(' ');
  const half = words.slice(0, Math.floor(words.length / 2)).join(' ');
  const log = half !== '' && captures(line, half) === null ? half : 'the step ended well';
  return { log: `Stdout: ${log}`, why: 'only a beginning; put a line of a good build that looks like it here' };
}
