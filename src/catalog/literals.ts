// The text that a line must hold for an RE2 expression to be found in it: sets of literals, of each at least one occurs. Nearly all
// lines of a log are ruled out by it without running a regular expression.

/** At least one of these stands in every matching line. */
export type AnyOf = readonly string[];

/** Shorter ones occur everywhere and rule out nothing. */
const SHORTEST_USEFUL = 3;
/** A set with more members costs more than it saves. */
const LARGEST_SET = 16;

/**
 * Not read at all: flags that hold from here on change what a letter stands for; `\x41`, `\101`, `\pL` and `\Q…\E` take up what follows; of a character outside
 * the basic plane a quantifier would be read as standing behind its second half.
 */
const NOT_READ = /\(\?[a-zA-Z-]+\)|\\[0-9xpPQ]|[\ud800-\udfff]/;

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
  return { sets: plain.map((anyOf) => anyOf.map((literal) => literal.toLowerCase())), caseless: true };
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
  if (NOT_READ.test(expression)) return [];
  return new Reader(expression).alternatives().toSorted((a, b) => shortest(b) - shortest(a));
}

/** `\b` keeps a run of literals together; every other letter stands for a class of characters or one that is seldom meant. */
const ZERO_WIDTH = 'bBAz';

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Reads up to the end or a closing parenthesis. Of several branches only their rarest sets are kept, joined to one. */
  alternatives(): AnyOf[] {
    const branches = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at++;
      branches.push(this.#sequence());
    }
    const [only = []] = branches;
    if (branches.length === 1) return only;
    if (branches.some((sets) => sets.length === 0)) return [];
    const joined = [...new Set(branches.flatMap(rarest))];
    return joined.length <= LARGEST_SET ? [joined] : [];
  }

  #sequence(): AnyOf[] {
    const sets: AnyOf[] = [];
    let run = '';
    const endRun = () => {
      if (run.length >= SHORTEST_USEFUL) sets.push([run]);
      run = '';
    };
    while (this.#at < this.#source.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const item = this.#item();
      const times = this.#quantifier();
      if (item.kind === 'nothing') continue;
      if (item.kind === 'literal' && times !== 'optional') run += item.text;
      if (item.kind === 'literal' && times === 'once') continue;
      endRun();
      if (item.kind === 'group' && times !== 'optional') sets.push(...item.required);
    }
    endRun();
    return sets;
  }

  #item(): Item {
    const char = this.#source.charAt(this.#at++);
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '.') return { kind: 'class' };
    if (char === '^' || char === '$') return { kind: 'nothing' };
    return char === '\\' ? this.#escape() : { kind: 'literal', text: char };
  }

  #group(): Item {
    const opening = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += opening.length;
    const required = this.alternatives();
    this.#at++;
    // Flags of its own change what its letters stand for.
    const hasFlags = /^\?[a-zA-Z-]+:/.test(opening);
    return { kind: 'group', required: hasFlags ? [] : required };
  }

  #class(): Item {
    if (this.#peek() === '^') this.#at++;
    if (this.#peek() === ']') this.#at++;
    while (this.#at < this.#source.length && this.#peek() !== ']') {
      const named = /^\[:\w+:\]/.exec(this.#source.slice(this.#at));
      this.#at += named ? named[0].length : this.#peek() === '\\' ? 2 : 1;
    }
    this.#at++;
    return { kind: 'class' };
  }

  #escape(): Item {
    const char = this.#source.charAt(this.#at++);
    if (ZERO_WIDTH.includes(char)) return { kind: 'nothing' };
    return /[a-zA-Z]/.test(char) ? { kind: 'class' } : { kind: 'literal', text: char };
  }

  #quantifier(): 'once' | 'optional' | 'repeated' {
    if (!'*+?{'.includes(this.#peek() || ' ')) return 'once';
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at));
    if (!found) return 'once';
    this.#at += found[0].length;
    return /^[*?]|^\{0/.test(found[0]) ? 'optional' : 'repeated';
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }
}

type Item =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'class' | 'nothing' }
  | { readonly kind: 'group'; readonly required: readonly AnyOf[] };

/** The set whose shortest literal is longest: the rarest in a log. */
function rarest(sets: readonly AnyOf[]): AnyOf {
  return sets.reduce((a, b) => (shortest(b) > shortest(a) ? b : a), []);
}

function shortest(set: AnyOf): number {
  return set.length === 0 ? 0 : Math.min(...set.map((literal) => literal.length));
}
