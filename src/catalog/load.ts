// Reads pattern files from a folder into patterns, or says file, line, column and what is wrong. Only this file and schema.ts need
// the YAML and schema libraries; the shipped catalog is loaded when the project is built, a user's folder when it is given.

import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Pattern, Sample } from '../model/catalog.ts';
import { WITNESSES } from '../model/evidence.ts';
import { EXIT, Trouble } from '../model/trouble.ts';
import type { Rule } from './lint.ts';
import { deepMistakes, schemaMistakes, type Mistake } from './mistakes.ts';
import { positionOf } from './positions.ts';
import { PATTERN_FILE, type PatternFile } from './schema.ts';

export interface ParsedFile {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** A mistake in a file, with its place; lines and columns are counted from 1. */
export interface FileMistake {
  readonly rule: Rule;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/** `site/os-packages/proxy.yaml:4:1: unknown key explanaton` */
export function mistakeText({ path, line, column, what }: FileMistake): string {
  return `${path}:${line}:${column}: ${what}`;
}

/** All patterns below `folder`, sorted by id. Throws a Trouble (exit 9) that lists every mistake of every file. */
export async function loadPatternFolder(folder: string): Promise<Pattern[]> {
  const { patterns, mistakes } = await readPatternFolder(folder);
  if (mistakes.length > 0) throw invalidCatalog(mistakes.map(mistakeText));
  return patterns;
}

/** The patterns below a folder that can be read, and what is wrong with the others. */
export async function readPatternFolder(folder: string): Promise<{ patterns: Pattern[]; mistakes: FileMistake[] }> {
  const files = await patternFiles(folder);
  const loaded = await Promise.all(files.map((file) => loadPatternFile(join(folder, file), idOf(file))));
  return {
    patterns: loaded.flatMap((result) => ('pattern' in result ? [result.pattern] : [])),
    mistakes: [
      ...loaded.flatMap((result) => ('mistakes' in result ? result.mistakes : [])),
      ...twins(files).map((file) => atTop(join(folder, file), `another file has the id ${idOf(file)} too`)),
    ],
  };
}

function atTop(path: string, what: string): FileMistake {
  return { rule: 'schema', path, line: 1, column: 1, what };
}

/** The pattern files below a folder, relative to it and in order. Throws a Trouble (exit 8) where it cannot be read. */
export async function patternFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.ya?ml$/.test(name) && name !== SUPPRESSIONS).sort();
  } catch (error) {
    throw new Trouble(`cannot read the pattern folder ${folder}`, {
      exitCode: EXIT.notFound,
      toTry: 'give --patterns a folder that holds <category>/<name>.yaml files',
      cause: error,
    });
  }
}

/** Stands beside the categories and holds no pattern: see suppressions.ts. */
export const SUPPRESSIONS = 'suppressions.yaml';

/** Files whose id an earlier file has: `x.yaml` and `x.yml`. */
function twins(files: readonly string[]): string[] {
  const ids = files.map(idOf);
  return files.filter((_, i) => ids.indexOf(ids[i] ?? '') < i);
}

function idOf(file: string): string {
  return file
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/, '');
}

type Loaded = { readonly pattern: Pattern } | { readonly mistakes: readonly FileMistake[] };

async function loadPatternFile(path: string, id: string): Promise<Loaded> {
  try {
    return parsePattern(await readFile(path, 'utf8'), { path, id });
  } catch (error) {
    return { mistakes: [atTop(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`)] };
  }
}

/** Parses the text of one pattern file. */
export function parsePattern(source: string, { path, id }: { path: string; id: string }): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, keepSourceTokens: true });
  if (document.errors.length > 0) {
    return { mistakes: document.errors.map((error) => yamlMistake(path, error)) };
  }
  const file = { path, document, lines };
  const content: unknown = document.toJS();
  const checked = PATTERN_FILE.safeParse(content);
  if (!checked.success) {
    return { mistakes: schemaMistakes(checked.error.issues, content).map((found) => describe(file, found)) };
  }
  const mistakes = [...idMistakes(id), ...deepMistakes(checked.data)].map((found) => describe(file, found));
  return mistakes.length > 0 ? { mistakes } : { pattern: toPattern(id, checked.data) };
}

/** What the YAML library says of a text that is none. */
export function yamlMistake(
  path: string,
  error: { message: string; linePos?: [{ line: number; col: number }, ...unknown[]] },
): FileMistake {
  const at = error.linePos?.[0];
  const what = error.message
    .split('\n')[0]
    ?.replace(/ at line \d+, column \d+:?$/, '')
    .replace('please use YAML.parseAllDocuments()', 'one file is one document');
  return { rule: 'schema', path, line: at?.line ?? 1, column: at?.col ?? 1, what: what ?? 'no YAML' };
}

function idMistakes(id: string): Mistake[] {
  if (/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) return [];
  return [
    {
      rule: 'schema',
      path: [],
      onKey: false,
      what: `file must be <category>/<name>.yaml in lower case, not ${id}.yaml`,
    },
  ];
}

/** A mistake with its place in a file. */
export function describe(file: ParsedFile, mistake: Mistake): FileMistake {
  const { line, column } = positionOf(file, mistake.path, mistake.onKey);
  const where = mistake.path.length > 0 ? `${mistake.path.map(String).join('.')}: ` : '';
  return { rule: mistake.rule, path: file.path, line, column, what: `${where}${mistake.what.replace(/\s+/g, ' ')}` };
}

/** The trouble of a folder with mistakes in it. */
export function invalidCatalog(mistakes: readonly string[]): Trouble {
  const [first = '', ...rest] = mistakes;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
  return new Trouble(`${first}${more}`, {
    exitCode: EXIT.catalogInvalid,
    toTry: 'see patterns/README.md, which describes every field',
    details: rest,
  });
}

function toPattern(id: string, file: PatternFile): Pattern {
  const { 'known-issue': knownIssue, 'leads-to': leadsTo, 'before-build': beforeBuild, hits, misses, ...rest } = file;
  return {
    ...rest,
    id,
    category: id.split('/')[0] ?? id,
    knownIssue,
    leadsTo,
    beforeBuild,
    hits: hits.map(toSample),
    misses: misses.map(toSample),
  };
}

function toSample(given: PatternFile['hits'][number]): Sample {
  const witness = WITNESSES.find((name) => given[name] !== undefined) ?? 'log';
  return { witness, text: given[witness] ?? '', captures: given.captures, why: given.why };
}
