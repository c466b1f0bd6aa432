// What is wrong with an image configuration, by ParallelCluster's schema: each problem with its place. The same checks come before and after a
// remedy's change, so that no change is offered that `pcluster build-image` would refuse.

import { coerce, lt } from 'semver';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import { nearNames } from '../wording/near-names.ts';
import { BUILD_SCHEMA, type SchemaKey } from './build-schema.ts';

export interface ConfigProblem {
  /** Names the check, for tools that count them. */
  readonly rule:
    | 'not-yaml'
    | 'unknown-key'
    | 'newer-key'
    | 'wrong-type'
    | 'bad-value'
    | 'placeholder'
    | 'missing-key'
    | 'too-many'
    | 'excluded';
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Dotted path of the key, or null for the file as a whole. */
  readonly key: string | null;
  readonly message: string;
}

/** Problems in the order of the file; none for a configuration that ParallelCluster takes. `version` may be unknown. */
export function configProblems(text: string, version: string | null): ConfigProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: lines });
  const unreadable = document.errors.map((error) => ({
    rule: 'not-yaml' as const,
    ...placeOf(lines, error.pos[0]),
    key: null,
    message: error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'this is no YAML',
  }));
  if (unreadable.length > 0) return unreadable;
  const { contents } = document;
  if (!isMap(contents))
    return [{ rule: 'not-yaml', line: 1, column: 1, key: null, message: 'the file holds no mapping' }];
  const check = new Check(lines, version);
  check.map(contents, '');
  check.exclusions(contents);
  return check.problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function placeOf(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

const ROWS = new Map(BUILD_SCHEMA.map((row) => [row.path, row]));
/** What a person would have to fill in: `<id of a subnet>`. */
const PLACEHOLDER = /^<[^<>]+>$|<[a-z][^<>]* [^<>]*>/;

class Check {
  readonly problems: ConfigProblem[] = [];
  readonly #lines: LineCounter;
  readonly #version: string | null;

  constructor(lines: LineCounter, version: string | null) {
    this.#lines = lines;
    this.#version = version;
  }

  map(map: YAMLMap.Parsed, path: string): void {
    for (const pair of map.items) this.#pair(pair, path);
    const present = new Set(map.items.map((pair) => keyOf(pair)));
    for (const row of childrenOf(path)) {
      if (row.required && !present.has(lastPart(row.path)) && this.#knows(row)) {
        this.#say('missing-key', map.range[0], row.path, `${row.path} is required`);
      }
    }
  }

  /** Roles and policies of the instance exclude each other: whoever gives a role, gives its policies with it. */
  exclusions(root: YAMLMap.Parsed): void {
    const iam = root.getIn(['Build', 'Iam'], true);
    if (!isMap(iam)) return;
    const given = ['InstanceRole', 'InstanceProfile', 'AdditionalIamPolicies'].filter((key) => iam.has(key));
    if (given.length < 2) return;
    const offset = iam.range?.[0] ?? 0;
    this.#say('excluded', offset, 'Build.Iam', `only one of ${given.join(', ')} may be given`);
  }

  #pair(pair: Pair<ParsedNode, ParsedNode | null>, above: string): void {
    const name = keyOf(pair);
    const path = above === '' ? name : `${above}.${name}`;
    const at = pair.key.range[0];
    const row = ROWS.get(path);
    if (!row) return this.#say('unknown-key', at, path, unknownKey(path, above));
    if (!this.#knows(row)) {
      return this.#say(
        'newer-key',
        at,
        path,
        `${path} needs ParallelCluster ${row.since} or later; this is ${this.#version}`,
      );
    }
    const { value } = pair;
    // A key without a value is null, which ParallelCluster refuses for all but its sections.
    if (value === null || (isScalar(value) && value.value === null)) {
      if (row.kind !== 'map') this.#say('wrong-type', at, path, `${path} has no value`);
      return;
    }
    this.#value(row, value);
  }

  #value(row: SchemaKey, value: ParsedNode): void {
    const at = value.range[0];
    const { path, kind } = row;
    if (kind === 'map') return isMap(value) ? this.map(value, path) : this.#wrong(row, at, 'a mapping');
    if (kind === 'maps' || kind === 'texts') {
      if (!isSeq(value)) return this.#wrong(row, at, 'a list');
      return this.#items(row, value.items, at);
    }
    if (!isScalar(value)) return this.#wrong(row, at, kind === 'text' ? 'a text' : `a ${kind}`);
    return this.#scalar(row, value.value, at);
  }

  #items(row: SchemaKey, items: readonly ParsedNode[], at: number): void {
    if (row.most !== undefined && items.length > row.most) {
      this.#say(
        'too-many',
        at,
        row.path,
        `${row.path} may have ${row.most} entries at most; there are ${items.length}`,
      );
    }
    for (const item of items) {
      if (row.kind === 'maps') {
        if (isMap(item)) this.map(item, `${row.path}[]`);
        else this.#wrong(row, item.range[0], 'a list of mappings');
      } else if (!isScalar(item) || typeof item.value !== 'string') this.#wrong(row, item.range[0], 'a list of texts');
      else this.#placeholder(row.path, item.value, item.range[0]);
    }
  }

  #scalar(row: SchemaKey, value: unknown, at: number): void {
    const { path, kind, looks, must } = row;
    if (typeof value === 'string' && this.#placeholder(path, value, at)) return;
    if (kind === 'boolean' && typeof value !== 'boolean') return this.#wrong(row, at, 'true or false');
    if (kind === 'integer' && !Number.isInteger(value)) return this.#wrong(row, at, 'a whole number');
    if (kind !== 'text') return;
    if (typeof value !== 'string') return this.#wrong(row, at, 'a text: put it in quotes');
    if (looks && !looks.test(value))
      this.#say('bad-value', at, path, `${path} must ${must}; it is ${JSON.stringify(value)}`);
  }

  #placeholder(path: string, value: string, at: number): boolean {
    if (!PLACEHOLDER.test(value)) return false;
    this.#say('placeholder', at, path, `${path} is still a placeholder: ${value}`);
    return true;
  }

  #wrong({ path }: SchemaKey, at: number, wanted: string): void {
    this.#say('wrong-type', at, path, `${path} must be ${wanted}`);
  }

  #knows({ since }: SchemaKey): boolean {
    const version = coerce(this.#version);
    return since === undefined || version === null || !lt(version, since);
  }

  #say(rule: ConfigProblem['rule'], offset: number, key: string, message: string): void {
    this.problems.push({ rule, ...placeOf(this.#lines, offset), key, message });
  }
}

function keyOf({ key }: Pair<ParsedNode, ParsedNode | null>): string {
  return isScalar(key) ? String(key.value) : '?';
}

function childrenOf(path: string): readonly SchemaKey[] {
  return BUILD_SCHEMA.filter((row) => parentOf(row.path) === path);
}

function parentOf(path: string): string {
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function unknownKey(path: string, above: string): string {
  const siblings = childrenOf(above).map((row) => lastPart(row.path));
  const [near] = nearNames(lastPart(path), siblings);
  const [elsewhere] = BUILD_SCHEMA.filter((row) => lastPart(row.path) === lastPart(path));
  if (near !== undefined) return `${path} is unknown; did you mean ${near}?`;
  if (elsewhere) return `${path} is unknown here; its place is ${elsewhere.path}`;
  return `${path} is unknown; ${above === '' ? 'the file' : above} may hold ${siblings.join(', ') || 'no keys'}`;
}
