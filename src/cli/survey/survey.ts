// A survey from its question to its report: the builds come from AWS or from files, and are counted in the same way.

import type { Catalog } from '../../catalog/catalog.ts';
import { openCatalog } from '../../catalog/shipped.ts';
import type { Survey, SurveyedBuild, SurveySource } from '../../model/survey.ts';
import type { Gap } from '../../model/evidence.ts';
import type { ExitCode } from '../../model/trouble.ts';
import { countUp } from '../../survey.ts';
import { countRemovals } from '../../wording/redact.ts';
import { isoTime } from '../../wording/time.ts';
import { worst } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { deliver } from './deliver.ts';
import { buildsOnAws } from './on-aws.ts';
import { buildsInLogFiles } from './from-files.ts';

export interface SurveyOptions {
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly price?: number;
  readonly yes?: boolean;
  /** How many threads tell of builds in files; null for as many as pay. */
  readonly threads?: number | null;
}

/** What it is read with. */
export interface Reading {
  readonly catalog: Catalog;
  readonly session: Session;
}

/** The builds of a source, as far as they could be seen. */
export interface Surveyed {
  readonly builds: readonly SurveyedBuild[];
  readonly gaps: readonly Gap[];
  readonly source: Omit<SurveySource, 'since'>;
  /** Of regions and builds that could not be seen; each is already said. */
  readonly failures: readonly ExitCode[];
}

/** Prints the survey and writes the files that were asked for. */
export async function survey(options: SurveyOptions, session: Session): Promise<ExitCode> {
  const catalog = await openCatalog(session.settings.patterns);
  for (const remark of catalog.remarks) session.remark(remark);
  const look = session.settings.from.length > 0 ? buildsInLogFiles : buildsOnAws;
  const found = await look(options, { catalog, session });
  const { since = null, price = null } = options;
  const builds = found.builds.filter(({ startedAt }) => since === null || startedAt === null || startedAt >= since);
  const counted: Survey = {
    source: { ...found.source, since: isoTime(since) },
    ...countUp(builds, price),
    gaps: found.gaps,
  };
  if (found.builds.length > 0 || found.failures.length === 0) {
    const removals = countRemovals();
    const shown = session.redactor.value(counted, removals.noted);
    await deliver({ survey: shown, redaction: session.settings.redact ? removals.list() : null }, { catalog, session });
  }
  return worst(found.failures);
}
