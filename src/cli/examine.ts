// Diagnoses any number of builds, a few at a time, and reports on them in the order in which they were asked for. One that cannot be
// read is said on standard error and counts in the exit code; the others are reported all the same.

import PQueue from 'p-queue';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Evidence, ImageFacts } from '../model/evidence.ts';
import type { ExitCode } from '../model/trouble.ts';
import { makeReport } from '../reports/report.ts';
import { countRemovals, type Removals } from '../wording/redact.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { openCatalog } from '../catalog/shipped.ts';
import { FILE_PAGE, writeWhole } from './deliver.ts';
import { exitOfVerdict, worst } from './exit-code.ts';
import { WRITERS } from './formats.ts';
import { reportHeadNow } from './head.ts';
import type { Session } from './session.ts';

/** CloudWatch Logs allows some ten calls a second in an account: more builds at once would only wait for each other. */
export const BUILDS_AT_ONCE = 4;

/** A build that is to be diagnosed. */
export interface Build {
  readonly name: string;
  readonly evidence: () => AsyncIterable<Evidence>;
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
  const outcomes = started(builds, session, (build) => diagnose(build.evidence(), asked));
  const removals = countRemovals();
  const { diagnoses, failures } = await told(outcomes, { session, removals });
  const nothingWorked = diagnoses.length === 0 && failures.length > 0;
  if (!nothingWorked) await deliver(diagnoses, { session, catalog, removals });
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
}

/** In order: text is printed as soon as it is known, the other formats need the whole. */
async function told(outcomes: readonly Promise<Outcome>[], { session, removals }: Telling) {
  const diagnoses: Diagnosis[] = [];
  const failures: ExitCode[] = [];
  for (const waiting of outcomes) {
    const outcome = await waiting;
    if ('error' in outcome) failures.push(session.complain(outcome.error));
    else diagnoses.push(await tell(outcome.diagnosis, { session, removals, isFirst: diagnoses.length === 0 }));
  }
  return { diagnoses, failures };
}

async function tell(
  raw: Diagnosis,
  { session, removals, isFirst }: Telling & { readonly isFirst: boolean },
): Promise<Diagnosis> {
  const diagnosis = session.redactor.value(raw, removals.noted);
  if (session.settings.format === 'text') {
    const { diagnosisText } = await import('../reports/text.ts');
    await session.print(`${isFirst ? '' : '\n'}${diagnosisText(diagnosis, session.page)}`);
  }
  return diagnosis;
}

async function deliver(
  diagnoses: readonly Diagnosis[],
  { session, catalog, removals }: Telling & { readonly catalog: Catalog },
): Promise<void> {
  const { settings, page, print } = session;
  const report = makeReport(diagnoses, reportHeadNow(catalog), settings.redact ? removals.list() : null);
  for (const { format, path } of settings.outputs) writeWhole(path, (await WRITERS[format]())(report, FILE_PAGE));
  if (settings.format !== 'text') return print((await WRITERS[settings.format]())(report, page));
  const { summaryText } = await import('../reports/text.ts');
  if (diagnoses.length > 1) await print(`\n${summaryText(report.summary)}`);
}
