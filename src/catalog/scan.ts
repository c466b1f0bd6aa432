// The matching engine behind its small interface: lines in, (line, expression) hits out. RE2 semantics, so that the time is linear
// in the text whatever a user's pattern says; JavaScript's own engine runs what is proved to be the same there (native.ts). Lines
// without the literals that an expression requires are ruled out first, many at a time.

import { RE2JS } from 're2js';
import { LinesBlock } from './lines-block.ts';
import { nativeOf } from './native.ts';
import { isPossible, requiredBy, searched } from './required.ts';

/** Lines that can be asked for the positions of an expression. */
export interface Searchable {
  /** Positions of the lines in which the expression is found, ascending. */
  positions(expression: string): readonly number[];
}

/**
 * Makes lines searchable. An expression is looked for when it is first asked about, and once; the literals of those that are expected are
 * all found in one pass.
 */
export function searchable(lines: readonly string[], expected: readonly string[] = []): Searchable {
  const block = new LinesBlock(lines.map(searched), expected.map(requiredBy));
  const positions = remembering((expression) => {
    const candidates = block.candidates(requiredBy(expression)) ?? [...lines.keys()];
    return candidates.filter((position) => finds(expression, block.lines[position] ?? ''));
  });
  return { positions };
}

/** Whether an expression is found in a line. */
export function isFound(expression: string, line: string): boolean {
  const text = searched(line);
  return isPossible(expression, text) && finds(expression, text);
}

function finds(expression: string, text: string): boolean {
  return nativeOf(expression)?.test(text) ?? compiled(expression).matcher(text).find();
}

/** Compiled when a line first needs it: most expressions of the catalog meet no candidate in a log. */
const compiled = remembering((expression) => RE2JS.compile(expression));

function remembering<T>(make: (expression: string) => T) {
  const known = new Map<string, T>();
  return (expression: string): T => {
    const fresh = known.get(expression) ?? make(expression);
    known.set(expression, fresh);
    return fresh;
  };
}

/** Named groups of the first occurrence in a line; null when it is not found. */
export function captures(expression: string, line: string): Record<string, string> | null {
  const text = searched(line);
  const native = nativeOf(expression);
  if (native !== null) return capturedBy(native, text);
  const regex = compiled(expression);
  const matcher = regex.matcher(text);
  if (!matcher.find()) return null;
  const groups: Record<string, string> = {};
  for (const name of Object.keys(regex.namedGroups())) {
    const value = matcher.group(name);
    if (value !== null && value !== undefined) groups[name] = value;
  }
  return groups;
}

function capturedBy(native: RegExp, text: string): Record<string, string> | null {
  const found = native.exec(text);
  return found && Object.fromEntries(Object.entries(found.groups ?? {}).filter(([, value]) => value !== undefined));
}
