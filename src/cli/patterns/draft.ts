// Begins a new pattern file from a log whose failure the catalog does not know.

import { draftPattern } from '../../catalog/draft.ts';
import { openCatalog } from '../../catalog/shipped.ts';
import { examine, matchSample } from '../../doctor.ts';
import { unwrapped } from '../../known-lines.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import { createRedactor } from '../../wording/redact.ts';
import { invented } from '../../wording/invented.ts';
import type { Session } from '../session.ts';
import { evidenceFrom } from './evidence-from.ts';

interface DraftOptions {
  readonly id: string;
}

/** Prints the file on standard output. Throws Trouble for a log without a decisive line. */
export async function draft({ id }: DraftOptions, session: Session): Promise<ExitCode> {
  const catalog = await openCatalog(session.settings.patterns);
  const { diagnosis } = examine(await evidenceFrom(session), { catalog });
  const quote = diagnosis.rootCause?.evidence[0];
  if (quote === undefined) {
    throw new Trouble(
      `there is no decisive line in ${session.settings.from.join(' ')}: the verdict is ${diagnosis.verdict}`,
      {
        exitCode: EXIT.inconclusive,
        toTry: 'pc-doctor diagnose --from FILE, which says what could not be seen',
      },
    );
  }
  const clean = cleaner(session);
  const body = clean(unwrapped(quote.text));
  const sample = { text: `Stdout: ${body}`, witness: 'log' } as const;
  const refines = matchSample(catalog, sample).filter(({ pattern }) => pattern.kind !== 'benign');
  const { resource = null, step = null } = diagnosis.failure ?? {};
  const file = draftPattern({
    body,
    resource: resource === null ? null : clean(resource),
    step,
    refines: [...new Set(refines.map(({ pattern }) => pattern.id))],
  });
  await session.print(file);
  session.remark(`put it at <folder>/${id}.yaml, then: pc-doctor patterns lint --patterns <folder>`);
  return EXIT.done;
}

/** What is put into a file is read by others, whatever is shown here: no secrets, and invented ids in the place of the user's. */
function cleaner({ siteRules }: Session): (text: string) => string {
  return (text) => invented(createRedactor(siteRules).text(text));
}
