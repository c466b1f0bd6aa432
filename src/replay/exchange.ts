// One request and its answer: read the body, find out what is wanted, let a fault strike, answer, and write down what was sent.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account/account.ts';
import { faultError, proxyPage, type Fault, type Faults } from './faults.ts';
import { respond, understand, worldFor, type Understood } from './respond.ts';
import type { Habits, World } from './services/service.ts';
import type { TokenBook } from './services/token-book.ts';
import { AwsError } from './wire/aws-error.ts';
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
  clock: number;
  readonly tokens: TokenBook;
  readonly habits: Habits;
  readonly faults: Faults;
  readonly latencyMs: number;
  readonly requests: RecordedRequest[];
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Serves one request; what goes wrong on purpose is part of the answer, anything thrown is a bug. */
export async function serve(serving: Serving, { request, response }: Exchange): Promise<void> {
  const requestId = randomUUID();
  const asked = await askedBy(request);
  if (serving.latencyMs > 0) await sleep(serving.latencyMs);
  const understood = attempt(() => understand(asked));
  if (understood instanceof AwsError) {
    // Which protocol an unknown service speaks nobody can say; awsJson is the most common.
    send(response, PROTOCOLS[protocolOf(asked)].error(understood, requestId), requestId);
    return;
  }
  const entry = serving.requests.push({ ...recorded(understood), status: 0, bytes: 0 }) - 1;
  const world = worldFor(understood, serving);
  const fault = serving.faults.strike(understood.action);
  const reply = fault ? failed(fault, { understood, world, requestId }) : respond(understood, world, requestId);
  const bytes = Buffer.byteLength(reply.body);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') {
    serving.requests[entry] = { ...recorded(understood), status: reply.status, bytes: Math.floor(bytes / 2) };
    resetMidway(response, reply);
    return;
  }
  serving.requests[entry] = { ...recorded(understood), status: reply.status, bytes };
  send(response, reply, requestId);
}

function recorded({ service, action, region, input }: Understood) {
  return { service, action, region, input };
}

function attempt<T>(work: () => T): T | AwsError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function protocolOf(asked: Asked): keyof typeof PROTOCOLS {
  if (asked.header('x-amz-target')) return 'aws-json';
  return asked.header('content-type').startsWith('application/x-www-form-urlencoded') ? 'query' : 'rest-json';
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

function failed(fault: Fault, at: { understood: Understood; world: World; requestId: string }): Reply {
  const { speaker, action, input } = at.understood;
  const iamAction = `${speaker.iamPrefix}:${action}`;
  const error = faultError(fault, {
    protocol: speaker.protocol,
    iamAction,
    resource: speaker.resource(input, at.world),
  });
  if (error) return hinted(PROTOCOLS[speaker.protocol].error(error, at.requestId), fault);
  if (fault.kind !== 'html') return respond(at.understood, at.world, at.requestId);
  const status = fault.status ?? 500;
  return { status, headers: { 'content-type': 'text/html' }, body: proxyPage(status) };
}

function hinted(reply: Reply, fault: Fault): Reply {
  if (fault.kind !== 'throttle' || fault.retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}

function send(response: ServerResponse, reply: Reply, requestId: string): void {
  const body = Buffer.from(reply.body);
  const headers = { ...reply.headers, 'content-length': body.length, 'x-amzn-requestid': requestId };
  response.writeHead(reply.status, headers).end(body);
}

function resetMidway(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy());
}

/** A bug of this server must not look like an answer of AWS. */
export function breakDown(response: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
  response.end(`the replay server failed: ${text}`);
}
