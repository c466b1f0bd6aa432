// What a scan of a log for the lines that a catalog knows needs: the index of its expressions, and which patterns they belong to. That of the
// shipped catalog was made when the project was built; the catalog itself is only loaded for patterns of a site.

import { inflateRawSync } from 'node:zlib';
import { extended, type ScanIndex } from './bytes/scan-index.ts';
import { lineExpressions } from './line-expressions.ts';
import { rememberNative } from './native.ts';
import { rememberRequired } from './required.ts';

export interface Sought {
  readonly index: ScanIndex;
  /** Ids of the patterns that each expression belongs to, in the order of the index; none for one of a pattern that a site replaced. */
  readonly patterns: readonly (readonly string[])[];
  /** What a person should know of the catalog, such as a suppression that is over. */
  readonly remarks: readonly string[];
}

/** What is sought with the shipped catalog, and with a site's over it. Throws a Trouble (exit 9) for a folder with mistakes in it. */
export async function soughtLines(userFolder: string | null): Promise<Sought> {
  const { default: shipped } = await import('virtual:shipped-scan');
  rememberRequired(shipped.required);
  rememberNative(Object.keys(shipped.required), shipped.native);
  if (userFolder === null) return { index: shipped.index, patterns: shipped.patterns, remarks: [] };
  return withUsers(shipped.index, userFolder);
}

async function withUsers(shipped: ScanIndex, folder: string): Promise<Sought> {
  const [{ openCatalog }, { default: words }] = await Promise.all([
    import('./shipped.ts'),
    import('virtual:common-words'),
  ]);
  const { patterns, remarks } = await openCatalog(folder);
  const { expressions, patterns: ids } = lineExpressions(patterns);
  const known = new Set(shipped.expressions);
  const common = inflateRawSync(Buffer.from(words, 'base64'));
  const more = expressions.filter((expression) => !known.has(expression));
  const index = extended(shipped, more, common);
  const owners = new Map(expressions.map((expression, i) => [expression, ids[i] ?? []]));
  return { index, patterns: index.expressions.map((expression) => owners.get(expression) ?? []), remarks };
}
