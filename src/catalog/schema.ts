// How a pattern file is written. One schema gives the checks, the types and the JSON Schema that editors complete from; the
// prose that goes with it is patterns/README.md.

import * as z from 'zod';
import { PATTERN_KINDS, REMEDY_KINDS } from '../model/catalog.ts';
import { OS_NAME, OS_NAME_EXAMPLES } from '../model/os-name.ts';
import { ARCHS, WITNESSES } from '../model/evidence.ts';
import { CHANNELS } from '../model/run.ts';

const PATTERN_ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const KEBAB = /^[a-z0-9][a-z0-9-]*$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

const patternId = z
  .string()
  .regex(PATTERN_ID, 'must be <category>/<name> in lower case, such as os-packages/apt-downgrade');
/** Also tells lint which rule was broken. */
export const HTTPS_ONLY = 'must be an https address';
const url = z.string().regex(/^https:\/\/\S+$/, HTTPS_ONLY);
const text = z.string().trim().min(1);
const expression = z.string().min(1).describe('RE2 regular expression, searched in one line without its stream prefix');
/** A misspelt name would never apply, and nobody would notice. */
const osName = z.string().regex(OS_NAME, `must be a name such as ${OS_NAME_EXAMPLES}`);

const conditions = z
  .strictObject({
    pcluster: z
      .string()
      .min(1)
      .optional()
      .describe('semver range over ParallelCluster versions, such as ">=3.3.0 <=3.4.1"'),
    os: z.array(osName).min(1).optional().describe('OS names; rocky9 covers rocky9.4, rocky9.4 only itself'),
    arch: z.array(z.enum(ARCHS)).min(1).optional(),
  })
  .meta({ id: 'Conditions' });

const scope = z
  .strictObject({
    channel: z.array(z.enum(CHANNELS)).min(1).optional(),
    component: z.array(z.string()).min(1).optional().describe('main, update-os, tag, validate, test, user, script-0 …'),
    step: z.array(z.string()).min(1).optional().describe('AWSTOE step names'),
    resource: expression.optional().describe('searched in the Chef resource of the error block the line stands in'),
    recipe: expression.optional().describe('searched in the Chef recipe of the error block the line stands in'),
  })
  .meta({ id: 'Scope' });

const reach = {
  within: z
    .union([z.int().positive().max(2000), z.literal('block')], 'must be a number of lines from 1 to 2000, or block')
    .optional()
    .describe('how many lines may lie between them (60), or `block`: the same Chef error block'),
  unless: z.array(expression).min(1).optional().describe('no line within reach may match any of these'),
  in: scope.optional(),
};

const lineMatcher = z.strictObject({ line: expression, ...reach });
const sequenceMatcher = z.strictObject({
  sequence: z.array(expression).min(2).describe('lines in this order'),
  decisive: z.int().nonnegative().optional().describe('0-based; the last one unless given'),
  ...reach,
});
const allMatcher = z.strictObject({
  all: z.array(expression).min(2).describe('lines in any order'),
  decisive: z.int().nonnegative().optional().describe('0-based; the first one unless given'),
  ...reach,
});
const simpleMatcher = z.union([lineMatcher, sequenceMatcher, allMatcher], {
  error: ({ input }) => needsOneOf(['line', 'sequence', 'all'], input),
});
const matcher = z
  .union([lineMatcher, sequenceMatcher, allMatcher, z.strictObject({ any: z.array(simpleMatcher).min(2) })], {
    error: ({ input }) => needsOneOf(['line', 'sequence', 'all', 'any'], input),
  })
  .describe('one of line, sequence, all or any')
  .meta({ id: 'Matcher' });

/** Words for a matcher without a form or with several; none where one is given and something else is wrong. */
function needsOneOf(forms: readonly string[], given: unknown): string | undefined {
  const keys = given !== null && typeof given === 'object' ? Object.keys(given) : [];
  if (keys.filter((key) => forms.includes(key)).length === 1) return undefined;
  return `needs exactly one of ${forms.join(', ')}${keys.length > 0 ? `; it has ${keys.join(', ')}` : ''}`;
}

const step = z.union([
  text.transform((said) => ({ text: said, command: null })),
  z.strictObject({ text, command: z.string().min(1).nullable().default(null) }),
]);

const remedy = z
  .strictObject({
    id: z.string().regex(KEBAB, 'must be lower-case words joined by hyphens'),
    kind: z.enum(REMEDY_KINDS),
    title: text,
    when: conditions.default({}),
    otherwise: z
      .array(z.strictObject({ when: conditions.default({}), say: text }))
      .default([])
      .describe('what to say where `when` does not hold; the first that fits is said'),
    steps: z.array(step).min(1),
    patch: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .nullable()
      .default(null)
      .describe('dotted keys of image-config.yaml and their new values'),
    pitfalls: z.array(text).default([]),
    expect: text.nullable().default(null).describe('what the next log shows when it worked'),
    references: z.array(url).default([]),
  })
  .meta({ id: 'Remedy' });

const configRule = z
  .strictObject({
    key: z.string().min(1).describe('dotted key of image-config.yaml'),
    is: z
      .union([z.enum(['absent', 'present']), z.boolean(), z.number()])
      .optional()
      .describe('absent, present, or this value'),
    begins: z.array(z.string().min(1)).min(1).optional().describe('its text begins with one of these'),
  })
  .refine(({ is, begins }) => (is === undefined) !== (begins === undefined), 'needs exactly one of is, begins')
  .meta({ id: 'ConfigRule' });

const beforeBuild = z
  .strictObject({
    outcome: z.enum(['fails', 'may-fail']).describe('whether every such build fails, or some'),
    says: text.describe('what is going to happen, without captures'),
    when: conditions.default({}).describe('narrower than `affects`'),
    config: z.array(configRule).default([]).describe('all of these must hold in the configuration'),
  })
  .meta({ id: 'BeforeBuild' });

const sample = z
  .strictObject({
    log: z.string().optional(),
    stack: z.string().optional(),
    image: z.string().optional(),
    workflow: z.string().optional(),
    captures: z.record(z.string(), z.string()).default({}),
    why: text.nullable().default(null),
  })
  .refine(
    (given) => WITNESSES.filter((witness) => given[witness] !== undefined).length === 1,
    `needs exactly one of ${WITNESSES.join(', ')}`,
  )
  .meta({ id: 'Sample' });

/** `suppressions.yaml` of a site's catalog: patterns that are left out for a while. */
export const SUPPRESSION_FILE = z.array(
  z.strictObject({
    pattern: patternId,
    reason: text.describe('why it does not help here'),
    until: z.string().regex(ISO_DATE, 'must be YYYY-MM-DD').describe('the last day on which it is left out'),
  }),
);

export type Suppression = z.infer<typeof SUPPRESSION_FILE>[number];

export const PATTERN_FILE = z
  .strictObject({
    title: text.describe('one line, may hold {captures}'),
    kind: z.enum(PATTERN_KINDS),
    layer: z.enum([
      'component',
      'chef',
      'package-manager',
      'download',
      'build-tools',
      'kernel',
      'system',
      'image-builder',
      'stack',
      'network',
      'permission',
      'capacity',
      'cli',
    ]),
    general: z
      .boolean()
      .default(false)
      .describe('it names a class of failures: different causes share it, and their decisive lines tell them apart'),
    explanation: text.describe('why it happens, may hold {captures}'),
    match: matcher,
    affects: conditions.default({}),
    since: z
      .strictObject({ date: z.string().regex(ISO_DATE, 'must be YYYY-MM-DD'), what: text })
      .nullable()
      .default(null),
    'known-issue': url.nullable().default(null),
    'before-build': beforeBuild
      .nullable()
      .default(null)
      .describe('for failures that can be foreseen from version, system and configuration'),
    refines: z.array(patternId).default([]),
    'leads-to': z.array(patternId).default([]),
    remedies: z.array(remedy).default([]),
    references: z.array(url).default([]),
    hits: z.array(sample).min(1, 'needs at least one sample that must match'),
    misses: z.array(sample).min(1, 'needs at least one near miss that must not match'),
  })
  .meta({ id: 'Pattern', title: 'pc-doctor pattern' });

export type PatternFile = z.infer<typeof PATTERN_FILE>;

/** The JSON Schema (2020-12) published as patterns/pattern.schema.json. */
export function patternJsonSchema(): unknown {
  return z.toJSONSchema(PATTERN_FILE, { target: 'draft-2020-12', io: 'input' });
}
