// One pattern in full.

import { openWholeCatalog } from '../../catalog/shipped.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { patternText } from '../../reports/catalog/pattern-text.ts';
import { neutralise } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { findPattern } from './find-pattern.ts';
import { printJson } from './print-json.ts';

/** Prints it; throws Trouble for an id that is none. */
export async function showPattern(id: string, session: Session): Promise<ExitCode> {
  const pattern = findPattern(await openWholeCatalog(session.settings.patterns), id);
  if (session.settings.format === 'json') return printJson(pattern, session);
  await session.print(neutralise(patternText(pattern, session.page)));
  return EXIT.done;
}
