// What a catalog is: patterns, one for each id, in the order of their ids, and a digest by which two catalogs are told apart.

import { createHash } from 'node:crypto';
import type { Pattern } from '../model/catalog.ts';

export interface Catalog {
  readonly patterns: readonly Pattern[];
  /** `sha256:` over the patterns, order of files and formatting aside. */
  readonly digest: string;
  /** What a person should know of it, such as a suppression that is over. */
  readonly remarks: readonly string[];
}

interface CatalogOptions {
  /** Where it is known already: working it out takes as long as reading the catalog. */
  readonly digest?: string;
  readonly remarks?: readonly string[];
}

/** The catalog of these patterns; a later one of the same id replaces an earlier one, as a site's own replaces the shipped one. */
export function catalogOf(patterns: readonly Pattern[], { digest, remarks = [] }: CatalogOptions = {}): Catalog {
  const byId = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const kept = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { patterns: kept, digest: digest ?? digestOf(kept), remarks };
}

function digestOf(patterns: readonly Pattern[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(patterns)).digest('hex')}`;
}
