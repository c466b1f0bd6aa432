// The catalog that pc-doctor brings along. The modules behind it are made when the project is built: see .config/shipped-catalog.ts.

import type { Pattern } from '../model/catalog.ts';
import { catalogOf, type Catalog } from './catalog.ts';
import { rememberNative } from './native.ts';
import { rememberRequired } from './required.ts';

/**
 * The shipped catalog, without its samples; where a user's folder is given, with its patterns over it and without those it suppresses
 * today. Throws a Trouble (exit 9) for a folder with mistakes in it.
 */
export async function openCatalog(userFolder: string | null, nowMs = Date.now()): Promise<Catalog> {
  const { default: shipped } = await import('virtual:shipped-catalog');
  rememberRequired(shipped.required);
  rememberNative(Object.keys(shipped.required), shipped.native);
  return userFolder === null ? catalogOf(shipped.patterns, shipped) : withUsers(shipped.patterns, userFolder, nowMs);
}

/** The same with every sample: for who looks at the catalog itself. */
export async function openWholeCatalog(userFolder: string | null, nowMs = Date.now()): Promise<Catalog> {
  const [{ default: shipped }, { default: samples }] = await Promise.all([
    import('virtual:shipped-catalog'),
    import('virtual:shipped-samples'),
  ]);
  const patterns = shipped.patterns.map((pattern) => ({ ...pattern, ...samples[pattern.id] }));
  return userFolder === null ? catalogOf(patterns, shipped) : withUsers(patterns, userFolder, nowMs);
}

async function withUsers(shipped: readonly Pattern[], folder: string, nowMs: number): Promise<Catalog> {
  const [{ loadPatternFolder }, { loadSuppressions, sortSuppressions }] = await Promise.all([
    import('./load.ts'),
    import('./suppressions.ts'),
  ]);
  const patterns = [...shipped, ...(await loadPatternFolder(folder))];
  const known = new Set(patterns.map(({ id }) => id));
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const { active, remarks } = sortSuppressions(await loadSuppressions(folder), { today, known });
  return catalogOf(
    patterns.filter(({ id }) => !active.has(id)),
    { remarks },
  );
}
