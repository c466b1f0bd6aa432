// Diagnoses any number of builds, a few at a time, and reports on them in the order in which they were asked for. One that cannot be
// read is said on standard error and counts in the exit code; the others are reported all the same.

import PQueue from 'p-queue';
import type { Diagnosis, Report } from '../model/diagnosis.ts';
import type { Evidence, ImageFacts } from '../model/evidence.ts';
import type { ExitCode } from '../model/trouble.ts';
import { makeReport } from '../reports/report.ts';
import { countRemovals, type Removals } from '../wording/redact.ts';
import { openCatalog } from '../catalog/shipped.ts';
import { FILE_PAGE, writeWhole } from './deliver.ts';
import { exitOfVerdict, worst } from './exit-code.ts';
import { withConfiguration, type ConfigurationSource } from './configuration.ts';
import { WRITERS, type Manner } from './formats.ts';
import { reportHeadNow } from './head.ts';
import { openPrinter, type Printer } from './printers.ts';
import type { Session } from './session.ts';

/** CloudWatch Logs allows some ten calls a second in an account: more builds at once would only wait for each other. */
export const BUILDS_AT_ONCE = 4;

/** A build that is to be diagnosed. */
export interface Build {
  readonly name: string;
  readonly evidence: () => AsyncIterable<Evidence>;
  readonly configuration: ConfigurationSource;
}

export interface Examination {
  readonly builds: readonly Build[];
  readonly facts: Partial<ImageFacts>;
}

/** Prints the report and writes the files that were asked for; gives the worst exit code. */
export async function examine({ builds, facts }: Examination, session: Session): Promise<ExitCode> {
  const catalog = await openCatalog(session.settings.patterns);
  for (const remark of catalog.remarks) session.remark(remark);
  const { diagnose } = await import('../doctor.ts');
  const asked = { catalog, facts, full: session.settings.full };
  const outcomes = started(builds, session, async (build) =>
    withConfiguration(await diagnose(build.evidence(), asked), build.configuration, session),
  );
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

/** A diagnosis, or why there is none. */
type Outcome = { readonly diagnosis: Diagnosis } | { readonly error: unknown };

/** All builds, waiting for their turn; what fails is a value, so that nothing is rejected before somebody looks at it. */
function started(
  builds: readonly Build[],
  { progress }: Session,
  diagnose: (build: Build) => Promise<Diagnosis>,
): Promise<Outcome>[] {
  const queue = new PQueue({ concurrency: BUILDS_AT_ONCE });
  let done = 0;
  return builds.map((build) =>
    queue.add(async () => {
      progress.onProgress({ kind: 'diagnosing', image: build.name, done, of: builds.length });
      try {
        return { diagnosis: await diagnose(build) };
      } catch (error) {
        return { error };
      } finally {
        done += 1;
      }
    }),
  );
}

interface Telling {
  readonly session: Session;
  /** Learns what is hidden in the diagnoses. */
  readonly removals: Removals;
  readonly printer: Printer;
}

/** In order, each as soon as it and those before it are known. */
async function told(outcomes: readonly Promise<Outcome>[], { session, removals, printer }: Telling) {
  const diagnoses: Diagnosis[] = [];
  const failures: ExitCode[] = [];
  for (const waiting of outcomes) {
    const outcome = await waiting;
    if ('error' in outcome) {
      failures.push(session.complain(outcome.error));
      continue;
    }
    const diagnosis = session.redactor.value(outcome.diagnosis, removals.noted);
    diagnoses.push(diagnosis);
    await printer.next(diagnosis);
  }
  return { diagnoses, failures };
}

async function writeFiles(report: Report, manner: Manner, { settings }: Session): Promise<void> {
  for (const { format, path } of settings.outputs) {
    const write = await WRITERS[format]();
    writeWhole(path, write(report, { ...manner, page: FILE_PAGE }));
  }
}
