// The contract of `pc-doctor watch --json` as a schema, one form an event. From it comes watch.schema.json, in the same way as that of the report.

import { z } from 'zod';
import type { WatchLine } from '../model/watch.ts';
import { diagnosis } from './report-schema.ts';
import { natural, orUnknown, published, text, time } from './schema-parts.ts';

const line = {
  schemaVersion: z.literal('1.0'),
  at: time.nullable().describe('When it happened, as the log says, or else when it was seen'),
  image: z.strictObject({ id: orUnknown, region: orUnknown }),
};

const milliseconds = natural.nullable();
const usuallyMs = milliseconds.describe('What the step took in the last good build; null where that is not known');

const component = z.templateLiteral(['script-', z.int()]);
const step = z
  .strictObject({
    component: z.union([z.enum(['update-os', 'main', 'tag', 'validate', 'test', 'user']), component]).nullable(),
    phase: z.enum(['build', 'validate', 'test']).nullable(),
    name: text,
  })
  .meta({ id: 'Step' });

const watchSchema: z.ZodType<WatchLine> = z.discriminatedUnion('event', [
  z.strictObject({
    ...line,
    event: z.literal('watching'),
    pclusterVersion: orUnknown,
    stackStatus: orUnknown,
    startedAt: time.nullable(),
    everyMs: natural.describe('From one poll to the next'),
  }),
  z.strictObject({ ...line, event: z.literal('waiting'), waitsFor: z.enum(['image', 'log']) }),
  z.strictObject({ ...line, event: z.literal('status'), imageStatus: orUnknown, reason: orUnknown }),
  z.strictObject({ ...line, event: z.literal('stage'), name: text.describe("A step of Image Builder's own workflow") }),
  z.strictObject({ ...line, event: z.literal('step-began'), step, usuallyMs }),
  z.strictObject({
    ...line,
    event: z.literal('step-ended'),
    step,
    outcome: z.enum(['succeeded', 'failed', 'ignored']),
    exitCode: z.int().nullable(),
    tookMs: z.number().nullable(),
    usuallyMs,
  }),
  z.strictObject({
    ...line,
    event: z.literal('progress'),
    step: step.nullable(),
    forMs: milliseconds,
    usuallyMs,
    recipe: orUnknown,
    events: natural.describe('Of the log, so far'),
  }),
  z.strictObject({
    ...line,
    event: z.literal('silence'),
    forMs: natural,
    step: step.nullable(),
    lastLine: text,
    asks: z.boolean().describe('True where the last line is a question, and nobody is there to answer it'),
  }),
  z.strictObject({ ...line, event: z.literal('unseen'), what: text, why: text, toSeeIt: text }),
  z.strictObject({ ...line, event: z.literal('seen-again'), what: text }),
  z.strictObject({
    ...line,
    event: z.literal('live-tail'),
    state: z.enum(['began', 'renewed', 'ended']),
    why: orUnknown,
    usdPerMinute: z.number().describe('What AWS charges while it is open, about'),
  }),
  z.strictObject({
    ...line,
    event: z.literal('sampled').describe('Live Tail left out lines; what is told comes from the log, which has them'),
  }),
  z.strictObject({
    ...line,
    event: z.literal('verdict'),
    final: z.boolean().describe('False while the build goes on'),
    diagnosis,
    toStop: orUnknown.describe('A command that ends the build and keeps its log; null where it has ended'),
  }),
  z.strictObject({ ...line, event: z.literal('verdict-withdrawn'), why: text }),
  z.strictObject({
    ...line,
    event: z.literal('ended'),
    outcome: z.enum(['available', 'failed', 'cancelled', 'gone']),
    imageStatus: orUnknown,
    tookMs: milliseconds,
  }),
  z.strictObject({ ...line, event: z.literal('notify-failed'), why: text }),
]);

/** What watch.schema.json holds. */
export function watchJsonSchema(): object {
  return published('An event of a build that pc-doctor watches, as a line of NDJSON, version 1.0', watchSchema);
}
