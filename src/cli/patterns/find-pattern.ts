// A pattern by the id a person typed.

import type { Catalog } from '../../catalog/catalog.ts';
import type { Pattern } from '../../model/catalog.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { listed } from '../../wording/counts.ts';

/** Also by its name alone, where only one category has it. Throws Trouble (exit 8) that names those that come near. */
export function findPattern({ patterns }: Catalog, typed: string): Pattern {
  const named = patterns.filter(({ id }) => id === typed || id.endsWith(`/${typed}`));
  const [only, second] = named;
  if (only !== undefined && second === undefined) return only;
  const near = (named.length > 0 ? named : patterns.filter(({ id }) => id.includes(typed)))
    .slice(0, 5)
    .map(({ id }) => id);
  throw new Trouble(`there is no pattern "${typed}"`, {
    exitCode: EXIT.notFound,
    toTry: near.length > 0 ? listed(near) : 'pc-doctor patterns list',
  });
}
