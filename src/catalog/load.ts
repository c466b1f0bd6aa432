// Reads pattern files from a folder into patterns, or says file, line, column and what is wrong. Only this file and schema.ts need
// the YAML and schema libraries; the shipped catalog is loaded when the project is built, a user's folder when it is given.

import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { RE2JS } from 're2js';
import { validRange } from 'semver';
import type { Pattern, Sample } from '../model/catalog.ts';
import { EXIT, Trouble } from '../model/trouble.ts';
import { PATTERN_FILE, type PatternFile } from './schema.ts';
import { positionOf } from './positions.ts';
import { expressionsOf } from './expressions.ts';

interface ParsedFile {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly onKey: boolean;
  readonly what: string;
}

/** All patterns below `folder`, sorted by id. Throws a Trouble (exit 9) that lists every complaint of every file. */
export async function loadPatternFolder(folder: string): Promise<Pattern[]> {
  const files = await patternFiles(folder);
  const loaded = await Promise.all(files.map((file) => loadPatternFile(join(folder, file), idOf(file))));
  const complaints = loaded.flatMap((result) => ('complaints' in result ? result.complaints : []));
  if (complaints.length > 0) throw invalidCatalog(complaints);
  return loaded.flatMap((result) => ('pattern' in result ? [result.pattern] : []));
}

async function patternFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.yaml') || name.endsWith('.yml')).sort();
  } catch (error) {
    throw new Trouble(`cannot read the pattern folder ${folder}`, {
      exitCode: EXIT.notFound,
      toTry: 'give --patterns a folder that holds <category>/<name>.yaml files',
      cause: error,
    });
  }
}

function idOf(file: string): string {
  return file
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/, '');
}

type Loaded = { readonly pattern: Pattern } | { readonly complaints: readonly string[] };

async function loadPatternFile(path: string, id: string): Promise<Loaded> {
  return parsePattern(await readFile(path, 'utf8'), { path, id });
}

/** Parses the text of one pattern file. */
export function parsePattern(source: string, { path, id }: { path: string; id: string }): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, keepSourceTokens: true });
  if (document.errors.length > 0) {
    return { complaints: document.errors.map((error) => yamlComplaint(path, error)) };
  }
  const file = { path, document, lines };
  const checked = PATTERN_FILE.safeParse(document.toJS());
  if (!checked.success) {
    const complaints = checked.error.issues.flatMap(schemaComplaints).sort(unknownKeysFirst);
    return { complaints: complaints.map((found) => describe(file, found)) };
  }
  const complaints = [...idComplaints(id), ...deepComplaints(checked.data)].map((found) => describe(file, found));
  return complaints.length > 0 ? { complaints } : { pattern: toPattern(id, checked.data) };
}

function yamlComplaint(
  path: string,
  error: { message: string; linePos?: [{ line: number; col: number }, ...unknown[]] },
): string {
  const at = error.linePos?.[0];
  return `${path}:${at?.line ?? 1}:${at?.col ?? 1}: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`;
}

/** A key with a typo is also a key that is missing: the typo explains it. */
function unknownKeysFirst(a: Complaint, b: Complaint): number {
  return Number(b.onKey) - Number(a.onKey);
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** An unknown key is complained about where the key stands; a failed union by its most promising branch. */
function schemaComplaints(issue: Issue): Complaint[] {
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) => ({ path: [...issue.path, key], onKey: true, what: `unknown key ${key}` }));
  }
  if (issue.code === 'invalid_union' && issue.errors && issue.errors.length > 0) {
    const best = issue.errors.toSorted((a, b) => a.length - b.length || depth(b) - depth(a))[0] ?? [];
    return best.flatMap((inner) => schemaComplaints({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [{ path: issue.path, onKey: false, what: wordsOf(issue) }];
}

function wordsOf({ message }: Issue): string {
  return message.endsWith('received undefined') ? 'is missing' : message;
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function idComplaints(id: string): Complaint[] {
  if (/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) return [];
  return [{ path: [], onKey: false, what: `file must be <category>/<name>.yaml in lower case, not ${id}.yaml` }];
}

/** What the schema cannot say: regular expressions compile, version ranges parse. */
function deepComplaints(file: PatternFile): Complaint[] {
  const expressions = expressionsOf(file.match).flatMap(({ path, source }) =>
    expressionComplaint(['match', ...path], source),
  );
  const ranges = [
    { path: ['affects', 'pcluster'], range: file.affects.pcluster },
    ...file.remedies.map((remedy, i) => ({ path: ['remedies', i, 'when', 'pcluster'], range: remedy.when.pcluster })),
    ...file.remedies.flatMap((remedy, i) =>
      remedy.otherwise.map((other, j) => ({
        path: ['remedies', i, 'otherwise', j, 'when', 'pcluster'],
        range: other.when.pcluster,
      })),
    ),
  ].flatMap(({ path, range }) => (range === undefined ? [] : rangeComplaint(path, range)));
  return [...expressions, ...ranges];
}

function expressionComplaint(path: readonly PropertyKey[], source: string): Complaint[] {
  try {
    RE2JS.compile(source);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      { path, onKey: false, what: `not an RE2 regular expression (no look-around, no back-references): ${reason}` },
    ];
  }
}

function rangeComplaint(path: readonly PropertyKey[], range: string): Complaint[] {
  return validRange(range) === null ? [{ path, onKey: false, what: `not a version range: ${range}` }] : [];
}

function describe(file: ParsedFile, complaint: Complaint): string {
  const { line, column } = positionOf(file, complaint.path, complaint.onKey);
  const where = complaint.path.length > 0 ? `${complaint.path.map(String).join('.')}: ` : '';
  return `${file.path}:${line}:${column}: ${where}${complaint.what}`;
}

function invalidCatalog(complaints: readonly string[]): Trouble {
  const [first = '', ...rest] = complaints;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
  return new Trouble(`${first}${more}`, {
    exitCode: EXIT.catalogInvalid,
    toTry: ['patterns/README.md describes every field', ...rest].join('\n'),
  });
}

function toPattern(id: string, file: PatternFile): Pattern {
  const { 'known-issue': knownIssue, 'leads-to': leadsTo, hits, misses, ...rest } = file;
  return {
    ...rest,
    id,
    category: id.split('/')[0] ?? id,
    knownIssue,
    leadsTo,
    hits: hits.map(toSample),
    misses: misses.map(toSample),
  };
}

const WITNESSES = ['log', 'stack', 'image', 'workflow'] as const;

function toSample(given: PatternFile['hits'][number]): Sample {
  const witness = WITNESSES.find((name) => given[name] !== undefined) ?? 'log';
  return { witness, text: given[witness] ?? '', captures: given.captures, why: given.why };
}
