// What becomes a ticket: one for each cause, however many builds failed of it, and one for each build of which no cause could be told. The
// key is the same whenever the same thing is reported again, so that a receiver joins them.

import type { Diagnosis, Report } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { bounded } from './bounded.ts';
import type { Block } from './telling/blocks.ts';
import { tell, type Detail } from './telling/tell.ts';
import { buildName, type Row } from './words.ts';

export interface Ticket {
  /** The first of its builds. */
  readonly diagnosis: Diagnosis;
  /** The fingerprint, or for a build without one its region and name. */
  readonly key: string;
  /** All its builds, the first included. */
  readonly builds: readonly Diagnosis[];
}

/** The tickets of a report, bounded and in its order; builds that did not fail are none. */
export function ticketsOf(report: Report): Ticket[] {
  const tickets = new Map<string, Ticket>();
  for (const diagnosis of bounded(report).diagnoses) {
    if (diagnosis.verdict === 'not-failed') continue;
    const key = diagnosis.fingerprint ?? keyOfOpen(diagnosis);
    const ticket = tickets.get(key) ?? { diagnosis, key, builds: [] };
    tickets.set(key, { ...ticket, builds: [...ticket.builds, diagnosis] });
  }
  return [...tickets.values()];
}

function keyOfOpen(diagnosis: Diagnosis): string {
  return neutraliseLine(`inconclusive:${diagnosis.image.region ?? '-'}/${buildName(diagnosis)}`);
}

/** One line that says what broke: the subject of a mail, the summary of an issue. */
export function subjectOf({ diagnosis, builds }: Ticket): string {
  const more = builds.length > 1 ? ` (and ${builds.length - 1} more)` : '';
  return neutraliseLine(`Image build ${buildName(diagnosis)} failed${more}: ${causeOf(diagnosis)}`);
}

/** The cause in a few words. */
export function causeOf({ rootCause }: Pick<Diagnosis, 'rootCause'>): string {
  return neutraliseLine(rootCause?.title ?? 'its cause could not be seen');
}

/** The ticket in blocks; where there are several builds, with a list of them. */
export function tellTicket({ diagnosis, builds }: Ticket, detail: Detail): Block[] {
  const [title, ...rest] = tell(diagnosis, detail);
  return [...(title ? [title] : []), ...(builds.length > 1 ? buildList(builds) : []), ...rest];
}

function buildList(builds: readonly Diagnosis[]): Block[] {
  const rows = builds.slice(0, MOST_BUILDS).map(buildRow);
  const more = builds.length - rows.length;
  return [
    { kind: 'heading', level: 2, text: `${builds.length} builds failed of this cause` },
    { kind: 'rows', rows },
    ...(more > 0 ? [{ kind: 'paragraph', text: `${more} more in the JSON report.` } as const] : []),
    {
      kind: 'paragraph',
      text: 'What follows is of the first; `pc-doctor diagnose IMAGE` says which remedy fits another.',
    },
  ];
}

const MOST_BUILDS = 50;

function buildRow(diagnosis: Diagnosis): Row {
  const { region, pclusterVersion, os, arch, failedAt } = diagnosis.image;
  const version = pclusterVersion === null ? null : `ParallelCluster ${pclusterVersion}`;
  return [buildName(diagnosis), [region, version, os, arch, failedAt].filter((fact) => fact !== null).join(', ')];
}
