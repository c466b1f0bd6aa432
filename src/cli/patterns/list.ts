// Every pattern of the catalog in a line.

import { openCatalog } from '../../catalog/shipped.ts';
import type { Pattern } from '../../model/catalog.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { rows } from '../../reports/text/layout.ts';
import { count } from '../../wording/counts.ts';
import { neutralise } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { printJson } from './print-json.ts';

/** Prints the catalog by category. */
export async function listPatterns(session: Session): Promise<ExitCode> {
  const { patterns, remarks } = await openCatalog(session.settings.patterns);
  for (const remark of remarks) session.remark(remark);
  if (session.settings.format === 'json') return printJson({ patterns: patterns.map(rowOf) }, session);
  const categories = [...new Set(patterns.map(({ category }) => category))];
  const parts = categories.map((category) => {
    const own = patterns.filter((pattern) => pattern.category === category);
    const pairs = own.map(({ id, title, kind }): [string, string] => [
      id,
      kind === 'cause' ? title : `${title} (${kind})`,
    ]);
    return [session.page.palette.heading(category), ...rows(pairs, session.page)].join('\n');
  });
  await session.print(neutralise(`${parts.join('\n\n')}\n\n${count(patterns.length, 'pattern')}\n`));
  return EXIT.done;
}

function rowOf({
  id,
  category,
  title,
  kind,
  layer,
  affects,
  since,
  knownIssue,
  refines,
  leadsTo,
  references,
}: Pattern) {
  return { id, category, title, kind, layer, affects, since, knownIssue, refines, leadsTo, references };
}
