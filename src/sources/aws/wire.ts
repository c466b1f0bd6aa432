// Listens to the raw HTTP answer below the SDK's deserialiser, for two things the SDK hides: members its types do not know yet
// (it drops them silently), and proxies that answer in AWS's place with an HTML page (its XML parser would take one for an
// empty answer).

import { Readable } from 'node:stream';
import type { $Command } from '@aws-sdk/client-cloudformation';
import { parsedJson } from '../json.ts';

/** The middleware stack of any client or command of the SDK. */
type Stack<Input extends object, Output extends object> = Pick<
  $Command<Input, Output, never>['middlewareStack'],
  'add'
>;

type Headers = Readonly<Record<string, string>>;

interface HttpAnswer {
  statusCode: number;
  headers: Headers;
  body: unknown;
}

/** An HTML page where an AWS answer was expected. */
export class HtmlAnswer extends Error {
  override readonly name = 'HtmlAnswer';
  readonly $metadata: { readonly httpStatusCode: number };
  readonly $response: { readonly headers: Headers };

  constructor(answer: HttpAnswer) {
    super(`an HTML page (HTTP ${answer.statusCode}) instead of an answer from AWS`);
    this.$metadata = { httpStatusCode: answer.statusCode };
    this.$response = { headers: answer.headers };
  }
}

/** Reads each answer whole before it is deserialised and hands its bytes to `onBody`. Throws HtmlAnswer. */
export function listen<Input extends object, Output extends object>(
  stack: Stack<Input, Output>,
  onBody: (body: Uint8Array) => void = () => {},
): void {
  stack.add(
    (next) => async (sent) => {
      const result = await next(sent);
      const answer: unknown = result.response;
      if (isHttpAnswer(answer)) await hear(answer, onBody);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

/** The same for answers whose body the SDK hands on as a stream, such as an object of S3. Throws HtmlAnswer. */
export function listenToStream<Input extends object, Output extends object>(stack: Stack<Input, Output>): void {
  stack.add(
    (next) => async (sent) => {
      const result = await next(sent);
      const answer: unknown = result.response;
      if (isHttpAnswer(answer)) await hear(answer, (body) => (answer.body = Readable.from([Buffer.from(body)])));
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

/** Hands on whom each request goes to, as `host:port`: the SDK finds an endpoint of a profile anew for each call, and tells nobody. */
export function listenToHost<Input extends object, Output extends object>(
  stack: Stack<Input, Output>,
  onHost: (host: string) => void,
): void {
  stack.add(
    (next) => async (sent) => {
      const { request } = sent;
      if (isHttpRequest(request)) onHost(`${request.hostname}:${request.port ?? ''}`);
      return next(sent);
    },
    { step: 'deserialize', priority: 'low' },
  );
}

/** A session has a host beside that of its service, `stream-logs.<region>.…`; the endpoint that somebody has set has none beside it. */
export function withoutHostPrefix<Input extends object, Output extends object>(stack: Stack<Input, Output>): void {
  stack.add(
    (next) => async (sent) => {
      const { request } = sent;
      if (isHttpRequest(request)) request.hostname = request.hostname.replace(/^stream(?:ing)?-(?!logs[.-])/, '');
      return next(sent);
    },
    { step: 'build' },
  );
}

const EMPTY_ANSWER = Buffer.from('{}');

/**
 * Takes the JSON of a good answer, and leaves the SDK an empty one: its deserialiser needs several times as long as JSON.parse, and
 * a page of a log holds up to 10,000 events. What is not JSON is left to the SDK to refuse.
 */
export function takeJson<Input extends object, Output extends object>(
  stack: Stack<Input, Output>,
  onJson: (json: unknown, bytes: number) => void,
): void {
  stack.add(
    (next) => async (sent) => {
      const result = await next(sent);
      const answer: unknown = result.response;
      if (!isHttpAnswer(answer) || answer.statusCode !== OK) return result;
      await hear(answer, (body) => {
        const json = parsedJson(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'));
        if (json === undefined) return;
        onJson(json, body.length);
        answer.body = EMPTY_ANSWER;
      });
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

const OK = 200;

async function hear(answer: HttpAnswer, onBody: (body: Uint8Array) => void): Promise<void> {
  const body = await wholeBody(answer.body);
  answer.body = body;
  if (/^text\/html\b/i.test(answer.headers['content-type'] ?? '')) throw new HtmlAnswer(answer);
  onBody(body);
}

async function wholeBody(body: unknown): Promise<Uint8Array> {
  if (!isStream(body)) return body instanceof Uint8Array ? body : new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isHttpAnswer(value: unknown): value is HttpAnswer {
  return typeof value === 'object' && value !== null && 'body' in value && 'headers' in value && 'statusCode' in value;
}

function isHttpRequest(value: unknown): value is { hostname: string; readonly port?: number } {
  return typeof value === 'object' && value !== null && 'hostname' in value;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
