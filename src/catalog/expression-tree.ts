// An RE2 expression read into parts: letters, classes of characters, what repeats, what may be one or the other. What is not understood is a
// part of which nothing is known.

export type Part =
  /** One of these. */
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  /** One character, as it is written: `\S`, `[^']`, `.` */
  | { readonly kind: 'class'; readonly source: string }
  /** A condition without width: `^`, `$`, `\b` */
  | { readonly kind: 'edge'; readonly source: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'capture'; readonly part: Part }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'either'; readonly branches: readonly Part[] }
  | Repeated;

export interface Repeated {
  readonly kind: 'repeated';
  readonly part: Part;
  readonly least: number;
  /** Infinity where there is no most. */
  readonly most: number;
}

const UNKNOWN: Part = { kind: 'unknown' };

/**
 * Not read at all: flags that hold from here on change what a letter stands for; `\x41`, `\101`, `\pL` and `\Q…\E` take up what follows; of a character outside
 * the basic plane a quantifier would be read as standing behind its second half.
 */
const NOT_READ = /\(\?[a-zA-Z-]+\)|\\[0-9xpPQ]|[\ud800-\udfff]/;

/** The parts of a valid expression. */
export function partsOf(expression: string): Part {
  return NOT_READ.test(expression) ? UNKNOWN : new Reader(expression).alternatives();
}

/** The parts that it is made of; none where it is made of no others. */
export function partsWithin(part: Part): readonly Part[] {
  if (part.kind === 'sequence') return part.parts;
  if (part.kind === 'either') return part.branches;
  return part.kind === 'capture' || part.kind === 'repeated' ? [part.part] : [];
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
    return { kind: 'sequence', parts: parts.reduce(withRuns, []) };
  }

  #item(): Part {
    const char = this.#source.charAt(this.#at++);
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '.') return { kind: 'class', source: char };
    if (char === '^' || char === '$') return { kind: 'edge', source: char };
    return char === '\\' ? this.#escape() : { kind: 'text', texts: [char] };
  }

  #group(): Part {
    const opening = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += opening.length;
    const inner = this.alternatives();
    this.#at++;
    // Flags of its own change what its letters stand for.
    if (/^\?[a-zA-Z-]+:/.test(opening)) return UNKNOWN;
    return opening === '?:' ? inner : { kind: 'capture', part: inner };
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
    return isSpeltOut(members)
      ? { kind: 'text', texts: [...new Set(members)] }
      : { kind: 'class', source: `[${members}]` };
  }

  #escape(): Part {
    const char = this.#source.charAt(this.#at++);
    const source = `\\${char}`;
    if (ZERO_WIDTH.includes(char)) return { kind: 'edge', source };
    return /[a-zA-Z]/.test(char) ? { kind: 'class', source } : { kind: 'text', texts: [char] };
  }

  #quantified(part: Part): Part {
    if (!'*+?{'.includes(this.#peek() || ' ')) return part;
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at));
    if (!found) return part;
    this.#at += found[0].length;
    return { kind: 'repeated', part, ...timesOf(found[0]) };
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }
}

/** Letters that stand one behind the other are one text. */
function withRuns(before: Part[], next: Part): Part[] {
  const last = before.at(-1);
  const [first, ...others] = last?.kind === 'text' ? last.texts : [];
  const [text, ...more] = next.kind === 'text' ? next.texts : [];
  if (first === undefined || text === undefined || others.length + more.length > 0) before.push(next);
  else before[before.length - 1] = { kind: 'text', texts: [first + text] };
  return before;
}

/** Neither a range nor a complement nor anything escaped. */
function isSpeltOut(members: string): boolean {
  return members.length <= LARGEST_CLASS && !/[\\^[-]/.test(members);
}

function timesOf(quantifier: string): Pick<Repeated, 'least' | 'most'> {
  if (quantifier.startsWith('*')) return { least: 0, most: Infinity };
  if (quantifier.startsWith('+')) return { least: 1, most: Infinity };
  if (quantifier.startsWith('?')) return { least: 0, most: 1 };
  const [least = 0, most = Infinity] = (quantifier.match(/\d+/g) ?? []).map(Number);
  return { least, most: quantifier.includes(',') ? most : least };
}
