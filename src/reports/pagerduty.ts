// Events for PagerDuty's Events API v2 (https://developer.pagerduty.com/docs/events-api-v2-overview), one line a ticket. The routing key is a
// secret and the receiver's to add. The deduplication key is the fingerprint: one incident a cause.

import type { EventPayloadV2 } from '@pagerduty/pdjs/build/src/events.js';
import type { Report } from '../model/diagnosis.ts';
import { jsonLines } from './json-text.ts';
import { clippedTo } from './limits.ts';
import { isWebAddress } from './telling/blocks.ts';
import { subjectOf, ticketsOf, type Ticket } from './tickets.ts';
import { buildName, certainty, placeOf, spineOf } from './words.ts';

/** Limits of the API. */
const LONGEST = { summary: 1024, key: 255 } as const;
const MOST_BUILDS = 50;

export function reportPagerDuty(report: Report): string {
  return jsonLines(ticketsOf(report).map(event));
}

function event(ticket: Ticket): Omit<EventPayloadV2, 'routing_key'> {
  const { image, verdict, rootCause, failure } = ticket.diagnosis;
  return {
    event_action: 'trigger',
    dedup_key: clippedTo(ticket.key, LONGEST.key),
    payload: {
      summary: clippedTo(subjectOf(ticket), LONGEST.summary),
      source: source(ticket),
      severity: verdict === 'inconclusive' ? 'warning' : 'error',
      ...(image.failedAt !== null && { timestamp: image.failedAt }),
      ...(failure !== null && failure.component !== null && { component: clippedTo(failure.component, LONGEST.key) }),
      group: 'ParallelCluster image build',
      class: rootCause?.pattern ?? verdict,
      custom_details: details(ticket),
    },
    links: links(ticket),
  };
}

function source({ diagnosis }: Ticket): string {
  const { region } = diagnosis.image;
  return clippedTo([region, buildName(diagnosis)].filter((part) => part !== null).join('/'), LONGEST.key);
}

function details({ diagnosis, builds }: Ticket) {
  const { image, verdict, fingerprint, rootCause, failure, remedies, gaps } = diagnosis;
  const decisive = rootCause?.evidence[0];
  const open = remedies.filter(({ applies }) => applies !== 'no');
  return {
    verdict,
    fingerprint,
    certainty: rootCause === null ? null : certainty(rootCause),
    explanation: rootCause?.explanation.trim() || null,
    place: failure === null ? null : spineOf(failure).join(' › '),
    exit_code: failure?.exitCode ?? null,
    decisive_line: decisive?.text ?? null,
    decisive_line_at: decisive === undefined ? null : placeOf(decisive),
    what_to_do: open.map(({ title, applies }) => (applies === 'yes' ? title : `${title} (may help)`)),
    not_seen: gaps.map(({ what, why }) => `${what}: ${why}`),
    parallelcluster_version: image.pclusterVersion,
    os: image.os,
    arch: image.arch,
    builds: builds.slice(0, MOST_BUILDS).map(buildName),
    builds_in_all: builds.length,
  };
}

function links({ diagnosis }: Ticket) {
  const urls = diagnosis.remedies.filter(({ applies }) => applies !== 'no').flatMap(({ references }) => references);
  return [...new Set(urls)].filter(isWebAddress).map((href) => ({ href, text: href }));
}
