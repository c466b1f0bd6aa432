// The frames of an event stream: total length, length of the headers, a checksum of these two, headers, payload, a checksum of everything.
// boto3 gives up unless the first frame is the `initial-response`, which the documentation of the format does not name.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CWL-StartLiveTail-response.html

import { crc32 } from 'node:zlib';

export interface StreamMessage {
  /** An exception ends the stream. */
  readonly kind: 'event' | 'exception';
  /** `sessionUpdate`, `SessionTimeoutException` */
  readonly type: string;
  readonly payload: unknown;
}

/** What an action answers instead of a value, when its answer goes on. */
export class EventStream {
  readonly messages: AsyncIterable<StreamMessage>;

  constructor(messages: AsyncIterable<StreamMessage>) {
    this.messages = messages;
  }
}

export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream';

/** The messages as they go over the wire. */
export async function* frames(messages: AsyncIterable<StreamMessage>): AsyncGenerator<Uint8Array> {
  yield frame({ kind: 'event', type: 'initial-response', payload: {} });
  for await (const message of messages) yield frame(message);
}

const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;
/** A header whose value is a string. */
const STRING_HEADER = 7;

function frame({ kind, type, payload }: StreamMessage): Buffer {
  const headers = Buffer.concat([
    header(`:${kind}-type`, type),
    header(':content-type', 'application/json'),
    header(':message-type', kind),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(PRELUDE_BYTES);
  prelude.writeUInt32BE(PRELUDE_BYTES + headers.length + body.length + CHECKSUM_BYTES, 0);
  prelude.writeUInt32BE(headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const checked = Buffer.concat([prelude, headers, body]);
  return Buffer.concat([checked, checksum(checked)]);
}

function header(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(3);
  length.writeUInt8(STRING_HEADER, 0);
  length.writeUInt16BE(text.length, 1);
  return Buffer.concat([Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), length, text]);
}

function checksum(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(CHECKSUM_BYTES);
  sum.writeUInt32BE(crc32(bytes), 0);
  return sum;
}
