// Puts a remedy's change into the user's own image-config.yaml. The text is spliced at the places the parser names, so that comments, order,
// quoting and every other byte stay as they are: the parser's own way of writing a document back would lay it out anew. What comes out is
// parsed again and compared: a shape of YAML that splicing does not know is said, never broken.

import {
  isCollection,
  isMap,
  isScalar,
  parseDocument,
  type Document,
  type Pair,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { configYaml, scalar, type ConfigChange, type Scalar } from '../wording/config-yaml.ts';

export type Patched =
  | { readonly text: string; readonly problem: null }
  /** Why the change cannot be made, in words. */
  | { readonly text: null; readonly problem: string };

/** The configuration with every key of the change set: dotted keys such as `DevSettings.Cookbook.ChefCookbook`. */
export function patchConfig(text: string, change: ConfigChange): Patched {
  let patched = text;
  for (const [key, value] of Object.entries(change)) {
    const after = withKey(patched, key.split('.'), value);
    if (after.problem !== null) return { text: null, problem: `${key}: ${after.problem}` };
    patched = after.text;
  }
  return { text: patched, problem: null };
}

const BYTE_ORDER_MARK = '\ufeff';

function withKey(whole: string, path: readonly string[], value: Scalar): Patched {
  const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const text = whole.slice(mark.length);
  const { document, problem } = parsed(text);
  if (problem !== null) return { text: null, problem };
  if (document.getIn(path) === value) return { text: whole, problem: null };
  const spliced = new Splicer(text, document).set(path, value);
  if (spliced === null) return { text: null, problem: 'a value of another kind stands in its place' };
  if (!isAsMeant(parsed(spliced).document, document, path, value)) {
    return { text: null, problem: 'it cannot be set without changing more than it; set it by hand' };
  }
  return { text: mark + spliced, problem: null };
}

type Parsed = { readonly document: Document.Parsed; readonly problem: string | null };

/** As ParallelCluster's own parser reads it: YAML 1.1, where `yes` is a boolean. */
function parsed(text: string): Parsed {
  const document = parseDocument(text, { version: '1.1' });
  const [error] = document.errors;
  if (error !== undefined)
    return { document, problem: error.message.split('\n', 1)[0]?.replace(/:$/, '') ?? 'no YAML' };
  return { document, problem: isEmpty(document) || isMap(document.contents) ? null : 'the file holds no mapping' };
}

/** Nothing, only comments, or only `---`. */
function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

/** Everything else still says what it said. */
function isAsMeant(after: Document.Parsed, before: Document.Parsed, path: readonly string[], value: Scalar): boolean {
  if (after.errors.length > 0) return false;
  const plain: unknown = isEmpty(before) ? {} : before.toJS();
  return JSON.stringify(after.toJS()) === JSON.stringify(withValue(plain, path, value));
}

function withValue(tree: unknown, [key = '', ...rest]: readonly string[], value: Scalar): unknown {
  const entries = typeof tree === 'object' && tree !== null ? Object.entries(tree) : [];
  const below: unknown = entries.find(([name]) => name === key)?.[1];
  return { ...Object.fromEntries(entries), [key]: rest.length === 0 ? value : withValue(below, rest, value) };
}

type AnyPair = Pair<ParsedNode, ParsedNode | null>;

/** Changes a text at the places its parsed document names. */
class Splicer {
  readonly #text: string;
  readonly #document: Document.Parsed;
  readonly #feed: string;

  constructor(text: string, document: Document.Parsed) {
    this.#text = text;
    this.#document = document;
    this.#feed = text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** Null where the key cannot be set. */
  set(path: readonly string[], value: Scalar): string | null {
    const { contents } = this.#document;
    if (isEmpty(this.#document)) return this.#afterLine(this.#text.length, this.#block(path, value, ''));
    return isMap(contents) ? this.#setBelow(contents, '', path, value) : null;
  }

  #setBelow(map: YAMLMap.Parsed, indent: string, path: readonly string[], value: Scalar): string | null {
    const [key = '', ...rest] = path;
    const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair === undefined) return this.#added(map, indent, path, value);
    const node = pair.value;
    if (isMap(node) && rest.length > 0) return this.#setBelow(node, `${indent}  `, rest, value);
    if (node !== null && !isScalar(node)) return null;
    if (rest.length === 0) return this.#replaced(pair, scalar(value));
    if (node !== null && node.value !== null) return null;
    return map.flow ? this.#replaced(pair, `{${inline(rest, value)}}`) : this.#opened(pair, rest, value);
  }

  /** A literal in the place of a value, or of nothing. */
  #replaced({ key, value }: AnyPair, literal: string): string {
    const text = this.#text;
    const [from, to] = value === null ? [0, 0] : value.range;
    if (from === to) {
      const at = this.#afterColon(key);
      return `${text.slice(0, at)} ${literal}${text.slice(at)}`;
    }
    // The line feeds at the end of a block of text belong to its range.
    const feeds = /[\r\n]*$/.exec(text.slice(from, to))?.[0] ?? '';
    return `${text.slice(0, from)}${literal}${feeds}${text.slice(to)}`;
  }

  /** Keys below one that stands there without a value; `DevSettings: null` says the same as `DevSettings:`. */
  #opened({ key, value }: AnyPair, path: readonly string[], to: Scalar): string {
    const at = this.#afterColon(key);
    const [from, end] = value === null ? [at, at] : value.range;
    const bare = from === end ? this.#text : `${this.#text.slice(0, at)}${this.#text.slice(end)}`;
    const block = this.#block(path, to, `${this.#indentAt(key.range[0])}  `);
    return new Splicer(bare, this.#document).#afterLine(at, block);
  }

  /** A new key behind the last one of a mapping. */
  #added(map: YAMLMap.Parsed, indent: string, path: readonly string[], value: Scalar): string {
    const text = this.#text;
    if (map.flow) {
      const end = text.slice(0, map.range[1] - 1).trimEnd().length;
      const comma = map.items.length === 0 || text[end - 1] === ',' ? '' : ',';
      const blank = map.items.length === 0 ? '' : ' ';
      return `${text.slice(0, end)}${comma}${blank}${inline(path, value)}${text.slice(end)}`;
    }
    const first = map.items[0];
    const own = first === undefined ? indent : this.#indentAt(first.key.range[0]);
    return this.#afterLine(this.#endOf(map), this.#block(path, value, own));
  }

  /** Where a node's own text ends; comments behind it may be about what follows. */
  #endOf(node: ParsedNode): number {
    if (!isCollection(node) || node.flow) return node.range[1];
    const last = node.items.at(-1);
    if (last === undefined) return node.range[1];
    if (!('key' in last)) return this.#endOf(last);
    return last.value === null || last.value.range[0] === last.value.range[1]
      ? this.#afterColon(last.key)
      : this.#endOf(last.value);
  }

  /** Whole lines behind the line that holds a place. */
  #afterLine(place: number, lines: string): string {
    const text = this.#text;
    if (place === 0 || text[place - 1] === '\n') return `${text.slice(0, place)}${lines}${text.slice(place)}`;
    const feed = text.indexOf('\n', place);
    if (feed < 0) return `${text}${this.#feed}${lines}`;
    return `${text.slice(0, feed + 1)}${lines}${text.slice(feed + 1)}`;
  }

  #afterColon(key: ParsedNode): number {
    return this.#text.indexOf(':', key.range[1]) + 1;
  }

  #indentAt(place: number): string {
    return ' '.repeat(place - (this.#text.lastIndexOf('\n', place - 1) + 1));
  }

  #block(path: readonly string[], value: Scalar, indent: string): string {
    return configYaml({ [path.join('.')]: value })
      .map((line) => `${indent}${line}${this.#feed}`)
      .join('');
  }
}

/** `A: {B: 1}` */
function inline([key = '', ...rest]: readonly string[], value: Scalar): string {
  return `${key}: ${rest.length === 0 ? JSON.stringify(value) : `{${inline(rest, value)}}`}`;
}
