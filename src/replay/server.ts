// Serves a recorded account on loopback in the protocols of AWS, so that the real SDK, the aws CLI and boto3 can be its clients.
// Regions are told apart by the signature of a request, as one endpoint serves them all.

import { createServer } from 'node:http';
import type { Account } from './account/account.ts';
import { Clock } from './clock.ts';
import { breakDown, serve, type RecordedRequest, type Serving } from './exchange.ts';
import { Faults, type FaultRule } from './faults.ts';
import type { Habits } from './services/service.ts';
import { QueryBook } from './services/insights/queries.ts';
import { TokenBook } from './services/token-book.ts';

export interface ReplayOptions extends Partial<Habits> {
  readonly faults?: readonly FaultRule[];
  /** Milliseconds that every answer waits. */
  readonly latencyMs?: number;
}

export interface Replay {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  /** The most requests that were waiting for their answer at one time. */
  readonly mostInFlight: number;
  /** From now on, requests for the rule's action fail. */
  fail(rule: FaultRule): void;
  /** Ends all faults. */
  heal(): void;
  /** Moves the account's clock (milliseconds since the epoch): a build in progress goes on. */
  setClock(time: number): void;
  close(): Promise<void>;
}

/** One empty page before the tail is what people met on AWS: https://github.com/boto/boto3/issues/3718 */
const HABITS: Habits = {
  emptyTailPages: 1,
  filterScanBytes: 1_048_576,
  stacksPerPage: 50,
  stackEventsPerPage: 100,
  queryPolls: 1,
  queryEndings: [],
  queriesAtOnce: 100,
};

/** Starts the server on a free port of 127.0.0.1. */
export async function startReplay(account: Account, options: ReplayOptions = {}): Promise<Replay> {
  const { faults: rules = [], latencyMs = 0, ...habits } = options;
  const serving: Serving = {
    account,
    clock: new Clock(account.clock),
    tokens: new TokenBook(),
    queries: new QueryBook(),
    habits: { ...HABITS, ...habits },
    faults: new Faults(),
    latencyMs,
    requests: [],
    inFlight: 0,
    mostInFlight: 0,
  };
  for (const rule of rules) serving.faults.add(rule);
  const server = createServer((request, response) => {
    serve(serving, { request, response }).catch((error: unknown) => breakDown(response, error));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: serving.requests,
    get mostInFlight() {
      return serving.mostInFlight;
    },
    fail: (rule) => serving.faults.add(rule),
    heal: () => serving.faults.clear(),
    setClock: (time) => serving.clock.set(time),
    close: () => closed(server),
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** Hanging requests and idle connections are ended too. */
function closed(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
