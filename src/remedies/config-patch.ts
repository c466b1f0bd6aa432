// Puts a remedy's change into the user's own image-config.yaml. The text is spliced at the places the parser names, so that comments, order,
// quoting and every other byte stay as they are: the parser's own way of writing a document back would lay it out anew.

import { isMap, isScalar, parseDocument, type Document, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import { configYaml, scalar, type ConfigChange, type Scalar } from '../wording/config-yaml.ts';

export type Patched =
  | { readonly text: string; readonly problem: null }
  /** Why the change cannot be made, in words. */
  | { readonly text: null; readonly problem: string };

/** The configuration with every key of the change set: dotted keys such as `DevSettings.Cookbook.ChefCookbook`. */
export function patchConfig(text: string, change: ConfigChange): Patched {
  let patched = text;
  for (const [key, value] of Object.entries(change)) {
    const { document, problem } = parsed(patched);
    if (problem !== null) return { text: null, problem };
    const spliced = setKey({ text: patched, document }, key.split('.'), value);
    if (spliced === null) return { text: null, problem: `${key} stands below something that is no mapping` };
    patched = spliced;
  }
  const { document, problem } = parsed(patched);
  if (problem !== null || !holds(document, change))
    throw new Error(`splicing ${Object.keys(change).join(', ')} broke the YAML`);
  return { text: patched, problem: null };
}

type Parsed = { readonly document: Document.Parsed; readonly problem: string | null };

/** As ParallelCluster's own parser reads it: YAML 1.1, where `yes` is a boolean. */
function parsed(text: string): Parsed {
  const document = parseDocument(text, { version: '1.1' });
  const [error] = document.errors;
  if (error !== undefined) return { document, problem: error.message.split('\n', 1)[0] ?? 'it is no YAML' };
  const isConfig = document.contents === null || isMap(document.contents);
  return { document, problem: isConfig ? null : 'it is no mapping' };
}

interface Source {
  readonly text: string;
  readonly document: Document.Parsed;
}

/** Null where the key cannot be set. */
function setKey({ text, document }: Source, path: readonly string[], value: Scalar): string | null {
  const { contents } = document;
  if (contents === null) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${block(path, value, '')}`;
  if (!isMap(contents)) return null;
  return setBelow(text, { map: contents, indent: '' }, path, value);
}

interface Place {
  readonly map: YAMLMap.Parsed;
  readonly indent: string;
}

function setBelow(text: string, { map, indent }: Place, path: readonly string[], value: Scalar): string | null {
  const [key = '', ...rest] = path;
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (pair === undefined) return added(text, { map, indent: indentOf(text, map) ?? indent }, path, value);
  const node = pair.value;
  if (isMap(node) && rest.length > 0) return setBelow(text, { map: node, indent: `${indent}  ` }, rest, value);
  if (!isScalar(node) && node !== null) return null;
  if (rest.length === 0) return replaced(text, pair, scalar(value));
  return isScalar(node) && node.value !== null ? null : opened(text, pair, rest, value);
}

/** A scalar in the place of another, or of nothing. */
function replaced(text: string, { key, value }: Pair<ParsedNode, ParsedNode | null>, literal: string): string {
  const [from, to] = value?.range ?? [afterColon(text, key), afterColon(text, key)];
  const blank = from === to && text[from - 1] === ':' ? ' ' : '';
  return `${text.slice(0, from)}${blank}${literal}${text.slice(to)}`;
}

function afterColon(text: string, key: ParsedNode): number {
  return text.indexOf(':', key.range[1]) + 1;
}

/** Keys below one that stands there without a value. */
function opened(
  text: string,
  { key, value }: Pair<ParsedNode, ParsedNode | null>,
  path: readonly string[],
  to: Scalar,
): string {
  const indent = `${indentAt(text, key.range[0])}  `;
  // `DevSettings: null` says the same as `DevSettings:`.
  const end = value === null ? afterColon(text, key) : value.range[1];
  const from = value === null ? end : value.range[0];
  const line = endOfLine(text, end);
  return `${text.slice(0, from)}${text.slice(end, line.at)}${line.feed}${block(path, to, indent)}${text.slice(line.at)}`;
}

/** A new key at the end of a mapping. */
function added(text: string, { map, indent }: Place, path: readonly string[], value: Scalar): string {
  if (map.flow) {
    const at = map.range[1] - 1;
    return `${text.slice(0, at).trimEnd()}${map.items.length > 0 ? ', ' : ''}${inline(path, value)}${text.slice(at)}`;
  }
  const line = endOfLine(text, map.range[1]);
  return `${text.slice(0, line.at)}${line.feed}${block(path, value, indent)}${text.slice(line.at)}`;
}

/** Where the line that holds a place ends, its line feed included, and the line feed it lacks. */
function endOfLine(text: string, place: number): { readonly at: number; readonly feed: string } {
  if (place > 0 && text[place - 1] === '\n') return { at: place, feed: '' };
  const feed = text.indexOf('\n', place);
  return feed < 0 ? { at: text.length, feed: '\n' } : { at: feed + 1, feed: '' };
}

function indentOf(text: string, map: YAMLMap.Parsed): string | null {
  const first = map.items[0];
  return first === undefined || map.flow ? null : indentAt(text, first.key.range[0]);
}

function indentAt(text: string, place: number): string {
  return ' '.repeat(place - (text.lastIndexOf('\n', place - 1) + 1));
}

function block(path: readonly string[], value: Scalar, indent: string): string {
  return configYaml({ [path.join('.')]: value })
    .map((line) => `${indent}${line}\n`)
    .join('');
}

function inline([key = '', ...rest]: readonly string[], value: Scalar): string {
  return `${key}: ${rest.length === 0 ? JSON.stringify(value) : `{${inline(rest, value)}}`}`;
}

function holds(document: Document.Parsed, change: ConfigChange): boolean {
  return Object.entries(change).every(([key, value]) => document.getIn(key.split('.')) === value);
}
