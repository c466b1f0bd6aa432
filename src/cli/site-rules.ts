// A site's own rules about secrets, from the file that --redact-rules names: customers, projects, hosts without a telling name. They are
// searched by RE2, so that no expression can hang a run.

import { readFileSync } from 'node:fs';
import { RE2JS } from 're2js';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { describe, mistakeText, yamlMistake, type ParsedFile } from '../catalog/load.ts';
import { schemaMistakes, type Mistake } from '../catalog/mistakes.ts';
import { EXIT, Trouble } from '../model/trouble.ts';
import type { SecretRule } from '../wording/secrets/rule.ts';
import type { Span } from '../wording/spans.ts';

/** The group of an expression that marks what is hidden. */
const SECRET = 'secret';

const SITE_RULE = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]*$/, 'must be lower-case words joined by hyphens: it becomes <customer-1>'),
  why: z.string().trim().min(1, 'must say why this is a secret'),
  find: z.string().superRefine((source, context) => {
    for (const message of expressionMistakes(source)) context.addIssue({ code: 'custom', message });
  }),
});

const RULES_FILE = z.strictObject({ rules: z.array(SITE_RULE) });

/** The rules of a file. Throws Trouble (exit 2) that names every mistake in it, or why it cannot be read. */
export function loadSiteRules(path: string): readonly SecretRule[] {
  const { rules, mistakes } = parseSiteRules(textOf(path), path);
  const [first, ...details] = mistakes;
  if (first === undefined) return rules;
  const more = details.length > 0 ? ` (and ${details.length} more)` : '';
  const toTry =
    "write a list under rules:, each with kind, why and find, such as {kind: customer, why: …, find: 'acme'}";
  throw new Trouble(`${first}${more}`, { exitCode: EXIT.usage, details, toTry });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Trouble(`cannot read the rules ${path}: ${why}`, {
      exitCode: EXIT.usage,
      toTry: 'give --redact-rules a YAML file with a list of rules',
      cause: error,
    });
  }
}

interface Parsed {
  readonly rules: readonly SecretRule[];
  /** `rules.yaml:3:11: rules.0.kind: must be …` */
  readonly mistakes: readonly string[];
}

function parseSiteRules(text: string, path: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true });
  if (document.errors.length > 0) {
    return { rules: [], mistakes: document.errors.map((error) => mistakeText(yamlMistake(path, error))) };
  }
  const content: unknown = document.toJS();
  const checked = RULES_FILE.safeParse(content);
  if (checked.success) return { rules: checked.data.rules.map(ruleOf), mistakes: [] };
  const mistakes = schemaMistakes(checked.error.issues, content);
  return { rules: [], mistakes: mistakes.map((mistake) => said(mistake, { path, document, lines })) };
}

/** The words for a whole file are those of patterns. */
function said(mistake: Mistake, file: ParsedFile): string {
  const isWhole = mistake.path.length === 0 && !mistake.onKey;
  return mistakeText(describe(file, isWhole ? { ...mistake, what: 'must hold a list under rules:' } : mistake));
}

function expressionMistakes(source: string): string[] {
  try {
    const expression = RE2JS.compile(source);
    const others = Object.keys(expression.namedGroups()).filter((name) => name !== SECRET);
    return [
      ...others.map((name) => `the part to hide is named ${SECRET}, not ${name}`),
      ...(expression.matcher('').find() ? ['is found in an empty text: it would hide nothing'] : []),
    ];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`not an RE2 regular expression (no look-around, no back-references): ${reason}`];
  }
}

function ruleOf({ kind, why, find }: z.infer<typeof SITE_RULE>): SecretRule {
  const expression = RE2JS.compile(find);
  const part = SECRET in expression.namedGroups() ? SECRET : 0;
  return { kind, why, find: (text) => spansOf(expression, part, text) };
}

function spansOf(expression: RE2JS, part: string | 0, text: string): readonly Span[] {
  const matcher = expression.matcher(text);
  const spans: Span[] = [];
  while (matcher.find()) {
    const span = { from: matcher.start(part), to: matcher.end(part) };
    // A group that takes no part in a match begins at -1.
    if (span.from >= 0 && span.to > span.from) spans.push(span);
  }
  return spans;
}
