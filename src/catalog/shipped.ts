// The catalog that pc-doctor brings along. The module behind it is made when the project is built: see .config/shipped-catalog.ts.

import { catalogOf, type Catalog } from './catalog.ts';

/**
 * The shipped catalog; where a user's folder is given, with its patterns over it and without those it suppresses today. Throws a Trouble
 * (exit 9) for a folder with mistakes in it.
 */
export async function openCatalog(userFolder: string | null, nowMs = Date.now()): Promise<Catalog> {
  const { default: shipped } = await import('virtual:shipped-catalog');
  if (userFolder === null) return catalogOf(shipped);
  const [{ loadPatternFolder }, { loadSuppressions, sortSuppressions }] = await Promise.all([
    import('./load.ts'),
    import('./suppressions.ts'),
  ]);
  const patterns = [...shipped, ...(await loadPatternFolder(userFolder))];
  const known = new Set(patterns.map(({ id }) => id));
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const { active, remarks } = sortSuppressions(await loadSuppressions(userFolder), { today, known });
  return catalogOf(
    patterns.filter(({ id }) => !active.has(id)),
    remarks,
  );
}
