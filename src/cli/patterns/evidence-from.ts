// The log a person names, read to its end.

import type { Evidence } from '../../model/evidence.ts';
import { fileBuild } from '../file-builds.ts';
import { readToEnd } from '../read-to-end.ts';
import type { Session } from '../session.ts';

/** Throws Trouble for what is no log of one build. */
export async function evidenceFrom(session: Session): Promise<Evidence> {
  const build = await fileBuild(session);
  return readToEnd(build.evidence({ whole: true }));
}
