// The contract of the JSON report as a schema. From it comes report.schema.json (JSON Schema 2020-12), which travels in the package;
// the command line itself never loads this file, because the schema library would cost a third of its start-up. The compiler and a test
// compare it with the model.

import { z } from 'zod';
import { REMEDY_KINDS } from '../model/catalog.ts';
import type { DiagnosisLine, Report } from '../model/diagnosis.ts';
import { documentHead, gap, natural, orUnknown, published, removed, text, texts, time } from './schema-parts.ts';

const quote = z
  .strictObject({
    role: z.enum(['cause', 'context', 'consequence']),
    log: text,
    line: z.int().positive().nullable().describe('1-based ordinal in the stream or file'),
    time: time.nullable(),
    text: text.describe('The text of the event, verbatim after redaction'),
  })
  .meta({ id: 'Quote' });

const causeFields = {
  pattern: orUnknown.describe('Id of the catalog pattern; null where the cause was only located'),
  title: text,
  explanation: text,
  category: orUnknown,
  confidence: z.enum(['certain', 'likely', 'possible']),
  because: texts,
  captures: z.record(text, text),
  evidence: z.array(quote).describe('The decisive line first; it alone has the role cause'),
};

const cause = z.strictObject(causeFields).meta({ id: 'Cause' });
const alternative = z.strictObject({ ...causeFields, whyNotFirst: text }).meta({ id: 'Alternative' });

const log = z.strictObject({ group: orUnknown, name: text, events: natural, complete: z.boolean() });

const image = z.strictObject({
  id: orUnknown,
  region: orUnknown,
  account: orUnknown,
  pclusterVersion: orUnknown,
  os: orUnknown,
  arch: orUnknown,
  parentImage: orUnknown,
  kernel: orUnknown.describe('The newest kernel that the log names, as `uname -r` prints it'),
  buildStatus: orUnknown,
  imageStatus: orUnknown,
  stackStatus: orUnknown,
  statusReason: orUnknown,
  startedAt: time.nullable(),
  failedAt: time.nullable(),
  logs: z.array(log),
  configuration: orUnknown.describe('Text of the image configuration, where it was given or asked for'),
  origins: z
    .record(text, text)
    .nullable()
    .describe('Where facts were found: a file, `the log`, `the command line`; null where all come from AWS or one log'),
});

const failure = z.strictObject({
  component: orUnknown,
  phase: orUnknown,
  step: orUnknown,
  recipe: orUnknown,
  resource: orUnknown,
  command: orUnknown,
  exitCode: z.int().nullable(),
});

const remedy = z
  .strictObject({
    id: text,
    kind: z.enum(REMEDY_KINDS),
    title: text,
    applies: z.enum(['yes', 'no', 'unknown']),
    because: texts,
    steps: z.array(z.strictObject({ text, command: orUnknown })),
    patch: z
      .record(text, z.union([text, z.number(), z.boolean()]))
      .nullable()
      .describe('Dotted keys of image-config.yaml and their new values'),
    pitfalls: texts,
    expect: orUnknown.describe('What the next log should show when the remedy worked'),
    references: texts,
  })
  .meta({ id: 'Remedy' });

const verdict = z.enum(['recognised', 'located', 'inconclusive', 'not-failed']);
const fingerprint = z.templateLiteral(['pcd1:', z.string().regex(/^[0-9a-f]{16}$/)]);

const change = z.strictObject({ what: text, before: orUnknown, now: orUnknown }).meta({
  id: 'Change',
  description: 'Something that is not as it was; null where it was not there, or is not any more',
});

const changes = z
  .strictObject({
    since: z.strictObject({
      id: orUnknown.describe('Id of the image, or the file it was read from'),
      region: orUnknown,
      ami: orUnknown,
      builtAt: time.nullable(),
      verdict: verdict.describe('not-failed for a good build'),
    }),
    facts: z.array(change),
    packages: z.array(change).describe('Those that what failed speaks of first'),
    repositories: z.strictObject({ added: texts, missing: texts }),
    configuration: z
      .array(z.strictObject({ setting: text, before: orUnknown, now: orUnknown }))
      .nullable()
      .describe('By dotted keys of image-config.yaml; null where one of the two configurations is not known'),
    durations: z.array(z.strictObject({ step: text, beforeMs: natural, nowMs: natural })),
    unlike: z
      .array(z.strictObject({ quote, times: z.int().positive() }))
      .describe('Lines of the failing step that have no like in the other build, in the order of the log'),
    moreUnlike: natural,
    whole: z.boolean().describe('False where only the end of the log was read: the differences are of that part'),
  })
  .meta({ id: 'Changes' });

export const diagnosis = z.strictObject({
  image,
  verdict,
  fingerprint: fingerprint
    .nullable()
    .describe('The same for the same cause, whatever the account, region, image or date'),
  fingerprintInputs: texts
    .nullable()
    .describe(
      'What the fingerprint is made of: the first 16 hex digits of the SHA-256 over these, joined by line feeds',
    ),
  failure: failure.nullable(),
  rootCause: cause.nullable(),
  chain: z.array(z.strictObject({ layer: text, what: text, evidence: z.array(quote) })),
  alternatives: z.array(alternative),
  dismissed: z.array(z.strictObject({ pattern: text, line: z.int().positive().nullable(), why: text })),
  remedies: z.array(remedy).describe('Best first; those that do not apply are listed with the reason'),
  gaps: z.array(gap),
  logWindow: z.array(quote).describe('The log around the decisive line, or its end where there is none'),
  changes: changes
    .nullable()
    .describe('What is not as it was in the last good build; null where there was none to compare'),
});

const group = z.strictObject({
  fingerprint,
  verdict,
  pattern: orUnknown,
  title: text,
  images: z.array(z.strictObject({ id: orUnknown, region: orUnknown })),
});

/** The whole report. */
const reportSchema: z.ZodType<Report> = z.strictObject({
  ...documentHead,
  summary: z.strictObject({
    examined: natural,
    recognised: natural,
    located: natural,
    inconclusive: natural,
    notFailed: natural,
  }),
  groups: z.array(group).describe('Builds of one fingerprint, in the order in which the causes appear'),
  redaction: z.array(removed).nullable().describe('What was replaced by tokens; null for --no-redact'),
  diagnoses: z.array(diagnosis),
});

/** What report.schema.json holds. */
export function reportJsonSchema(): object {
  return published('Report of pc-doctor, version 1.0', reportSchema);
}

/** One line of NDJSON. */
const lineSchema: z.ZodType<DiagnosisLine> = z.strictObject({ ...documentHead, diagnosis });

/** What diagnosis.schema.json holds. */
export function diagnosisJsonSchema(): object {
  return published('A diagnosis of pc-doctor as a line of NDJSON, version 1.0', lineSchema);
}
