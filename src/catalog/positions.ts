// Where in a YAML file a key or value stands, so that a mistake can name line and column.

import { isMap, isPair, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Position (1-based) of the value at `path`, of its key when `preferKey`, or of the deepest part that exists. */
export function positionOf(
  file: { readonly document: Document; readonly lines: LineCounter },
  path: readonly PropertyKey[],
  preferKey: boolean,
): Position {
  const spot = walk(file.document.contents, path);
  const offset = offsetOf(preferKey ? (spot.key ?? spot.value) : (spot.value ?? spot.key));
  const { line, col } = file.lines.linePos(offset);
  return { line, column: col };
}

interface Spot {
  readonly key: unknown;
  readonly value: unknown;
}

function walk(root: Node | null, path: readonly PropertyKey[]): Spot {
  let spot: Spot = { key: null, value: root };
  for (const part of path) {
    const next = child(spot.value, part);
    if (!next) return spot;
    spot = next;
  }
  return spot;
}

function child(node: unknown, part: PropertyKey): Spot | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === part);
    return pair ? { key: pair.key, value: pair.value } : null;
  }
  if (isSeq(node)) {
    const item: unknown = node.items[Number(part)];
    return item ? { key: null, value: item } : null;
  }
  return null;
}

function offsetOf(node: unknown): number {
  if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range)) {
    const start: unknown = node.range[0];
    return typeof start === 'number' ? start : 0;
  }
  return 0;
}
