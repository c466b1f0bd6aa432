// The catalog that pc-doctor brings along. The module behind it is made when the project is built: see .config/shipped-catalog.ts.

import { catalogOf, type Catalog } from './catalog.ts';

/** The shipped catalog, with the patterns of a user's folder over it where one is given. */
export async function openCatalog(userFolder: string | null): Promise<Catalog> {
  const { default: shipped } = await import('virtual:shipped-catalog');
  if (userFolder === null) return catalogOf(shipped);
  const { loadPatternFolder } = await import('./load.ts');
  return catalogOf([...shipped, ...(await loadPatternFolder(userFolder))]);
}
