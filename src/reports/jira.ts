// The body of Jira Cloud's "create issue" (POST /rest/api/3/issue), one line a ticket. The project is the receiver's to add; the fingerprint is
// a label, so that `labels = "pcd1:…"` finds an issue that is there already.

import type { Report } from '../model/diagnosis.ts';
import { adf } from './adf.ts';
import { jsonLines } from './json-text.ts';
import { clippedTo, fitting } from './limits.ts';
import { colophon } from './telling/report.ts';
import { subjectOf, tellTicket, ticketsOf, type Ticket } from './tickets.ts';

/** Jira refuses a longer summary. */
const LONGEST_SUMMARY = 255;
/** Jira's limit for a text field, 32,767 characters, is counted over the document as JSON. */
const LONGEST_DESCRIPTION = 32_000;
/** A label must not hold blanks, and not be longer. */
const LONGEST_LABEL = 255;

export function reportJira(report: Report): string {
  return jsonLines(ticketsOf(report).map((ticket) => ({ fields: fields(ticket, report) })));
}

function fields(ticket: Ticket, report: Report) {
  return {
    issuetype: { name: 'Bug' },
    summary: clippedTo(subjectOf(ticket), LONGEST_SUMMARY),
    labels: ['pc-doctor', clippedTo(ticket.key.replace(/\s/g, '_'), LONGEST_LABEL)],
    description: fitting(
      (detail) => adf([...tellTicket(ticket, detail), ...colophon(report)]),
      (document) => JSON.stringify(document).length <= LONGEST_DESCRIPTION,
    ),
  };
}
