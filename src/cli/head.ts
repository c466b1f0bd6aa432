// What every document of this run begins with.

import type { Catalog } from '../catalog/catalog.ts';
import type { ReportHead } from '../reports/report.ts';
import { VERSION } from './version.ts';

/** The head of a report that is made now. */
export function reportHeadNow(catalog: Catalog): ReportHead {
  return {
    version: VERSION,
    catalog: { patterns: catalog.patterns.length, digest: catalog.digest },
    generatedAt: new Date().toISOString(),
  };
}
