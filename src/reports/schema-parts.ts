// What the schemas of the JSON documents have in common: the head that each begins with, gaps, times, and the published form.

import { z } from 'zod';

export const text = z.string();
export const texts = z.array(text);
export const orUnknown = text.nullable();
export const natural = z.int().nonnegative();
export const time = z
  .string()
  .regex(/^(?:[+-]\d\d)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .describe('ISO 8601, UTC, milliseconds');

export const gap = z
  .strictObject({ what: text, why: text, toSeeIt: text })
  .meta({ id: 'Gap', description: 'Something that could not be seen, why, and what would show it' });

export const removed = z.strictObject({
  kind: text.describe('As in the token: `account` for `<account-1>`'),
  secrets: natural.describe('How many different ones'),
  places: natural.describe('How many times they stood in the report'),
});

export const documentHead = {
  schemaVersion: z.literal('1.0'),
  generator: z.strictObject({
    name: z.literal('pc-doctor'),
    version: text,
    catalog: z.strictObject({ patterns: natural, digest: text }),
  }),
  generatedAt: time,
};

/** The schema as JSON Schema 2020-12. */
export function published(title: string, schema: z.ZodType): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { $schema, title, ...rest };
}
