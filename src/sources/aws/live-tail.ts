// CloudWatch's Live Tail as a bell: it rings when a stream has got new lines. The lines themselves are read from the log then, because a session
// sends only a sample of many lines, numbers none, and ends after three hours. It costs money, so that nobody gets it who has not asked for it.

import {
  CloudWatchLogsClient,
  StartLiveTailCommand,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Ask, ClientSettings } from './account.ts';
import { withoutHostPrefix } from './wire.ts';

export interface TailedStream {
  readonly groupArn: string;
  readonly stream: string;
}

/** What a session says; whether its lines were only a sample. */
export type TailUpdate =
  { readonly kind: 'began' } | { readonly kind: 'lines'; readonly lines: number; readonly sampled: boolean };

export type OpenTail = (of: TailedStream, signal: AbortSignal) => Promise<AsyncIterable<TailUpdate>>;

/** The call, under the retry layer; what happens to the session later is thrown by its iterator. */
export function liveTail(settings: ClientSettings, ask: Ask): OpenTail {
  // A session is silent as long as the log is.
  const client = new CloudWatchLogsClient({
    ...settings,
    requestHandler: { ...settings.requestHandler, socketTimeout: 0 },
  });
  withoutHostPrefix(client.middlewareStack);
  return ({ groupArn, stream }, signal) =>
    ask('logs:StartLiveTail', async (abortSignal) => {
      const command = new StartLiveTailCommand({ logGroupIdentifiers: [groupArn], logStreamNames: [stream] });
      const { responseStream } = await client.send(command, { abortSignal: AbortSignal.any([abortSignal, signal]) });
      return updates(responseStream ?? nothing());
    });
}

async function* updates(messages: AsyncIterable<StartLiveTailResponseStream>): AsyncGenerator<TailUpdate> {
  for await (const { sessionStart, sessionUpdate } of messages) {
    if (sessionStart) yield { kind: 'began' };
    if (sessionUpdate) {
      const { sessionResults = [], sessionMetadata } = sessionUpdate;
      yield { kind: 'lines', lines: sessionResults.length, sampled: sessionMetadata?.sampled === true };
    }
  }
}

async function* nothing(): AsyncGenerator<never> {}
