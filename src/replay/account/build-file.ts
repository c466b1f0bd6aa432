// The grammar of account.yaml and build.yaml. What can be worked out is not written down: ARNs of stacks, names of images, the
// log group. Reasons and tags are verbatim: they are what the doctor has to understand.

import { z } from 'zod';

const time = z.iso
  .datetime({ error: 'expected a time such as 2023-01-27T10:08:12.345Z' })
  .transform((text) => Date.parse(text));
const words = z.record(z.string(), z.string());
const anything = z.record(z.string(), z.unknown());

const stack = z.strictObject({
  /** Last part of the stack's ARN; ParallelCluster names its resources by it. */
  uuid: z.uuid(),
  status: z.string(),
  reason: z.string().nullable().default(null),
  created: time,
  parameters: words.default({}),
  tags: words.default({}),
});

const image = z.strictObject({
  arn: z.string().startsWith('arn:'),
  status: z.string(),
  reason: z.string().nullable().default(null),
  failureContext: anything.nullable().default(null),
  created: time,
  parentImage: z.string(),
  osVersion: z.string().nullable().default(null),
  instanceType: z.string(),
  components: z.array(z.string()).default([]),
  amis: z.array(z.strictObject({ image: z.string(), name: z.string() })).default([]),
  tags: words.default({}),
});

const workflowStep = z.strictObject({
  id: z.string().startsWith('step-'),
  name: z.string(),
  action: z.string(),
  status: z.string(),
  message: z.string().nullable().default(null),
  inputs: anything.default({}),
  outputs: anything.default({}),
  onFailure: z.enum(['ABORT', 'CONTINUE']).default('ABORT'),
  timeoutSeconds: z.number().default(7200),
  started: time.nullable().default(null),
  ended: time.nullable().default(null),
});

const workflow = z.strictObject({
  id: z.string().startsWith('wf-'),
  arn: z.string().startsWith('arn:'),
  type: z.enum(['BUILD', 'TEST', 'DISTRIBUTION']),
  status: z.string(),
  message: z.string().nullable().default(null),
  started: time,
  ended: time.nullable().default(null),
  steps: z.array(workflowStep),
});

const logGroup = z.strictObject({
  created: time,
  retentionInDays: z.number().int().positive().nullable().default(null),
});

const ami = z.strictObject({
  id: z.string().startsWith('ami-'),
  name: z.string(),
  architecture: z.enum(['x86_64', 'arm64']),
  created: time,
  tags: words.default({}),
});

export const buildFile = z.strictObject({
  region: z.string(),
  stack: stack.nullable().default(null),
  image: image.nullable().default(null),
  workflows: z.array(workflow).default([]),
  logGroup: logGroup.nullable().default(null),
  ami: ami.nullable().default(null),
});

export const accountFile = z.strictObject({
  account: z.string().regex(/^\d{12}$/, 'expected twelve digits'),
  clock: time,
  parentImages: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        description: z.string().default(''),
        architecture: z.string(),
      }),
    )
    .default([]),
  otherStacks: z.array(stack.extend({ name: z.string(), region: z.string() })).default([]),
});

export type BuildFile = z.output<typeof buildFile>;
export type AccountFile = z.output<typeof accountFile>;
