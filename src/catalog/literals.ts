// The text that a line must hold for an RE2 expression to be found in it: sets of literals, of each at least one occurs. Nearly all
// lines of a log are ruled out by it without running a regular expression.

/** At least one of these stands in every matching line. */
export type AnyOf = readonly string[];

/** Shorter ones occur everywhere and rule out nothing. */
const SHORTEST_USEFUL = 3;
/** A set with more members costs more than it saves. */
const LARGEST_SET = 16;

/** The sets that an expression requires, the rarest first; none where nothing is certain. What is not understood is not required. */
export function requiredLiterals(expression: string): readonly AnyOf[] {
  // A flag changes what a letter stands for.
  if (/\(\?[a-zA-Z-]+[:)]/.test(expression.replaceAll('(?:', '(').replaceAll('(?P<', '(<'))) return [];
  return new Reader(expression).alternatives().toSorted((a, b) => shortest(b) - shortest(a));
}

/** Zero-width or a class of characters: `\b` keeps a run of literals together, `\d` ends it. */
const ZERO_WIDTH = 'bBAz';
const CLASSES = 'dDwWsSpPQC';

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
    const opening = /^\?(?:P?<\w+>|:)/.exec(this.#source.slice(this.#at));
    this.#at += opening?.[0].length ?? 0;
    const required = this.alternatives();
    this.#at++;
    return { kind: 'group', required };
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
    if (CLASSES.includes(char) || /[a-zA-Z0-9]/.test(char)) return this.#skipBraces();
    return { kind: 'literal', text: char };
  }

  /** `\x{10FFFF}`, `\p{Greek}`: not read, and the braces are no quantifier. */
  #skipBraces(): Item {
    const braces = /^\{[^}]*\}/.exec(this.#source.slice(this.#at));
    if (braces && !/^\{\d/.test(braces[0])) this.#at += braces[0].length;
    return { kind: 'class' };
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
