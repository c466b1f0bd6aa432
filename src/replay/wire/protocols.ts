// How the protocols read a request and write an answer or an error: awsJson1.1 (CloudWatch Logs), rest-json (Image Builder),
// query/XML (CloudFormation), EC2's own kind of it, and rest-xml (S3, of which only reading an object is served).

import type { AwsError, Protocol } from './aws-error.ts';
import { EVENT_STREAM_TYPE, EventStream, type StreamMessage } from './event-stream.ts';
import { toXml } from './xml.ts';

/** An HTTP request whose body has arrived. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string;
  readonly body: string;
}

/** What the client wants: the action, and its input before the service has looked at it. */
interface Wanted {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An HTTP answer. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Goes on instead of the body. */
  readonly messages?: AsyncIterable<StreamMessage>;
}

interface Speech {
  read(asked: Asked): Wanted;
  answer(output: unknown, wanted: { action: string; requestId: string }): Reply;
  error(error: AwsError, requestId: string): Reply;
}

const XMLNS = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

const awsJson: Speech = {
  read: ({ header, body }) => ({ action: header('x-amz-target').split('.').at(-1) ?? '', input: jsonInput(body) }),
  answer: (output) => (output instanceof EventStream ? streamReply(output) : jsonReply(200, output)),
  error: (error) => jsonReply(error.status, { __type: error.code, message: error.message, ...error.members }),
};

const restJson: Speech = {
  // Every action that is served here has its name as its path; lists are POST with a body, gets are GET with a query.
  read: ({ path, query, body }) => ({
    action: path.replace(/^\//, ''),
    input: { ...Object.fromEntries(query), ...jsonInput(body) },
  }),
  answer: (output, { requestId }) => restReply(200, { requestId, ...objectOf(output) }),
  error: (error) => restReply(error.status, { message: error.message }, { 'x-amzn-errortype': error.code }),
};

const query: Speech = {
  read({ body }) {
    const { Action: action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
    return { action, input };
  },
  answer: (output, { action, requestId }) =>
    xmlReply(200, {
      [`${action}Response xmlns="${XMLNS}"`]: {
        [`${action}Result`]: output,
        ResponseMetadata: { RequestId: requestId },
      },
    }),
  error: (error, requestId) =>
    xmlReply(error.status, {
      [`ErrorResponse xmlns="${XMLNS}"`]: {
        Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: error.message },
        RequestId: requestId,
      },
    }),
};

const EC2_XMLNS = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** As `query`, without the element of the result around the answer, and with another name for the elements of a list. */
const ec2Query: Speech = {
  read: (asked) => query.read(asked),
  answer: (output, { action, requestId }) =>
    xmlReply(200, { [`${action}Response xmlns="${EC2_XMLNS}"`]: { requestId, ...objectOf(output) } }, 'item'),
  error: (error, requestId) =>
    xmlReply(error.status, {
      Response: { Errors: { Error: { Code: error.code, Message: error.message } }, RequestID: requestId },
    }),
};

/** Buckets stand in the path, as they do for any endpoint that is an address. */
const restXml: Speech = {
  read({ method, path }) {
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(path)) ?? [];
    return { action: method === 'GET' && key !== '' ? 'GetObject' : '', input: { bucket, key } };
  },
  answer: (output) => ({ status: 200, headers: { 'content-type': 'binary/octet-stream' }, body: String(output) }),
  error: (error, requestId) =>
    xmlReply(error.status, { Error: { Code: error.code, Message: error.message, RequestId: requestId } }),
};

export const PROTOCOLS: Record<Protocol, Speech> = {
  'aws-json': awsJson,
  'rest-json': restJson,
  query,
  'ec2-query': ec2Query,
  'rest-xml': restXml,
};

/** Broken JSON is no input: the service then misses what it needs. */
function jsonInput(body: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(body));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function jsonReply(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}

function streamReply({ messages }: EventStream): Reply {
  return { status: 200, headers: { 'content-type': EVENT_STREAM_TYPE }, body: '', messages };
}

function restReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function xmlReply(status: number, tree: unknown, listElement?: 'item'): Reply {
  return { status, headers: { 'content-type': 'text/xml' }, body: toXml(tree, listElement) };
}
