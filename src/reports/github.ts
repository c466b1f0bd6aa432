// An issue for the maintainers of ParallelCluster, one line a ticket: title and body as GitHub's API takes them (POST /repos/…/issues), and an
// address that opens the form with both filled in. The body has what maintainers ask for first.

import type { Report } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { jsonLines } from './json-text.ts';
import { clippedTo, fitting } from './limits.ts';
import { markdown } from './markdown.ts';
import { colophon } from './telling/report.ts';
import type { Detail } from './telling/tell.ts';
import { causeOf, tellTicket, ticketsOf, type Ticket } from './tickets.ts';

const NEW_ISSUE = 'https://github.com/aws/aws-parallelcluster/issues/new';

/** GitHub refuses longer ones. */
const LONGEST_TITLE = 256;
const LONGEST_BODY = 65_536;
/** GitHub answers a longer address with "URI too long"; in bytes, and an address is ASCII. */
const LONGEST_URL = 8000;

export function reportGithub(report: Report): string {
  return jsonLines(ticketsOf(report).map((ticket) => issue(ticket, report)));
}

function issue(ticket: Ticket, report: Report) {
  const title = clippedTo(titleOf(ticket), LONGEST_TITLE);
  const body = (detail: Detail) => markdown([...tellTicket(ticket, detail), ...colophon(report)]);
  const whole = fitting(body, (text) => text.length <= LONGEST_BODY);
  const url = fitting(
    (detail) => address(title, body(detail)),
    (made) => made.length <= LONGEST_URL,
  );
  return {
    title,
    body: clippedTo(whole, LONGEST_BODY),
    url: url.length <= LONGEST_URL ? url : address(title, TO_PASTE),
  };
}

/** Where even the short text is too long for an address. */
const TO_PASTE = 'Paste here what `pc-doctor diagnose … --output markdown=report.md` wrote into report.md.';

function titleOf({ diagnosis }: Ticket): string {
  const { pclusterVersion, os, arch } = diagnosis.image;
  const on = [os, arch].filter((fact) => fact !== null).join(' ');
  const version = pclusterVersion === null ? '' : `[${pclusterVersion}] `;
  return neutraliseLine(`${version}Image build fails${on === '' ? '' : ` on ${on}`}: ${causeOf(diagnosis)}`);
}

function address(title: string, body: string): string {
  return `${NEW_ISSUE}?title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
}
