// Reads a YAML file against a schema and says file, line and what is wrong when it does not fit.

import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { badFile } from './bad-file.ts';

/** The value of a YAML file as the schema gives it. Throws `file:line: …` for the first thing that does not fit. */
export function readYamlFile<T>(text: string, { file, schema }: { file: string; schema: z.ZodType<T> }): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) {
    throw badFile({ file, line: lines.linePos(syntax.pos[0]).line }, firstLine(syntax.message));
  }
  const read = schema.safeParse(document.toJS());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path ?? [];
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  throw badFile({ file, line: lineOf(document, path, lines) }, `${where}${issue?.message ?? 'does not fit'}`);
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/** The line of the deepest part of the path that is in the file: a key that is missing is reported where its parent stands. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const range = rangeOf(node);
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

function rangeOf(node: unknown): readonly [number, number, number] | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const { range } = node;
  return isRange(range) ? range : null;
}

function isRange(value: unknown): value is [number, number, number] {
  return Array.isArray(value) && value.every((position) => typeof position === 'number');
}
