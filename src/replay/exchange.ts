// One request and its answer: read the body, find out what is wanted, let a fault strike, answer, and write down what was sent.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account/account.ts';
import type { Clock } from './clock.ts';
import { faultError, proxyPage, type Fault, type Faults } from './faults.ts';
import { refusal, respond, understand, worldFor, type Understood } from './respond.ts';
import type { Habits, World } from './services/service.ts';
import type { QueryBook } from './services/insights/queries.ts';
import type { TokenBook } from './services/token-book.ts';
import { stream } from './streaming.ts';
import { PROTOCOLS, type Asked, type Reply } from './wire/protocols.ts';

/** One request that arrived; `bytes` is the length of the body sent back, and `status` is 0 while nothing was. */
export interface RecordedRequest {
  readonly service: string;
  readonly action: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly bytes: number;
}

/** What lives as long as the server does. */
export interface Serving {
  readonly account: Account;
  readonly clock: Clock;
  readonly tokens: TokenBook;
  readonly queries: QueryBook;
  readonly habits: Habits;
  readonly faults: Faults;
  readonly latencyMs: number;
  readonly requests: RecordedRequest[];
  /** Requests that are not answered yet, and the most of them there ever were. */
  inFlight: number;
  mostInFlight: number;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Serves one request; what goes wrong on purpose is part of the answer, anything thrown is a bug. */
export async function serve(serving: Serving, { request, response }: Exchange): Promise<void> {
  const requestId = randomUUID();
  countInFlight(serving, response);
  const understood = understand(await askedBy(request));
  const { service, action, region, input } = understood;
  const entry = serving.requests.push({ service, action, region, input, status: 0, bytes: 0 }) - 1;
  if (serving.latencyMs > 0) await sleep(serving.latencyMs);
  const world = worldFor(understood, serving);
  const fault = refusal(understood)
    ? null
    : serving.faults.strike({ action, region, resource: resourceOf(understood, world) });
  if (fault?.kind === 'hang') return;
  const reply = replyTo(understood, { fault, world, requestId });
  const headers = { ...reply.headers, 'x-amzn-requestid': requestId };
  if (reply.messages) {
    serving.requests[entry] = { service, action, region, input, status: reply.status, bytes: 0 };
    return stream(reply.messages, { response, headers, fault });
  }
  const body = Buffer.from(reply.body);
  const sent = fault?.kind === 'reset' ? body.subarray(0, body.length >> 1) : body;
  serving.requests[entry] = { service, action, region, input, status: reply.status, bytes: sent.length };
  response.writeHead(reply.status, { ...headers, 'content-length': body.length });
  if (sent === body) response.end(body);
  else response.write(sent, () => response.socket?.resetAndDestroy());
}

/** A client that gives up ends its request as an answer does. */
function countInFlight(serving: Serving, response: ServerResponse): void {
  serving.inFlight += 1;
  serving.mostInFlight = Math.max(serving.mostInFlight, serving.inFlight);
  response.once('close', () => (serving.inFlight -= 1));
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    header: (name) => String(request.headers[name] ?? ''),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

interface Circumstances {
  readonly fault: Fault | null;
  readonly world: World;
  readonly requestId: string;
}

function replyTo(understood: Understood, { fault, world, requestId }: Circumstances): Reply {
  if (fault?.kind === 'html') return proxyReply(fault.status ?? 500);
  const error = fault && faultError(fault, struckBy(understood, world));
  if (!error) return respond(understood, world, requestId);
  const reply = PROTOCOLS[understood.protocol].error(error, requestId);
  if (fault.kind !== 'throttle' || fault.retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}

function struckBy(understood: Understood, world: World) {
  const { protocol, speaker, action } = understood;
  return { protocol, iamAction: `${speaker?.iamPrefix ?? ''}:${action}`, resource: resourceOf(understood, world) };
}

function resourceOf({ speaker, input }: Understood, world: World): string {
  return speaker?.resource(input, world) ?? '*';
}

function proxyReply(status: number): Reply {
  return { status, headers: { 'content-type': 'text/html' }, body: proxyPage(status) };
}

/** A bug of this server must not look like an answer of AWS. */
export function breakDown(response: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
  response.end(`the replay server failed: ${text}`);
}
