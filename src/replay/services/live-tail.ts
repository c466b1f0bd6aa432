// StartLiveTail: events as they arrive, pushed once the account's clock has moved. Of many at once only a sample is sent, and after three hours
// the session ends with an exception inside the stream.

import { z } from 'zod';
import type { LogGroup } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { EventStream, type StreamMessage } from '../wire/event-stream.ts';
import { digitsFor } from './digits.ts';
import { groupArn, namedGroup } from './log-groups.ts';
import { checked, type Input, type World } from './service.ts';
import { eventsOf } from './stream-events.ts';

const INVALID = 'InvalidParameterException';
const MOST_GROUPS = 10;
/** Events of one update; of more, a sample. */
const MOST_EVENTS = 500;
const SESSION_MS = 3 * 3_600_000;

const tailInput = z.object({
  logGroupIdentifiers: z.array(z.string().startsWith('arn:', 'an ARN is expected')).min(1).max(MOST_GROUPS),
  logStreamNames: z.array(z.string().min(1)).min(1).max(MOST_GROUPS).optional(),
  logStreamNamePrefixes: z.array(z.string().min(1)).min(1).max(MOST_GROUPS).optional(),
  logEventFilterPattern: z.string().max(1024).optional(),
});

type Asked = z.output<typeof tailInput>;

export function startLiveTail(input: Input, world: World): EventStream {
  const asked = checked(input, tailInput, INVALID);
  refuseMixedFilters(asked);
  const groups = asked.logGroupIdentifiers.map((arn) => namedGroup({ logGroupIdentifier: arn }, world));
  return new EventStream(session(asked, groups, world));
}

function refuseMixedFilters({ logStreamNames: names, logStreamNamePrefixes: prefixes, ...asked }: Asked): void {
  if (names && prefixes) throw new AwsError(INVALID, 'Specify either logStreamNames or logStreamNamePrefixes.');
  if ((names || prefixes) && asked.logGroupIdentifiers.length > 1) {
    throw new AwsError(INVALID, 'Log streams can be specified for one log group only.');
  }
}

async function* session(asked: Asked, groups: readonly LogGroup[], world: World): AsyncGenerator<StreamMessage> {
  const { clock } = world;
  const sessionId = digitsFor(JSON.stringify(asked));
  yield { kind: 'event', type: 'sessionStart', payload: { requestId: sessionId, sessionId, ...asked } };
  const end = clock.now + SESSION_MS;
  for (let since = clock.now; clock.now < end;) {
    await clock.moves();
    yield { kind: 'event', type: 'sessionUpdate', payload: update(asked, { groups, world, since, until: clock.now }) };
    since = clock.now;
  }
  const message = 'The session has reached its time limit.';
  yield { kind: 'exception', type: 'SessionTimeoutException', payload: { message } };
}

interface Stretch {
  readonly groups: readonly LogGroup[];
  readonly world: World;
  readonly since: number;
  readonly until: number;
}

function update(asked: Asked, { groups, world, since, until }: Stretch): unknown {
  const arrived = groups.flatMap((group) =>
    group.streams
      .filter(({ name }) => isMeant(name, asked))
      .flatMap((stream) =>
        eventsOf(stream)
          .filter(({ timestamp }) => timestamp > since && timestamp <= until)
          .map((event) => ({
            logStreamName: stream.name,
            logGroupIdentifier: groupArn(group.name, world),
            ...event,
          })),
      ),
  );
  const every = Math.ceil(arrived.length / MOST_EVENTS);
  return {
    sessionMetadata: { sampled: every > 1 },
    sessionResults: every > 1 ? arrived.filter((_, index) => index % every === 0) : arrived,
  };
}

function isMeant(stream: string, { logStreamNames: names, logStreamNamePrefixes: prefixes }: Asked): boolean {
  if (names) return names.includes(stream);
  return prefixes?.some((prefix) => stream.startsWith(prefix)) ?? true;
}
