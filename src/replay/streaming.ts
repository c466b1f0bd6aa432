// An answer that goes on: frame after frame, until the session is over, the client has gone, or a fault breaks it.

import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import { frames, type StreamMessage } from './wire/event-stream.ts';

export interface Streaming {
  readonly response: ServerResponse;
  readonly headers: Readonly<Record<string, string>>;
  readonly fault: Fault | null;
}

/** Sends the messages; resolves when no more will come. */
export async function stream(
  messages: AsyncIterable<StreamMessage>,
  { response, headers, fault }: Streaming,
): Promise<void> {
  response.writeHead(200, headers);
  for await (const frame of frames(fault === null ? messages : brokenOff(messages, fault))) {
    if (response.destroyed) return;
    response.write(frame);
  }
  if (fault?.kind === 'reset') response.write('', () => response.socket?.resetAndDestroy());
  else response.end();
}

/** The session begins, and then something happens to it. */
async function* brokenOff(messages: AsyncIterable<StreamMessage>, { kind }: Fault): AsyncGenerator<StreamMessage> {
  for await (const message of messages) {
    yield message;
    break;
  }
  if (kind === 'break-session') yield { kind: 'exception', type: 'SessionStreamingException', payload: BROKEN };
}

const BROKEN = { message: 'An unknown error occurred while streaming.' };
