// What the catalog foresees from a configuration: whether the rules of an entry hold in it, and where to point.

import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { ConfigRule } from '../model/catalog.ts';

/** A configuration that can be asked for keys. */
export interface ReadConfig {
  /** Undefined where the key is not there. */
  readonly value: (key: string) => unknown;
  /** 1-based place of a key, or of what stands closest above it. */
  readonly placeOf: (key: string) => { readonly line: number; readonly column: number };
}

/** Reads valid YAML; what is none says nothing of any key. */
export function readConfigText(text: string): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: lines });
  const plain: unknown = document.errors.length > 0 ? {} : document.toJS();
  return {
    value: (key) => key.split('.').reduce<unknown>((node, name) => childOf(node, name), plain),
    placeOf: (key) => {
      let at = 0;
      let node: unknown = document.contents;
      for (const name of key.split('.')) {
        const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === name) : undefined;
        if (!pair) break;
        if (isScalar(pair.key)) at = pair.key.range?.[0] ?? at;
        node = pair.value;
      }
      const { line, col } = lines.linePos(at);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    },
  };
}

function childOf(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  return Object.entries(node).find(([key]) => key === name)?.[1];
}

/** Does a rule hold? */
export function ruleHolds({ key, is, begins }: ConfigRule, config: ReadConfig): boolean {
  const value = config.value(key);
  if (begins) return typeof value === 'string' && begins.some((start) => value.startsWith(start));
  if (is === 'absent') return value === undefined || value === null;
  if (is === 'present') return value !== undefined && value !== null;
  return value === is;
}
