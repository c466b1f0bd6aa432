// The text that a line must hold for an RE2 expression to be found in it: a set of literals of which at least one occurs. Nearly all
// lines of a log are ruled out by it without running a regular expression.

/** At least one of these stands in every matching line; null when nothing is certain. */
export type Required = readonly string[] | null;

/** Shorter ones occur everywhere and rule out nothing. */
const SHORTEST_USEFUL = 3;
/** A set with more members costs more than it saves. */
const LARGEST_SET = 16;

/** The best set of required literals of an expression. Cautious: what it does not understand, it does not require. */
export function requiredLiterals(expression: string): Required {
  // A flag changes what a letter stands for.
  if (/\(\?[a-zA-Z-]+[:)]/.test(expression.replaceAll('(?:', '(').replaceAll('(?P<', '(<'))) return null;
  return new Reader(expression).alternatives();
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

  /** Reads up to the end or a closing parenthesis. */
  alternatives(): Required {
    const branches: Required[] = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at++;
      branches.push(this.#sequence());
    }
    if (branches.includes(null)) return null;
    const all = [...new Set(branches.flatMap((branch) => branch ?? []))];
    return all.length <= LARGEST_SET ? all : null;
  }

  #sequence(): Required {
    const found: Required[] = [];
    let run = '';
    const endRun = () => {
      found.push(run.length >= SHORTEST_USEFUL ? [run] : null);
      run = '';
    };
    while (this.#at < this.#source.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const item = this.#item();
      const times = this.#quantifier();
      if (item.kind === 'nothing') continue;
      if (item.kind === 'literal' && times === 'once') run += item.text;
      else {
        if (item.kind === 'literal' && times === 'repeated') run += item.text;
        endRun();
        if (item.kind === 'group' && times !== 'optional') found.push(item.required);
      }
    }
    endRun();
    return best(found);
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
  | { readonly kind: 'group'; readonly required: Required };

/** The set whose shortest literal is longest: the rarest in a log. */
function best(sets: readonly Required[]): Required {
  return sets.reduce((a, b) => (shortest(b) > shortest(a) ? b : a), null);
}

function shortest(set: Required): number {
  return set === null || set.length === 0 ? 0 : Math.min(...set.map((literal) => literal.length));
}
