// Reports on any number of builds, in the order in which they were asked for. One that cannot be read is said on standard error and counts
// in the exit code; it stands in the report among the others, inconclusive and with the reason.

import type { Diagnosis, Report } from '../model/diagnosis.ts';
import type { ImageFacts } from '../model/evidence.ts';
import type { ExitCode } from '../model/trouble.ts';
import { makeReport } from '../reports/report.ts';
import { countRemovals, type Removals } from '../wording/redact.ts';
import { openCatalog } from '../catalog/shipped.ts';
import { withChanges } from './compare/other-build.ts';
import { withConfiguration } from './configuration.ts';
import { FILE_PAGE, writeWhole } from './deliver.ts';
import { exitOfVerdict, worst } from './exit-code.ts';
import { WRITERS, type Manner } from './formats.ts';
import { reportHeadNow } from './head.ts';
import type { Build, Outcome } from './outcomes.ts';
import { openPrinter, type Printer } from './printers.ts';
import { Unread } from './unread-said.ts';
import type { Session } from './session.ts';

export interface Examination {
  readonly builds: readonly Build[];
  readonly facts: Partial<ImageFacts>;
}

/** Prints the report and writes the files that were asked for; gives the worst exit code. */
export async function examine({ builds, facts }: Examination, session: Session): Promise<ExitCode> {
  const catalog = await openCatalog(session.settings.patterns);
  for (const remark of catalog.remarks) session.remark(remark);
  const { outcomesOf } = await import('./outcomes.ts');
  const asked = { catalog, facts, full: session.settings.full };
  const outcomes = outcomesOf(builds, {
    asked,
    onProgress: session.progress.onProgress,
    finish: async (examined, build) => {
      const compared = await withChanges(examined, build, { asked, session });
      return withConfiguration(compared, build.configuration, session);
    },
  });
  const head = reportHeadNow(catalog);
  const manner = { page: session.page, patterns: catalog.patterns };
  const printer = await openPrinter({ session, manner, head });
  const removals = countRemovals();
  const { diagnoses, failures } = await told(outcomes, { session, removals, printer });
  if (diagnoses.length > 0 || failures.length === 0) {
    const report = makeReport(diagnoses, head, session.settings.redact ? removals.list() : null);
    await writeFiles(report, manner, session);
    await printer.end(report);
  }
  return worst([...failures, ...diagnoses.map(({ verdict }) => exitOfVerdict(verdict))]);
}

interface Telling {
  readonly session: Session;
  /** Learns what is hidden in the diagnoses. */
  readonly removals: Removals;
  readonly printer: Printer;
}

interface Told {
  readonly diagnoses: readonly Diagnosis[];
  /** Of what could not be read; each is already said. */
  readonly failures: readonly ExitCode[];
}

/**
 * In order, each as soon as it and those before it are known. Builds that could not be read wait for the first that
 * could be: without any there is nothing to report on.
 */
async function told(outcomes: readonly Promise<Outcome>[], { session, removals, printer }: Telling): Promise<Told> {
  const diagnoses: Diagnosis[] = [];
  const held: Diagnosis[] = [];
  const unread = new Unread(session);
  let isAnyRead = false;
  for (const waiting of outcomes) {
    const outcome = await waiting;
    if (outcome.kind === 'unread') unread.complain(outcome);
    isAnyRead ||= outcome.kind === 'read';
    if (outcome.diagnosis) held.push(outcome.diagnosis);
    for (const raw of isAnyRead ? held.splice(0) : []) {
      const diagnosis = session.redactor.value(raw, removals.noted);
      diagnoses.push(diagnosis);
      await printer.next(diagnosis);
    }
  }
  if (isAnyRead) unread.sumUp(diagnoses.length);
  return { diagnoses, failures: unread.failures };
}

async function writeFiles(report: Report, manner: Manner, { settings }: Session): Promise<void> {
  for (const { format, path } of settings.outputs) {
    const write = await WRITERS[format]();
    writeWhole(path, write(report, { ...manner, page: FILE_PAGE }));
  }
}
