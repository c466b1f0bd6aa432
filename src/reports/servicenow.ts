// ServiceNow, one line a ticket: `incident` for the Table API (POST /api/now/table/incident) and `em_event` for Event Management (POST
// /api/now/table/em_event). ServiceNow cuts longer values without a word, so they are cut here, with an ellipsis.

import type { Report, Verdict } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { jsonLines } from './json-text.ts';
import { clippedTo } from './limits.ts';
import { paletteOf } from './palette.ts';
import { diagnosisText } from './text.ts';
import { subjectOf, ticketsOf, type Ticket } from './tickets.ts';
import { buildName } from './words.ts';

/** Lengths of the columns in the base system. */
const LONGEST = { shortDescription: 160, description: 4000, correlation: 100, column: 100, messageKey: 1024 } as const;

/** Urgency and impact 1 to 3; severity 1 (critical) to 5 (info), as Event Management reads them. */
const WEIGHTS: Readonly<Record<Verdict, { readonly urgency: string; readonly severity: string }>> = {
  recognised: { urgency: '2', severity: '2' },
  located: { urgency: '2', severity: '2' },
  inconclusive: { urgency: '3', severity: '4' },
  'not-failed': { urgency: '3', severity: '5' },
};

export function reportServiceNow(report: Report): string {
  return jsonLines(ticketsOf(report).map((ticket) => ({ incident: incident(ticket), em_event: event(ticket) })));
}

function incident(ticket: Ticket) {
  const { urgency } = WEIGHTS[ticket.diagnosis.verdict];
  return {
    short_description: clippedTo(subjectOf(ticket), LONGEST.shortDescription),
    description: description(ticket),
    urgency,
    impact: urgency,
    correlation_id: clippedTo(ticket.key, LONGEST.correlation),
    correlation_display: 'pc-doctor',
  };
}

function event(ticket: Ticket) {
  const { diagnosis, key } = ticket;
  const { image, rootCause, verdict } = diagnosis;
  return {
    source: 'pc-doctor',
    event_class: 'ParallelCluster image build',
    node: column(buildName(diagnosis)),
    resource: column(image.region),
    type: column(rootCause?.pattern ?? verdict),
    severity: WEIGHTS[verdict].severity,
    message_key: clippedTo(key, LONGEST.messageKey),
    time_of_event: utc(image.failedAt),
    description: description(ticket),
    additional_info: JSON.stringify(additional(ticket)),
  };
}

function column(value: string | null): string {
  return clippedTo(neutraliseLine(value ?? ''), LONGEST.column);
}

/** A JSON object of text values, as Event Management wants it. */
function additional({ diagnosis, builds }: Ticket) {
  const { image, rootCause, verdict, fingerprint } = diagnosis;
  return {
    verdict,
    confidence: rootCause?.confidence ?? '',
    fingerprint: fingerprint ?? '',
    parallelcluster_version: column(image.pclusterVersion),
    os: column(image.os),
    parent_image: column(image.parentImage),
    builds: String(builds.length),
  };
}

/** The page as text; the conclusion stands first, so that the end is what is cut. */
function description({ diagnosis }: Ticket): string {
  const page = { palette: paletteOf(false), width: 80 };
  return clippedTo(diagnosisText(diagnosis, page).trimEnd(), LONGEST.description);
}

/** `yyyy-MM-dd HH:mm:ss` in GMT; empty where it is not known. */
function utc(time: string | null): string {
  return time === null ? '' : time.replace('T', ' ').slice(0, 'yyyy-MM-dd HH:mm:ss'.length);
}
