// CloudWatch Logs as far as a reader of build logs needs it: groups, streams, events of a stream, events
// that match a pattern, and events as they arrive.

import { z } from 'zod';
import type { LogGroup, Stream } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { eventBytes, getLogEvents } from './get-log-events.ts';
import { getQueryResults, startQuery, stopQuery } from './insights/queries.ts';
import { startLiveTail } from './live-tail.ts';
import { arnOf, groupArn, groupsOf, namedGroup, pickGroup, streamsOf } from './log-groups.ts';
import { checked, pageOf, type Input, type Service, type World } from './service.ts';
import { eventsOf } from './stream-events.ts';

const PAGE_LIMIT = 50;
const INVALID = 'InvalidParameterException';

export const logs: Service = {
  protocol: 'aws-json',
  iamPrefix: 'logs',
  actions: {
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    GetLogEvents: getLogEvents,
    FilterLogEvents: filterLogEvents,
    StartQuery: startQuery,
    GetQueryResults: getQueryResults,
    StopQuery: stopQuery,
    StartLiveTail: startLiveTail,
  },
  resource(input, world) {
    const group = pickGroup(input);
    const stream = typeof input['logStreamName'] === 'string' ? input['logStreamName'] : '';
    return `${groupArn(group ?? '', world)}:log-stream:${stream}`;
  },
};

const groupsInput = z.object({
  logGroupNamePrefix: z.string().optional(),
  logGroupNamePattern: z.string().optional(),
  limit: z.number().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT),
  nextToken: z.string().optional(),
});

function describeLogGroups(input: Input, world: World): unknown {
  const { logGroupNamePrefix: prefix = '', ...asked } = checked(input, groupsInput, INVALID);
  const pattern = asked.logGroupNamePattern?.toLowerCase();
  if (prefix && pattern !== undefined) {
    throw new AwsError(INVALID, 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  const found = groupsOf(world).filter(
    ({ name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern ?? ''),
  );
  const purpose = `groups ${world.region} ${prefix} ${pattern ?? ''}`;
  const { items, next } = pageOf(found, { token: asked.nextToken, size: asked.limit, purpose, world });
  return { logGroups: items.map((group) => describedGroup(group, world)), nextToken: next };
}

function describedGroup(group: LogGroup, world: World): unknown {
  const arn = groupArn(group.name, world);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionInDays !== null && { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    storedBytes: storedBytes(group, world),
    logGroupClass: 'STANDARD',
    logGroupArn: arn,
  };
}

/** As many bytes as were sent: whether AWS means those, or the compressed ones that it keeps, its documentation does not say. */
function storedBytes(group: LogGroup, world: World): number {
  const events = group.streams.flatMap(eventsOf).filter(({ timestamp }) => timestamp <= world.now);
  return events.reduce((sum, event) => sum + eventBytes(event), 0);
}

const streamsInput = z.object({
  logStreamNamePrefix: z.string().optional(),
  orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
  descending: z.boolean().default(false),
  limit: z.number().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT),
  nextToken: z.string().optional(),
});

function describeLogStreams(input: Input, world: World): unknown {
  const asked = checked(input, streamsInput, INVALID);
  const { logStreamNamePrefix: prefix = '', orderBy, descending } = asked;
  const group = namedGroup(input, world);
  if (prefix && orderBy === 'LastEventTime') {
    throw new AwsError(INVALID, 'Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const rows = streamsOf(group, world)
    .filter(({ name }) => name.startsWith(prefix))
    .map((stream) => describedStream(stream, group, world));
  const key = (row: (typeof rows)[number]) =>
    orderBy === 'LastEventTime' ? (row.lastEventTimestamp ?? 0) : row.logStreamName;
  rows.sort((a, b) => (key(a) < key(b) ? -1 : 1) * (descending ? -1 : 1));
  const purpose = `streams ${group.name} ${prefix} ${orderBy} ${descending}`;
  const { items, next } = pageOf(rows, { token: asked.nextToken, size: asked.limit, purpose, world });
  return { logStreams: items, nextToken: next };
}

/** An empty stream lacks the three times. One whose events have expired keeps them: that is how the two are told apart. */
function describedStream(stream: Stream, group: LogGroup, world: World) {
  const events = eventsOf(stream).filter(({ timestamp }) => timestamp <= world.now);
  const first = events[0];
  const last = events.at(-1);
  return {
    logStreamName: stream.name,
    creationTime: first?.timestamp ?? group.createdAt,
    ...(first && { firstEventTimestamp: first.timestamp }),
    ...(last && { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
    uploadSequenceToken: '49039859546851',
    arn: `${arnOf(group, world)}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}
