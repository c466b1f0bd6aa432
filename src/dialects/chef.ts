// Finds Chef's (Cinc's) own account of failures in a log: the "Error executing action" block, compile and cookbook-resolution
// errors, and the FATAL line. Custom resources nest, so one failure prints several blocks, innermost first: the first block of a
// run is the cause, the others wrap it. Layout as printed by Chef 17 and 18 (chef/lib/chef/formatters/error_inspectors).

import type { ChefFailure } from '../model/run.ts';
import { parseFatal } from './chef-fatal.ts';
import { recipeOfPath } from './recipes.ts';

/** What this reader needs of an event. */
export interface ChefLine {
  readonly at: number;
  readonly body: string;
}

const TITLES: readonly { readonly form: ChefFailure['form']; readonly says: RegExp }[] = [
  { form: 'block', says: /^Error executing action [`'"]?(\S+?)[`'"]? on resource '(.+)'$/ },
  { form: 'compile', says: /^Recipe Compile Error in (\S+)/ },
  { form: 'resolve', says: /^Error Resolving Cookbooks for Run List/ },
];

/** Headings, each underlined by dashes, after which the block no longer says what went wrong. */
const SOURCE_SECTIONS =
  /^(?:Resource Declaration|Compiled Resource|Template Context|Relevant File Content|System Info|Platform|Cookbook Trace|Expanded Run List)\b.*:?/;
const ANY_HEADING = /^(?:Missing Cookbooks|Additional information|Authentication Error)\b/;
const RULER = /^[=]{10,}$/;
const UNDERLINE = /^-{3,}$/;
const CLASS_NAME = /^[A-Z]\w*(?:::\w+)+$|^[A-Z]\w+(?:Error|Exception|Failed)$/;
const AFTER_BLOCK =
  /^(?:Running handlers|\[?[\dT:+-]*\]? ?(?:FATAL|ERROR): |Infra Phase |(?:Chef|Cinc)(?: Infra)? Client |TOE has |ExitCode |Recipe: |Error executing action |\* \w+\[)/;
/** A block's message may hold the whole output of a compiler run. */
const LONGEST_BLOCK = 20_000;

/** All failures Chef reports in these lines, in their order. */
export function chefFailures(lines: readonly ChefLine[]): ChefFailure[] {
  const failures: ChefFailure[] = [];
  for (let i = 0; i < lines.length; i++) {
    const failure = failureAt(lines, i);
    if (!failure) continue;
    failures.push(failure.found);
    i = Math.max(i, failure.last);
  }
  return failures;
}

function failureAt(lines: readonly ChefLine[], i: number): { found: ChefFailure; last: number } | null {
  const body = lines[i]?.body ?? '';
  const first = body.charAt(0);
  if (first === 'E' || first === 'R') {
    const title = TITLES.find((candidate) => candidate.says.test(body));
    if (title) return blockAt(lines, i, title);
  }
  return body.includes('FATAL: ') ? fatalAt(lines, i) : null;
}

function blockAt(
  lines: readonly ChefLine[],
  title: number,
  { form, says }: (typeof TITLES)[number],
): { found: ChefFailure; last: number } {
  const last = blockEnd(lines, title);
  const body = lines.slice(title + 1, last + 1);
  const parts = blockParts(body);
  const named = says.exec(lines[title]?.body ?? '');
  const fatal = parseFatal(parts.message.map((line) => line.body).join(' '));
  const found: ChefFailure = {
    from: at(lines, RULER.test(lines[title - 1]?.body ?? '') ? title - 1 : title),
    to: at(lines, last),
    form,
    action: form === 'block' ? (named?.[1] ?? null) : null,
    resource: form === 'block' ? (named?.[2] ?? null) : null,
    outer: [],
    recipe: recipeOfPath(form === 'compile' ? (named?.[1] ?? '') : declaredIn(body)),
    exceptionClass: parts.className,
    command: commandOf(body),
    exitCode: exitCodeOf(parts.message, body) ?? fatal?.exitCode ?? null,
    message: parts.message.map((line) => line.at),
    output: parts.output.map((line) => line.at),
    ignored: false,
  };
  return { found, last };
}

/** The last line of the block that begins with the title at `title`. */
function blockEnd(lines: readonly ChefLine[], title: number): number {
  let inOutput = false;
  let inSystemInfo = false;
  for (let i = title + 1; i < Math.min(lines.length, title + LONGEST_BLOCK); i++) {
    const body = lines[i]?.body ?? '';
    if (body.startsWith('---- Begin output of ')) inOutput = true;
    else if (body.startsWith('---- End output of ')) inOutput = false;
    else if (body.startsWith('System Info')) inSystemInfo = true;
    const over = inSystemInfo ? systemInfoOver(body) : AFTER_BLOCK.test(body) && !isOwnError(body);
    // The end of an output may have been left out: then the next block ends it.
    const cut = inOutput && body.startsWith('Error executing action ');
    if ((cut || (!inOutput && over)) && i > title + 1) return backOverRuler(lines, i - 1);
  }
  return backOverRuler(lines, Math.min(lines.length, title + LONGEST_BLOCK) - 1);
}

function systemInfoOver(body: string): boolean {
  return !(body === '' || body.startsWith('System Info') || UNDERLINE.test(body) || /^\w+=/.test(body));
}

/** `* x[y] action` and `Error executing` end a block; an apt or gem "ERROR: " line inside a message does not. */
function isOwnError(body: string): boolean {
  return /^ERROR: {1,2}(?!Running exception|Exception handlers)/.test(body);
}

function backOverRuler(lines: readonly ChefLine[], last: number): number {
  let i = last;
  while (i > 0 && (RULER.test(lines[i]?.body ?? '') || lines[i]?.body === '')) i--;
  return i;
}

interface BlockParts {
  readonly className: string | null;
  readonly message: readonly ChefLine[];
  readonly output: readonly ChefLine[];
}

/** Splits a block's body into exception class, message and captured output. */
function blockParts(body: readonly ChefLine[]): BlockParts {
  const message: ChefLine[] = [];
  const output: ChefLine[] = [];
  let className: string | null = null;
  let where: 'head' | 'message' | 'output' | 'source' = 'head';
  for (const [i, line] of body.entries()) {
    const underlined = UNDERLINE.test(body[i + 1]?.body ?? '');
    if (line.body.startsWith('---- Begin output of ')) where = 'output';
    else if (line.body.startsWith('---- End output of ')) where = 'message';
    else if (where !== 'output' && underlined && SOURCE_SECTIONS.test(line.body)) where = 'source';
    else if (where !== 'output' && underlined && ANY_HEADING.test(line.body)) where = 'message';
    else if (where === 'head' && underlined && CLASS_NAME.test(line.body)) {
      className = line.body;
      where = 'message';
    } else if (line.body === '' || RULER.test(line.body) || UNDERLINE.test(line.body)) continue;
    else if (where === 'output') output.push(line);
    else if (where === 'message' || where === 'head') message.push(line);
  }
  return { className, message, output };
}

function exitCodeOf(message: readonly ChefLine[], body: readonly ChefLine[]): number | null {
  for (const line of [...message, ...body]) {
    const found = /received '(\d+)'|^Ran .* returned (\d+)/.exec(line.body);
    if (found) return Number(found[1] ?? found[2]);
  }
  return null;
}

/** A script resource names the shell and a temporary file, which says nothing of what it ran. */
const INTERPRETER = /^"(?:ba)?sh"|chef-script/;

function commandOf(body: readonly ChefLine[]): string | null {
  for (const line of body) {
    const found = /^---- Begin output of (.+?)\s+----$/.exec(line.body);
    if (found) return INTERPRETER.test(found[1] ?? '') ? null : (found[1] ?? null);
  }
  return null;
}

function declaredIn(body: readonly ChefLine[]): string {
  return body.find((line) => line.body.startsWith('# In ') || line.body.startsWith('# Declared in '))?.body ?? '';
}

/** A FATAL line carries the whole chain in one line; the captured output may follow on the next lines. */
function fatalAt(lines: readonly ChefLine[], i: number): { found: ChefFailure; last: number } | null {
  const chain = parseFatal(lines[i]?.body ?? '');
  if (!chain) return null;
  const last = fatalEnd(lines, i);
  const following = lines.slice(i + 1, last + 1);
  const parts = blockParts(following);
  const found: ChefFailure = {
    from: at(lines, i),
    to: at(lines, last),
    form: 'fatal',
    action: null,
    resource: chain.resources.at(-1) ?? null,
    outer: chain.resources.slice(0, -1).reverse(),
    recipe: chain.recipe,
    exceptionClass: chain.exceptionClass,
    command: commandOf(following),
    exitCode: chain.exitCode ?? exitCodeOf([], following),
    message: [at(lines, i), ...parts.message.map((line) => line.at)],
    output: parts.output.map((line) => line.at),
    ignored: false,
  };
  return { found, last };
}

function fatalEnd(lines: readonly ChefLine[], i: number): number {
  let last = i;
  let inOutput = false;
  for (let j = i + 1; j < Math.min(lines.length, i + LONGEST_BLOCK); j++) {
    const body = lines[j]?.body ?? '';
    if (body.startsWith('---- Begin output of ')) inOutput = true;
    else if (!inOutput && !/^Ran .* returned \d+/.test(body)) break;
    if (body.startsWith('---- End output of ')) inOutput = false;
    last = j;
  }
  return last;
}

function at(lines: readonly ChefLine[], i: number): number {
  return lines[i]?.at ?? 0;
}

const ERROR_PREFIX = /^\[?[^\]]*\]? ?ERROR: (?=\w+\[)/;
/** The notice may hold a command's output before it says that the failure is ignored. */
const LONGEST_NOTICE = 400;

export interface IgnoredNotice {
  readonly from: number;
  readonly to: number;
  /** The ignored resource, outermost first, and those inside it that failed. */
  readonly resources: readonly string[];
}

/** `ERROR: x[y] (…) had an error: …; ignore_failure is set, continuing`, which may stretch over several lines. */
export function ignoredNotices(lines: readonly ChefLine[]): IgnoredNotice[] {
  return lines.flatMap((line, i) => {
    const mayOpen = line.body.includes('had an error:') && ERROR_PREFIX.test(line.body);
    const chain = mayOpen ? parseFatal(line.body.replace(ERROR_PREFIX, '')) : null;
    if (!chain) return [];
    const span = lines.slice(i, i + LONGEST_NOTICE);
    const end = span.findIndex((later) => later.body.endsWith('; ignore_failure is set, continuing'));
    const next = span.findIndex((later, j) => j > 0 && later.body.includes('had an error:'));
    if (end < 0 || (next > 0 && next < end)) return [];
    return [{ from: line.at, to: span[end]?.at ?? line.at, resources: chain.resources }];
  });
}
