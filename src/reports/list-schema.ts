// The contract of `pc-doctor list --json` as a schema. From it comes list.schema.json, in the same way as that of the report.

import { z } from 'zod';
import { LIST_STATUSES, type ListDocument } from '../model/image-list.ts';
import { documentHead, gap, orUnknown, published, text, time } from './schema-parts.ts';

const image = z
  .strictObject({
    id: text,
    region: text,
    status: z.enum(LIST_STATUSES).describe('unknown: only a log group is left and nothing says how the build ended'),
    pclusterVersion: orUnknown,
    stackStatus: orUnknown,
    statusReason: orUnknown,
    at: time.nullable().describe('When the stack failed, or the last thing known to have happened'),
    from: z
      .enum(['stack', 'log-group'])
      .describe('Where the row comes from: a stack, or a log group whose stack is gone'),
    note: orUnknown.describe('A remark for a person'),
  })
  .meta({ id: 'Image' });

const listSchema: z.ZodType<ListDocument> = z.strictObject({
  ...documentHead,
  images: z.array(image).describe('Failed ones first, the newest on top'),
  gaps: z.array(gap),
});

/** What list.schema.json holds. */
export function listJsonSchema(): object {
  return published('List of image builds by pc-doctor, version 1.0', listSchema);
}
