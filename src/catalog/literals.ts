// The text that a line must hold for an RE2 expression to be found in it: sets of literals, of each at least one occurs. Nearly all
// lines of a log are ruled out by it without running a regular expression. From every part of an expression on it is worked out with which
// texts a match goes on, alternatives and options multiplied out as long as they are few (as RE2's own prefilter does it).

import { partsOf, type Part, type Repeated } from './expression-tree.ts';

/** At least one of these stands in every matching line. */
export type AnyOf = readonly string[];

/** Shorter ones occur everywhere and rule out nothing. */
const SHORTEST_USEFUL = 3;
/** A set with more members costs more than it saves. */
const LARGEST_SET = 16;
/** More sets rule out hardly any more lines. */
const MOST_SETS = 4;
/** A literal that is longer than that is found no more seldom. */
const LONG_ENOUGH = 12;

export interface Required {
  /** The rarest first; none where nothing is certain. What is not understood is not required. */
  readonly sets: readonly AnyOf[];
  /** Case does not count: the literals are in lower case, and stand in the folded line (`folded`). */
  readonly caseless: boolean;
}

const CASELESS = '(?i)';

/** What an expression requires. */
export function requiredOf(expression: string): Required {
  if (!expression.startsWith(CASELESS)) return { sets: requiredLiterals(expression), caseless: false };
  const sets = requiredLiterals(expression.slice(CASELESS.length));
  // Beyond ASCII, case is not a matter of one letter for one.
  const plain = sets.filter((anyOf) => anyOf.every((literal) => !BEYOND_ASCII.test(literal)));
  return { sets: plain.map((anyOf) => rarestOnly(anyOf.map((literal) => literal.toLowerCase()))), caseless: true };
}

// oxlint-disable-next-line no-control-regex -- everything else
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** A line in which case does not count, as long as the line itself: what RE2 takes for an ASCII letter is that letter in lower case. */
export function folded(line: string): string {
  const lower = line.toLowerCase().replaceAll('\u017f', 's');
  if (lower.length === line.length) return lower;
  return line.replace(/[A-Z\u017f\u212a]/g, (letter) => (letter === '\u017f' ? 's' : letter.toLowerCase()));
}

/** The sets that an expression requires, the rarest first. */
export function requiredLiterals(expression: string): readonly AnyOf[] {
  const sets = setsOf(partsOf(expression)).toSorted((a, b) => worth(b) - worth(a));
  const needed = sets.filter(
    (set, i) => !sets.some((other, j) => (j < i || !implies(set, other)) && implies(other, set)),
  );
  return needed.slice(0, MOST_SETS);
}

/** Whether in a line that holds one of these one of those stands, too. */
function implies(these: AnyOf, those: AnyOf): boolean {
  return these.every((one) => those.some((other) => one.includes(other)));
}

function setsOf(part: Part): AnyOf[] {
  switch (part.kind) {
    case 'unknown':
    case 'class':
    case 'edge':
      return [];
    case 'text':
      return useful([part.texts]);
    case 'repeated':
      return part.least > 0 ? setsOf(part.part) : [];
    case 'capture':
      return setsOf(part.part);
    case 'either':
      return requiredByEither(part.branches);
    case 'sequence':
      return [...part.parts.flatMap(setsOf), ...useful(part.parts.map((_, from) => rarestFrom(part.parts, from)))];
  }
}

/** Of several branches only the rarest sets are kept, joined to one. */
function requiredByEither(branches: readonly Part[]): AnyOf[] {
  const rarest = branches.map((branch) => setsOf(branch).reduce<AnyOf>(rarer, []));
  return rarest.some((set) => set.length === 0) ? [] : useful([rarest.flat()]);
}

function useful(sets: readonly AnyOf[]): AnyOf[] {
  return sets.map(rarestOnly).filter((set) => set.length <= LARGEST_SET && shortest(set) >= SHORTEST_USEFUL);
}

/** Without those that stand nowhere without another. */
function rarestOnly(set: AnyOf): AnyOf {
  const distinct = [...new Set(set)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && one.includes(other)));
}

/** What a match goes on with; `ends` where that may be all of it. */
interface Beginning {
  readonly text: string;
  readonly ends: boolean;
}

const ANYTHING: readonly Beginning[] = [{ text: '', ends: false }];
const NOTHING: readonly Beginning[] = [{ text: '', ends: true }];

/** The best set of texts with which parts of a sequence go on from one of them. */
function rarestFrom(parts: readonly Part[], from: number): AnyOf {
  let best: AnyOf = [];
  let all = NOTHING;
  for (const part of parts.slice(from)) {
    all = multiplied(all, beginningsOf(part));
    if (all.length > LARGEST_SET) return best;
    best = rarer(best, rarestOnly(all.map(({ text }) => text)));
    if (!all.some(({ ends }) => ends)) return best;
  }
  return best;
}

function beginningsOf(part: Part): readonly Beginning[] {
  switch (part.kind) {
    case 'unknown':
    case 'class':
      return ANYTHING;
    case 'edge':
      return NOTHING;
    case 'text':
      return part.texts.map((text) => ({ text, ends: true }));
    case 'repeated':
      return ofRepeated(beginningsOf(part.part), part);
    case 'capture':
      return beginningsOf(part.part);
    case 'either':
      return few(part.branches.flatMap(beginningsOf));
    case 'sequence':
      return part.parts.reduce((all, next) => few(multiplied(all, beginningsOf(next))), NOTHING);
  }
}

function ofRepeated(once: readonly Beginning[], { least, most }: Repeated): readonly Beginning[] {
  const begun = most === 1 ? once : once.map(({ text }) => ({ text, ends: false }));
  return least > 0 ? begun : few([...begun, ...NOTHING]);
}

/** Those of the first that end, followed by each of the second. */
function multiplied(first: readonly Beginning[], second: readonly Beginning[]): Beginning[] {
  return first.flatMap((one) => (one.ends ? second.map(({ text, ends }) => ({ text: one.text + text, ends })) : [one]));
}

function few(all: readonly Beginning[]): readonly Beginning[] {
  return all.length <= LARGEST_SET ? all : ANYTHING;
}

function rarer(a: AnyOf, b: AnyOf): AnyOf {
  return worth(b) > worth(a) ? b : a;
}

/** Long literals are rare; each more of them doubles nothing but the work of the first. */
function worth(set: AnyOf): number {
  if (set.length === 0) return -Infinity;
  return Math.min(shortest(set), LONG_ENOUGH) - Math.log2(set.length) + shortest(set) / 1000;
}

function shortest(set: AnyOf): number {
  return set.length === 0 ? 0 : Math.min(...set.map((literal) => literal.length));
}
