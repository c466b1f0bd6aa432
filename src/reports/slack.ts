// One message for Slack, as an incoming webhook or chat.postMessage takes it: the causes in the order of the report, with the line that decides and what to do.
// Dynamic text stands in rich text, where Slack reads no markup, so that a log can neither call a channel nor hide a link.

import type { KnownBlock, RichTextBlock, RichTextBlockElement } from '@slack/types';
import type { Report } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { jsonLines } from './json-text.ts';
import { clippedTo } from './limits.ts';
import { isWebAddress } from './telling/blocks.ts';
import { overview } from './telling/report.ts';
import { subjectOf, ticketsOf, type Ticket } from './tickets.ts';
import { buildName, certainty } from './words.ts';

/** Slack's limit for a header. */
const LONGEST_HEADER = 150;
/** Slack takes 50 blocks, but from some 13,000 characters on it refuses a message as too long, whatever its blocks. */
const LONGEST_MESSAGE = 12_000;
const LONGEST_QUOTE = 600;
const LONGEST_TEXT = 400;
const MOST_BUILDS = 10;
const MOST_REMEDIES = 4;

/** The message on one line; nothing where nothing failed. */
export function reportSlack(report: Report): string {
  const tickets = ticketsOf(report);
  if (tickets.length === 0) return '';
  return jsonLines([longest(tickets, report)]);
}

/** With as many tickets as a message can hold. */
function longest(tickets: readonly Ticket[], report: Report) {
  for (let shown = Math.min(tickets.length, 20); shown > 1; shown -= 1) {
    const made = message(tickets, report, shown);
    if (JSON.stringify(made).length <= LONGEST_MESSAGE) return made;
  }
  return message(tickets, report, 1);
}

function message(tickets: readonly Ticket[], report: Report, shown: number) {
  const heading = headingOf(tickets, report);
  const more = tickets.length - shown;
  const blocks: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: clippedTo(heading, LONGEST_HEADER), emoji: false } },
    ...tickets.slice(0, shown).map(ticketBlock),
    ...(more > 0 ? [richText([words(`${more} more in the JSON report.`)])] : []),
  ];
  return { text: escaped(clippedTo(heading, LONGEST_TEXT)), blocks };
}

function headingOf(tickets: readonly Ticket[], report: Report): string {
  const [first, second] = tickets;
  if (first !== undefined && second === undefined) return subjectOf(first);
  const [title] = overview(report);
  return title?.kind === 'heading' ? title.text : '';
}

function ticketBlock(ticket: Ticket): RichTextBlock {
  const { rootCause, remedies, fingerprint, gaps } = ticket.diagnosis;
  const open = remedies.filter(({ applies }) => applies !== 'no').slice(0, MOST_REMEDIES);
  const [decisive] = rootCause?.evidence ?? [];
  return richText([
    words(`${subjectOf(ticket)}\n`, true),
    ...(rootCause === null ? gaps.slice(0, 2).map(({ what, why }) => words(`Not seen: ${what}: ${why}\n`)) : []),
    ...(rootCause === null ? [] : [words(`${certainty(rootCause)}\n`)]),
    ...(decisive === undefined ? [] : [preformatted(decisive.text)]),
    ...open.map(({ title, applies }) => words(`${applies === 'yes' ? 'Do' : 'May help'}: ${title}\n`)),
    ...references(open.flatMap((remedy) => remedy.references)),
    words([buildNames(ticket), fingerprint].filter((part) => part !== null).join(' · ')),
  ]);
}

function buildNames({ builds }: Ticket): string {
  const names = builds.slice(0, MOST_BUILDS).map((build) => neutraliseLine(buildName(build)));
  const more = builds.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function references(urls: readonly string[]): RichTextBlockElement[] {
  const [first] = [...new Set(urls)].filter(isWebAddress);
  if (first === undefined) return [];
  return [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'link', url: first },
        { type: 'text', text: '\n' },
      ],
    },
  ];
}

function richText(elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

function words(text: string, bold = false): RichTextBlockElement {
  return {
    type: 'rich_text_section',
    elements: [{ type: 'text', text: clippedTo(text, LONGEST_TEXT), ...(bold && { style: { bold: true } }) }],
  };
}

function preformatted(text: string): RichTextBlockElement {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: clippedTo(text, LONGEST_QUOTE) || ' ' }] };
}

/** What notifications show is read as markup. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
