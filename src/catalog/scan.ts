// The matching engine behind its small interface: lines in, (line, expression) hits out. RE2 semantics, so that the time is linear
// in the text whatever a user's pattern says. An expression sees at most LONGEST_SEARCHED characters of a line: CloudWatch events
// may be 1 MB long, and no message that explains a failure begins beyond its first 16 thousand characters.

import { RE2JS, RE2Set } from 're2js';

const LONGEST_SEARCHED = 16_384;

/** Expression number → positions of the lines it is found in, ascending. */
export type Hits = ReadonlyMap<number, readonly number[]>;

/** Searches every expression in every line, in one pass over the lines. */
export function scan(expressions: readonly string[], lines: Iterable<string>): Hits {
  const set = compiledSet(expressions);
  const hits = new Map<number, number[]>();
  let position = 0;
  for (const line of lines) {
    for (const expression of line === '' ? [] : set.match(searched(line))) {
      const found = hits.get(expression);
      if (found) found.push(position);
      else hits.set(expression, [position]);
    }
    position++;
  }
  return hits;
}

const sets = new WeakMap<readonly string[], RE2Set>();

function compiledSet(expressions: readonly string[]): RE2Set {
  const known = sets.get(expressions);
  if (known) return known;
  const set = new RE2Set();
  for (const expression of expressions) set.add(expression);
  set.compile();
  sets.set(expressions, set);
  return set;
}

function searched(line: string): string {
  return line.length > LONGEST_SEARCHED ? line.slice(0, LONGEST_SEARCHED) : line;
}

const compiled = new Map<string, RE2JS>();

function compile(expression: string): RE2JS {
  const known = compiled.get(expression);
  if (known) return known;
  const fresh = RE2JS.compile(expression);
  compiled.set(expression, fresh);
  return fresh;
}

/** Named groups of the first occurrence in a line; null when it is not found. */
export function captures(expression: string, line: string): Record<string, string> | null {
  const regex = compile(expression);
  const matcher = regex.matcher(searched(line));
  if (!matcher.find()) return null;
  const groups: Record<string, string> = {};
  for (const name of Object.keys(regex.namedGroups())) {
    const value = matcher.group(name);
    if (value !== null && value !== undefined) groups[name] = value;
  }
  return groups;
}
