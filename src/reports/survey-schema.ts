// The contract of `pc-doctor survey --json` as a schema. From it comes survey.schema.json, in the same way as that of the report.

import { z } from 'zod';
import type { SurveyDocument } from '../model/survey.ts';
import { documentHead, gap, natural, orUnknown, published, removed, text, texts, time } from './schema-parts.ts';

const amount = z.number().nonnegative();

const ofSeveral = text.exactOptional().describe('Only where --profile was given several times');

const account = z
  .strictObject({ profile: text, account: orUnknown, region: text })
  .meta({ id: 'SurveyedAccount', description: 'A region of the account that a profile reaches' });

const cause = z
  .strictObject({
    fingerprint: text.describe('The same as in the report on one build'),
    verdict: z.enum(['recognised', 'located']).describe('located: no pattern of the catalog explains it'),
    pattern: orUnknown,
    title: text,
    line: orUnknown.describe('The decisive line of the build that met it first'),
    builds: natural,
    firstSeen: time.nullable().describe('When the first build that failed of it ended'),
    lastSeen: time.nullable(),
    hours: amount.describe('From the first to the last event of their logs'),
    cost: amount.nullable().describe('Hours times --price; null without it'),
    versions: z.array(z.strictObject({ version: orUnknown, builds: natural })),
    images: z.array(z.strictObject({ id: orUnknown, region: orUnknown, profile: ofSeveral })),
  })
  .meta({ id: 'SurveyedCause' });

const surveySchema: z.ZodType<SurveyDocument> = z.strictObject({
  ...documentHead,
  source: z.strictObject({
    kind: z.enum(['aws', 'files']),
    regions: texts,
    accounts: z.array(account).exactOptional().describe('Only where --profile was given several times'),
    since: time.nullable().describe('Only builds that began then or later'),
    read: natural.describe('Builds whose log was read; the others were settled by CloudWatch Logs Insights'),
    bytesScanned: natural.describe('By CloudWatch Logs Insights, as it says itself'),
  }),
  summary: z.strictObject({
    builds: natural,
    recognised: natural,
    located: natural,
    inconclusive: natural,
    notFailed: natural,
    hours: amount.describe('Of all builds'),
    hoursLost: amount.describe('Of those that failed of a cause that was recognised or located'),
    costLost: amount.nullable(),
  }),
  causes: z.array(cause).describe('The most frequent first'),
  gaps: z.array(gap),
  redaction: z.array(removed).nullable().describe('What was replaced by tokens; null for --no-redact'),
});

/** What survey.schema.json holds. */
export function surveyJsonSchema(): object {
  return published('Survey of image builds by pc-doctor, version 1.0', surveySchema);
}
