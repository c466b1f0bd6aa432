// An RE2 expression read into parts, as far as it matters which text a line must hold: letters, what repeats, what may be one or the other.
// All else is text that is not known; a part that is not understood is nothing else.

export type Part =
  /** One of these; empty for what has no width. */
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'either'; readonly branches: readonly Part[] }
  | { readonly kind: 'repeated'; readonly part: Part; readonly times: Times };

type Times = 'optional' | 'any' | 'some';

const UNKNOWN: Part = { kind: 'unknown' };
const NO_WIDTH: Part = { kind: 'text', texts: [''] };

/**
 * Not read at all: flags that hold from here on change what a letter stands for; `\x41`, `\101`, `\pL` and `\Q…\E` take up what follows; of a character outside
 * the basic plane a quantifier would be read as standing behind its second half.
 */
const NOT_READ = /\(\?[a-zA-Z-]+\)|\\[0-9xpPQ]|[\ud800-\udfff]/;

/** The parts of a valid expression. */
export function partsOf(expression: string): Part {
  return NOT_READ.test(expression) ? UNKNOWN : new Reader(expression).alternatives();
}

/** A class of more characters is not spelt out. */
const LARGEST_CLASS = 4;
/** `\b` and its like; every other letter behind a backslash stands for a class of characters or one that is seldom meant. */
const ZERO_WIDTH = 'bBAz';

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end or a closing parenthesis. */
  alternatives(): Part {
    const first = this.#sequence();
    const branches = [first];
    while (this.#peek() === '|') {
      this.#at++;
      branches.push(this.#sequence());
    }
    return branches.length === 1 ? first : { kind: 'either', branches };
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && this.#peek() !== '|' && this.#peek() !== ')') {
      parts.push(this.#quantified(this.#item()));
    }
    return { kind: 'sequence', parts };
  }

  #item(): Part {
    const char = this.#source.charAt(this.#at++);
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '.') return UNKNOWN;
    if (char === '^' || char === '$') return NO_WIDTH;
    return char === '\\' ? this.#escape() : { kind: 'text', texts: [char] };
  }

  #group(): Part {
    const opening = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += opening.length;
    const inner = this.alternatives();
    this.#at++;
    // Flags of its own change what its letters stand for.
    return /^\?[a-zA-Z-]+:/.test(opening) ? UNKNOWN : inner;
  }

  #class(): Part {
    const from = this.#at;
    if (this.#peek() === '^') this.#at++;
    if (this.#peek() === ']') this.#at++;
    while (this.#at < this.#source.length && this.#peek() !== ']') {
      const named = /^\[:\w+:\]/.exec(this.#source.slice(this.#at));
      this.#at += named ? named[0].length : this.#peek() === '\\' ? 2 : 1;
    }
    const members = this.#source.slice(from, this.#at++);
    return isSpeltOut(members) ? { kind: 'text', texts: [...new Set(members)] } : UNKNOWN;
  }

  #escape(): Part {
    const char = this.#source.charAt(this.#at++);
    if (ZERO_WIDTH.includes(char)) return NO_WIDTH;
    return /[a-zA-Z]/.test(char) ? UNKNOWN : { kind: 'text', texts: [char] };
  }

  #quantified(part: Part): Part {
    if (!'*+?{'.includes(this.#peek() || ' ')) return part;
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at));
    if (!found) return part;
    this.#at += found[0].length;
    return { kind: 'repeated', part, times: timesOf(found[0]) };
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }
}

/** Neither a range nor a complement nor anything escaped. */
function isSpeltOut(members: string): boolean {
  return members.length <= LARGEST_CLASS && !/[\\^[-]/.test(members);
}

function timesOf(quantifier: string): Times {
  if (quantifier.startsWith('?')) return 'optional';
  return /^\*|^\{0/.test(quantifier) ? 'any' : 'some';
}
