// Patterns that a site leaves out for a while: `suppressions.yaml` beside the categories of its catalog. Each has a reason and a last day,
// because a suppression that nobody remembers hides the next failure.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { describe, invalidCatalog, mistakeText, SUPPRESSIONS, yamlMistake, type FileMistake } from './load.ts';
import { schemaMistakes } from './mistakes.ts';
import { SUPPRESSION_FILE, type Suppression } from './schema.ts';

/** Those of a folder, none where it has no such file. Throws a Trouble (exit 9) that names every mistake. */
export async function loadSuppressions(folder: string): Promise<readonly Suppression[]> {
  const path = join(folder, SUPPRESSIONS);
  const text = await readFile(path, 'utf8').catch(absent);
  if (text === null) return [];
  const { suppressions, mistakes } = parseSuppressions(text, path);
  if (mistakes.length > 0) throw invalidCatalog(mistakes.map(mistakeText));
  return suppressions;
}

function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

function parseSuppressions(text: string, path: string): { suppressions: Suppression[]; mistakes: FileMistake[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true });
  if (document.errors.length > 0) {
    return { suppressions: [], mistakes: document.errors.map((error) => yamlMistake(path, error)) };
  }
  const content: unknown = document.toJS() ?? [];
  const checked = SUPPRESSION_FILE.safeParse(content);
  if (checked.success) return { suppressions: checked.data, mistakes: [] };
  const mistakes = schemaMistakes(checked.error.issues, content);
  return { suppressions: [], mistakes: mistakes.map((found) => describe({ path, document, lines }, found)) };
}

export interface Sorted {
  /** Ids that are left out today. */
  readonly active: ReadonlySet<string>;
  /** What a person should know of the others. */
  readonly remarks: readonly string[];
}

/** Tells those in force from those that are over or name nothing. `today` is YYYY-MM-DD, UTC. */
export function sortSuppressions(
  suppressions: readonly Suppression[],
  { today, known }: { readonly today: string; readonly known: ReadonlySet<string> },
): Sorted {
  const over = suppressions.filter(({ until }) => until < today);
  const unknown = suppressions.filter(({ pattern }) => !known.has(pattern));
  return {
    active: new Set(suppressions.filter(({ until }) => until >= today).map(({ pattern }) => pattern)),
    remarks: [
      ...over.map(
        ({ pattern, until, reason }) => `the suppression of ${pattern} ended on ${until}: it counts again (${reason})`,
      ),
      ...unknown.map(({ pattern }) => `the suppression of ${pattern} names no pattern`),
    ],
  };
}
