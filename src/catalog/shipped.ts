// The catalog that pc-doctor brings along. The module behind it is made when the project is built: see .config/shipped-catalog.ts.

import { compileCatalog, type Catalog } from './compile.ts';

/** The shipped catalog, with the patterns of a user's folder over it where one is given. */
export async function openCatalog(userFolder: string | null): Promise<Catalog> {
  const { default: shipped } = await import('virtual:shipped-catalog');
  if (userFolder === null) return compileCatalog(shipped);
  const { loadPatternFolder } = await import('./load.ts');
  return compileCatalog([...shipped, ...(await loadPatternFolder(userFolder))]);
}
