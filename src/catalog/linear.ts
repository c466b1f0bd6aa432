// Proves that a matcher that goes back and tries again needs no more time than the text is long, times a constant. It tries an expression
// at each place of the text, and there every way in which its parts may share what follows. What has no loop takes a constant
// time at each place. A loop is harmless where nothing that may follow it is of its class: then there is one way to leave it. One
// loop may be left anywhere, unless another follows. And loops must not run over the same text again for each place that is tried:
// either only the beginning of a line is tried, or they cannot run beyond the next place at which the expression may begin.

import { partsWithin, type Part, type Repeated } from './expression-tree.ts';

interface Characters {
  /** A character class as a test of one character; null where it is not known. */
  readonly classTest: (source: string) => RegExp | null;
  /** Those by which classes are compared: ASCII and all that the expression names, and some that stand for all others. */
  readonly characters: readonly string[];
}

/** Whether the time is proved to be linear; false does not mean that it is not. */
export function isLinear(part: Part, { classTest, characters }: Characters): boolean {
  const paths = pathsOf(part);
  const proof = new Proof(classTest, characters);
  return paths !== null && paths.every((path) => isLinearPath(path, proof));
}

/** More ways through an expression are not looked at. */
const MOST_PATHS = 64;
/** How many ways a stretch without loops may be tried at a place. */
const MOST_WAYS = 512;

/** The parts along each way through alternatives and options that hold loops. Null for too many ways, or for loops in loops. */
function pathsOf(part: Part): Paths {
  if (isLoop(part)) return [[part]];
  return hasLoop(part) ? pathsAlong(part) : [[part]];
}

function pathsAlong(part: Part): Paths {
  if (part.kind === 'either') return joined(part.branches.map(pathsOf));
  if (part.kind === 'repeated' && part.most > 1) return null;
  const along = partsWithin(part).reduce<Paths>((before, next) => crossed(before, pathsOf(next)), [[]]);
  return part.kind === 'repeated' && part.least === 0 ? joined([along, [[]]]) : along;
}

type Paths = readonly (readonly Part[])[] | null;

function joined(all: readonly Paths[]): Paths {
  const known = all.flatMap((paths) => paths ?? []);
  return all.includes(null) || known.length > MOST_PATHS ? null : known;
}

function crossed(before: Paths, after: Paths): Paths {
  if (before === null || after === null || before.length * after.length > MOST_PATHS) return null;
  return before.flatMap((head) => after.map((tail) => [...head, ...tail]));
}

function hasLoop(part: Part): boolean {
  return (part.kind === 'repeated' && part.most === Infinity) || partsWithin(part).some(hasLoop);
}

/** Of one character at a time. */
function isLoop(part: Part): part is Repeated {
  return part.kind === 'repeated' && part.most === Infinity && characterOf(part.part) !== null;
}

/** A part that is always one character. */
function characterOf(part: Part): Part | null {
  if (part.kind === 'class') return part;
  if (part.kind === 'text') return part.texts.every((text) => text.length === 1) ? part : null;
  if (part.kind === 'capture') return null;
  return part.kind === 'sequence' && part.parts.length === 1 && part.parts[0] ? characterOf(part.parts[0]) : null;
}

function isLinearPath(whole: readonly Part[], proof: Proof): boolean {
  const path = whole.flatMap(flattened);
  const loops = path.flatMap((part, at) => (isLoop(part) ? [{ loop: part, at }] : []));
  const ways = path.filter((part) => !isLoop(part)).reduce((product, part) => product * waysOf(part), 1);
  if (ways > MOST_WAYS || path.some((part) => part.kind === 'unknown')) return false;
  // What only ends in a loop over anything cannot fail any more.
  const failing = loops.filter(({ loop, at }) => !proof.takesRest(loop, path.slice(at + 1)));
  const ambiguous = failing.filter(({ loop, at }) => !proof.isLeftOnce(loop, path.slice(at + 1)));
  if (ambiguous.length > 1 || ambiguous.some((one) => failing.some(({ at }) => at > one.at))) return false;
  return isAnchored(path) || failing.every(({ loop, at }) => proof.stopsAt(loop, openingOf(path.slice(0, at), path)));
}

/** Without groups around parts that stand one behind the other. */
function flattened(part: Part): readonly Part[] {
  if (part.kind === 'sequence') return part.parts.flatMap(flattened);
  return part.kind === 'capture' ? flattened(part.part) : [part];
}

function isAnchored([first]: readonly Part[]): boolean {
  return first?.kind === 'edge' && first.source === '^';
}

/** The text with which every match begins, and that stands before a loop. */
function openingOf(before: readonly Part[], path: readonly Part[]): string {
  let opening = '';
  for (const part of before.length === 0 ? [] : path) {
    if (part.kind === 'edge') continue;
    if (part.kind !== 'text' || part.texts.length !== 1) break;
    opening += part.texts[0];
  }
  return opening;
}

/** In how many ways a part without loops may be matched at a place, at most. */
function waysOf(part: Part): number {
  switch (part.kind) {
    case 'text':
      return part.texts.length;
    case 'capture':
      return waysOf(part.part);
    case 'either':
      return part.branches.reduce((sum, branch) => sum + waysOf(branch), 0);
    case 'sequence':
      return part.parts.reduce((product, one) => product * waysOf(one), 1);
    case 'repeated':
      return waysOfRepeated(waysOf(part.part), part);
    case 'class':
    case 'edge':
    case 'unknown':
      return 1;
  }
}

function waysOfRepeated(once: number, { least, most }: Repeated): number {
  return once === 1 ? most - least + 1 : (once + 1) ** most;
}

/** What may begin a stretch; `ends` where the stretch may be empty. */
interface Opening {
  readonly parts: readonly Part[];
  readonly ends: boolean;
}

class Proof {
  readonly #classTest: Characters['classTest'];
  readonly #characters: readonly string[];

  constructor(classTest: Characters['classTest'], characters: readonly string[]) {
    this.#classTest = classTest;
    this.#characters = characters;
  }

  /** Whether nothing behind the loop can fail: all of it is optional, or the loop runs to the end of the line. */
  takesRest({ part }: Repeated, rest: readonly Part[]): boolean {
    if (rest.every(isOptional)) return true;
    const isAnything = this.#members(part).size === this.#characters.length;
    return isAnything && rest.every((one) => isEnd(one) || isOptional(one));
  }

  /** Whether nothing that may follow is of the class of the loop. */
  isLeftOnce({ part }: Repeated, rest: readonly Part[]): boolean {
    const { parts, ends } = openingOfAll(rest);
    if (ends) return false;
    const own = this.#members(part);
    return parts.every((next) => isEnd(next) || [...this.#members(next)].every((char) => !own.has(char)));
  }

  /** Whether a loop cannot run over this text. */
  stopsAt({ part }: Repeated, opening: string): boolean {
    const own = this.#members(part);
    return Array.from(opening).some((char) => !own.has(char));
  }

  /** Of what is not known, all. Of letters both cases: with more members less is proved. */
  #members(part: Part): ReadonlySet<string> {
    const character = characterOf(part) ?? part;
    if (character.kind === 'text') {
      const first = character.texts.map(([char = '']) => char);
      return new Set(first.flatMap((char) => [char, char.toLowerCase(), char.toUpperCase()]));
    }
    const test = character.kind === 'class' ? this.#classTest(character.source) : null;
    return new Set(test === null ? this.#characters : this.#characters.filter((char) => test.test(char)));
  }
}

function isEnd(part: Part): boolean {
  return part.kind === 'edge' && part.source === '$';
}

function isOptional(part: Part): boolean {
  return part.kind === 'repeated' && part.least === 0;
}

function openingOfAll(parts: readonly Part[]): Opening {
  const found: Part[] = [];
  for (const part of parts) {
    const { parts: own, ends } = openingParts(part);
    found.push(...own);
    if (!ends) return { parts: found, ends: false };
  }
  return { parts: found, ends: true };
}

function openingParts(part: Part): Opening {
  switch (part.kind) {
    case 'edge':
      return isEnd(part) ? { parts: [part], ends: false } : { parts: [], ends: true };
    case 'capture':
      return openingParts(part.part);
    case 'sequence':
      return openingOfAll(part.parts);
    case 'either': {
      const all = part.branches.map(openingParts);
      return { parts: all.flatMap(({ parts }) => parts), ends: all.some(({ ends }) => ends) };
    }
    case 'repeated': {
      const once = openingParts(part.part);
      return { parts: once.parts, ends: once.ends || part.least === 0 };
    }
    case 'text':
    case 'class':
    case 'unknown':
      return { parts: [part], ends: false };
  }
}
