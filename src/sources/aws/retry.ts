// The one retry layer around every AWS call. The SDK's own attempts are set to 1: both together multiply (3 × 4 = 12 requests).
// CloudWatch Logs throttles per account and second, so a throttled call waits about a second and more; a broken connection or
// a stray 503 is usually gone after some 100 ms.

import { setTimeout as sleepFor } from 'node:timers/promises';
import {
  isClockSkewCorrectedError,
  isServerError,
  isThrottlingError,
  isTransientError,
} from '@smithy/service-error-classification';
import pRetry from 'p-retry';
import type { OnProgress } from '../../model/progress.ts';
import { isSdkError, isSilence, type SdkError } from './sdk-error.ts';

/** Chance and time, replaced in tests by values that are known and short. */
export interface Pace {
  /** At least 0 and below 1. */
  readonly random: () => number;
  /** Resolves after `ms` milliseconds; rejects at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const REAL_PACE: Pace = {
  random: () => Math.random(),
  sleep: (ms, signal) => sleepFor(ms, undefined, { signal }),
};

export interface RetryOptions {
  /** The operation as a person knows it: `GetLogEvents`. */
  readonly call: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly pace: Pace;
}

interface Fault {
  readonly why: string;
  readonly is: (error: SdkError) => boolean;
  readonly baseMs: number;
  readonly attempts: number;
}

/**
 * First row that holds. A throttled call succeeds once others have had their turn, and a fleet shares the ten GetLogEvents a second of a
 * strict region: so it gets more attempts, some 35 s of waiting. A server that stays silent costs the whole request timeout each time:
 * so it gets fewer. `isClockSkewError` is not asked: it takes every AccessDeniedException for a wrong clock.
 */
const FAULTS: readonly Fault[] = [
  { why: 'throttled', is: isThrottlingError, baseMs: 1000, attempts: 8 },
  { why: 'clock corrected', is: (error) => isClockSkewCorrectedError(error) === true, baseMs: 100, attempts: 2 },
  { why: 'no answer', is: isSilence, baseMs: 100, attempts: 3 },
  { why: 'server error', is: hasServerStatus, baseMs: 100, attempts: 6 },
  { why: 'connection lost', is: isTransientError, baseMs: 100, attempts: 6 },
];

interface FailedAttempt {
  readonly error: Error;
  readonly attemptNumber: number;
}

/** No wait is longer, whatever the server asks for: the deadline of the run is a matter of minutes. */
const LONGEST_WAIT_MS = 20_000;

/** Calls `send` until it succeeds, fails for good or has used up its attempts. Every wait is reported before it begins. */
export async function retrying<T>(send: () => Promise<T>, options: RetryOptions): Promise<T> {
  return pRetry(send, {
    retries: Math.max(...FAULTS.map((fault) => fault.attempts)) - 1,
    // p-retry decides when to give up; the wait is ours, because only ours knows the fault and the server's hint.
    minTimeout: 0,
    signal: options.signal,
    shouldRetry: ({ error, attemptNumber }) => faultToRetry(error, attemptNumber) !== undefined,
    onFailedAttempt: async ({ error, attemptNumber }) => {
      const fault = faultToRetry(error, attemptNumber);
      if (fault) await wait(fault, { error, attemptNumber }, options);
    },
  });
}

function faultToRetry(error: Error, attemptNumber: number): Fault | undefined {
  const fault = isSdkError(error) ? FAULTS.find((candidate) => candidate.is(error)) : undefined;
  return fault && attemptNumber < fault.attempts ? fault : undefined;
}

async function wait(fault: Fault, failed: FailedAttempt, options: RetryOptions): Promise<void> {
  const ms = waitMs(fault, failed, options.pace);
  options.onProgress({
    kind: 'waiting',
    call: options.call,
    why: fault.why,
    seconds: ms / 1000,
    attempt: failed.attemptNumber + 1,
    attempts: fault.attempts,
  });
  await options.pace.sleep(ms, options.signal);
}

/** Full jitter: anything between nothing and base × 2ⁿ, but never less than the server asks for. */
function waitMs(fault: Fault, { error, attemptNumber }: FailedAttempt, pace: Pace): number {
  const jitter = pace.random() * fault.baseMs * 2 ** (attemptNumber - 1);
  const hint = isSdkError(error) ? serverHintMs(error) : 0;
  return Math.round(Math.min(Math.max(jitter, hint), LONGEST_WAIT_MS));
}

/** What the server asks for in `retry-after` (seconds or a date) or `x-amz-retry-after` (milliseconds), else 0. */
function serverHintMs(error: SdkError): number {
  const headers = error.$response?.headers ?? {};
  const hint = Number(headers['x-amz-retry-after'] ?? retryAfterMs(headers['retry-after']));
  return hint > 0 ? hint : 0;
}

function retryAfterMs(asked: string | undefined): number {
  if (!asked) return 0;
  return /^\d+(\.\d+)?$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
}

function hasServerStatus(error: SdkError): boolean {
  return isServerError(error) || (error.$metadata?.httpStatusCode ?? 0) >= 500;
}
