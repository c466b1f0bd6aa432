// CloudWatch Logs, as far as we ask it: groups, streams, and pages of events read from the end backward, or
// from a place forward.

import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup, LogStream, QueryStatus, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import { isObject } from '../json.ts';
import type { Ask, ClientSettings } from './account.ts';
import type { Page } from './seen.ts';
import { listen, takeJson } from './wire.ts';

export type CloudWatchLogs = ReturnType<typeof cloudWatchLogs>;

export interface LogEvent {
  /** Milliseconds since the epoch, UTC. */
  readonly timestamp: number;
  readonly message: string;
}

/** A page of a stream; its events stand oldest first, whichever way one reads. */
export interface EventPage {
  readonly events: readonly LogEvent[];
  /** Leads to older events; the token that was sent comes back at the beginning of the stream. */
  readonly older: string | undefined;
  /** Bytes on the wire. */
  readonly bytes: number;
}

/** What a query of Logs Insights has found so far. */
export interface QueryPage {
  readonly status: QueryStatus | undefined;
  readonly rows: readonly (readonly ResultField[])[];
  readonly bytesScanned: number;
  readonly next: string | undefined;
}

export interface QueryToStart {
  readonly text: string;
  /** Milliseconds since the epoch, both included; whole seconds are asked for. */
  readonly from: number;
  readonly to: number;
}

/** A page of what comes after a place in a stream. */
export interface NewerPage {
  readonly events: readonly LogEvent[];
  /** Leads on from there; at the end of the stream it is the token that was sent, until more is written. */
  readonly newer: string | undefined;
}

export interface EventWindow {
  /** Name, or the ARN of a group in another account. */
  readonly group: string;
  readonly stream: string;
  /** Milliseconds since the epoch, UTC; the start is included, the end is not. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The calls, each under the retry layer. */
export function cloudWatchLogs(settings: ClientSettings, ask: Ask) {
  const client = new CloudWatchLogsClient(settings);
  listen(client.middlewareStack);
  // It copies every answer for printing, thousands of events each, and nothing here prints.
  client.middlewareStack.remove('loggerMiddleware');
  const page = (window: EventWindow, place: { nextToken: string | undefined; startFromHead: boolean }) =>
    ask('logs:GetLogEvents', async (abortSignal) => {
      const { group, stream, from, to } = window;
      const input = { ...namedGroup(group), logStreamName: stream, startTime: from, endTime: to, ...place };
      const command = new GetLogEventsCommand(input);
      let answer: { readonly json: unknown; readonly bytes: number } = { json: null, bytes: 0 };
      takeJson(command.middlewareStack, (json, bytes) => (answer = { json, bytes }));
      await client.send(command, { abortSignal });
      return answer;
    });
  return {
    groups: (prefix: string, token: string | undefined): Promise<Page<LogGroup>> =>
      ask('logs:DescribeLogGroups', async (abortSignal) => {
        const input = { logGroupNamePrefix: prefix, nextToken: token };
        const answer = await client.send(new DescribeLogGroupsCommand(input), { abortSignal });
        return { items: answer.logGroups ?? [], next: answer.nextToken };
      }),

    streams: (group: string, token: string | undefined): Promise<Page<LogStream>> =>
      ask('logs:DescribeLogStreams', async (abortSignal) => {
        const input = { ...namedGroup(group), nextToken: token };
        const answer = await client.send(new DescribeLogStreamsCommand(input), { abortSignal });
        return { items: answer.logStreams ?? [], next: answer.nextToken };
      }),

    /** The newest page of the window, or with a token the page before. */
    events: async (window: EventWindow, token: string | undefined): Promise<EventPage> => {
      const { json, bytes } = await page(window, { nextToken: token, startFromHead: false });
      return { events: eventsIn(json), older: tokenIn(json, 'nextBackwardToken'), bytes };
    },

    /** The oldest page of the window, or with a token what has come after it. */
    newer: async (window: EventWindow, token: string | undefined): Promise<NewerPage> => {
      const { json } = await page(window, { nextToken: token, startFromHead: true });
      return { events: eventsIn(json), newer: tokenIn(json, 'nextForwardToken') };
    },

    startQuery: ({ text, from, to }: QueryToStart): Promise<string> =>
      ask('logs:StartQuery', async (abortSignal) => {
        const range = { startTime: Math.floor(from / 1000), endTime: Math.ceil(to / 1000) };
        const answer = await client.send(new StartQueryCommand({ ...range, queryString: text }), { abortSignal });
        return answer.queryId ?? '';
      }),

    queryResults: (queryId: string, token: string | undefined): Promise<QueryPage> =>
      ask('logs:GetQueryResults', async (abortSignal) => {
        const answer = await client.send(new GetQueryResultsCommand({ queryId, nextToken: token }), { abortSignal });
        return {
          status: answer.status,
          rows: answer.results ?? [],
          bytesScanned: answer.statistics?.bytesScanned ?? 0,
          next: answer.nextToken,
        };
      }),

    /** Ends a query of our own. Not under the retry layer, whose time may be over: that is when a query has to be stopped. */
    stopQuery: async (queryId: string): Promise<void> => {
      const abortSignal = AbortSignal.timeout(STOP_WITHIN_MS);
      await client.send(new StopQueryCommand({ queryId }), { abortSignal }).catch(() => undefined);
    },
  };
}

/** Somebody waits for the end of the run. A query that goes on ends by itself. */
const STOP_WITHIN_MS = 2000;

/** A group of another account can be named by its ARN only, and one of this account by its name, as older servers know it. */
function namedGroup(group: string): { logGroupName: string } | { logGroupIdentifier: string } {
  return group.startsWith('arn:') ? { logGroupIdentifier: group } : { logGroupName: group };
}

/** A page as the service sends it: `{events: [{timestamp, message, ingestionTime}], nextBackwardToken, nextForwardToken}`. */
function eventsIn(json: unknown): readonly LogEvent[] {
  const { events } = isObject(json) ? json : {};
  return Array.isArray(events) ? events.filter(isEvent) : [];
}

function tokenIn(json: unknown, name: 'nextBackwardToken' | 'nextForwardToken'): string | undefined {
  const token = isObject(json) ? json[name] : undefined;
  return typeof token === 'string' ? token : undefined;
}

function isEvent(value: unknown): value is LogEvent {
  return isObject(value) && typeof value['timestamp'] === 'number' && typeof value['message'] === 'string';
}
