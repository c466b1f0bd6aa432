// The part of the Logs Insights query language that is served: SOURCE by prefix, filter, stats by, sort, limit. What it does not know it
// refuses as AWS does, with the place in the text, so that a query this server takes is not one that AWS would understand otherwise.

/** A query that cannot be read; offsets are those of the first and last character that is wrong. */
export class QueryMistake extends Error {
  override readonly name = 'QueryMistake';
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, text }: Part) {
    super(message);
    this.from = from;
    this.to = from + Math.max(0, text.length - 1);
  }
}

/** One of the alternatives that a filter's `or` joins. */
export type Condition =
  | { readonly kind: 'like'; readonly field: string; readonly regex: RegExp; readonly not: boolean }
  | { readonly kind: 'equals'; readonly field: string; readonly value: string };

export type Measure =
  | { readonly kind: 'count'; readonly as: string }
  | { readonly kind: 'min' | 'max'; readonly field: string; readonly as: string };

export type Command =
  | { readonly kind: 'source'; readonly prefixes: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'filter'; readonly anyOf: readonly Condition[] }
  | { readonly kind: 'stats'; readonly measures: readonly Measure[]; readonly by: readonly string[] }
  | { readonly kind: 'sort'; readonly field: string; readonly descending: boolean }
  | { readonly kind: 'limit'; readonly limit: number };

/** A stretch of the query, and where it begins. */
interface Part {
  readonly text: string;
  readonly from: number;
}

/** The commands in their order. Throws QueryMistake. */
export function readQuery(query: string): Command[] {
  return split(query, '|').map(readCommand);
}

const READERS: Readonly<Record<string, (rest: Part) => Command>> = {
  source: readSource,
  fields: (rest) => ({ kind: 'fields', fields: split(rest.text, ',', rest.from).map(readField) }),
  filter: (rest) => ({ kind: 'filter', anyOf: splitWords(rest, 'or').map(readCondition) }),
  stats: readStats,
  sort: readSort,
  limit: readLimit,
};

function readCommand(part: Part): Command {
  const word = /^[A-Za-z]+/.exec(part.text)?.[0] ?? '';
  const read = READERS[word.toLowerCase()];
  if (read === undefined) throw new QueryMistake(`unexpected symbol found ${part.text.slice(0, 20)}`, part);
  return read(trimmed({ text: part.text.slice(word.length), from: part.from + word.length }));
}

function readSource(rest: Part): Command {
  const [, list] = /^logGroups\(namePrefix: \[('[^']+'(?:, '[^']+')*)\]\)$/.exec(rest.text) ?? [];
  const prefixes = list?.split(', ').map((quoted) => quoted.slice(1, -1)) ?? [];
  if (prefixes.length === 0 || prefixes.length > MOST_PREFIXES) {
    throw new QueryMistake('SOURCE takes logGroups(namePrefix: [...]) with one to five prefixes', rest);
  }
  return { kind: 'source', prefixes };
}

const MOST_PREFIXES = 5;

function readField(part: Part): string {
  if (!/^@?\w+$/.test(part.text)) throw new QueryMistake(`unexpected symbol found ${part.text}`, part);
  return part.text;
}

function readCondition(part: Part): Condition {
  const [, field = '', not, source] = /^(@?\w+) (not )?like \/((?:[^/\\]|\\.)+)\/$/.exec(part.text) ?? [];
  if (source !== undefined) return { kind: 'like', field, regex: readRegex(source, part), not: not !== undefined };
  const [, name, value] = /^(@?\w+) = '([^'\\]*)'$/.exec(part.text) ?? [];
  if (name === undefined || value === undefined) throw new QueryMistake(`cannot read ${part.text.slice(0, 40)}`, part);
  return { kind: 'equals', field: name, value };
}

function readRegex(source: string, part: Part): RegExp {
  try {
    return new RegExp(source, 's');
  } catch {
    throw new QueryMistake('the regular expression is not valid', part);
  }
}

function readStats(rest: Part): Command {
  const [measures, by, ...others] = splitWords(rest, 'by');
  if (measures === undefined || others.length > 0) throw new QueryMistake('stats takes one by', rest);
  return {
    kind: 'stats',
    measures: split(measures.text, ',', measures.from).map(readMeasure),
    by: by === undefined ? [] : split(by.text, ',', by.from).map(readField),
  };
}

function readMeasure(part: Part): Measure {
  const [, name, argument = '', as = ''] = /^(\w+)\((\*|@?\w+)\) as (\w+)$/.exec(part.text) ?? [];
  if (name === 'count' && argument === '*') return { kind: 'count', as };
  if ((name === 'min' || name === 'max') && argument !== '*') return { kind: name, field: argument, as };
  throw new QueryMistake(`unknown function in ${part.text}`, part);
}

function readSort(rest: Part): Command {
  const [, field, direction] = /^(@?\w+)(?: (asc|desc))?$/.exec(rest.text) ?? [];
  if (field === undefined) throw new QueryMistake('sort takes a field', rest);
  return { kind: 'sort', field, descending: direction !== 'asc' };
}

const LARGEST_LIMIT = 100_000;

function readLimit(rest: Part): Command {
  const limit = Number(rest.text);
  if (!/^\d+$/.test(rest.text) || limit < 1 || limit > LARGEST_LIMIT) {
    throw new QueryMistake(`limit must be between 1 and ${LARGEST_LIMIT}`, rest);
  }
  return { kind: 'limit', limit };
}

/** What stands between quotes, slashes or brackets is no separator. */
const WHOLE = /'[^']*'|\/(?:[^/\\]|\\.)+\/|\([^()]*\)|[^]/g;

function split(text: string, separator: string, from = 0): Part[] {
  const parts: Part[] = [];
  let begin = 0;
  for (const { 0: piece, index } of text.matchAll(WHOLE)) {
    if (piece !== separator) continue;
    parts.push(trimmed({ text: text.slice(begin, index), from: from + begin }));
    begin = index + 1;
  }
  return [...parts, trimmed({ text: text.slice(begin), from: from + begin })];
}

function splitWords({ text, from }: Part, word: string): Part[] {
  const quoted = [...text.matchAll(/'[^']*'|\/(?:[^/\\]|\\.)+\//g)];
  const isQuoted = (at: number) => quoted.some(({ 0: piece, index }) => at >= index && at < index + piece.length);
  const cuts = [...text.matchAll(new RegExp(`\\s${word}\\s`, 'g'))].filter(({ index }) => !isQuoted(index));
  const begins = [0, ...cuts.map(({ 0: piece, index }) => index + piece.length)];
  const ends = [...cuts.map(({ index }) => index), text.length];
  return begins.map((begin, i) => trimmed({ text: text.slice(begin, ends[i]), from: from + begin }));
}

function trimmed({ text, from }: Part): Part {
  return { text: text.trim(), from: from + (text.length - text.trimStart().length) };
}
