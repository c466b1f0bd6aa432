// The arithmetic of waiting, with chance and clock in hand.
import { expect, test } from 'vitest';
import { retrying, type Pace } from '../../../src/sources/aws/retry.ts';

interface Asked {
  readonly error: Error;
  readonly random?: number;
  readonly failures?: number;
}

/** Fails some times, then answers; gives back the waits and how often it was called. */
async function asked({ error, random = 0.999, failures = Infinity }: Asked) {
  const waits: number[] = [];
  const pace: Pace = {
    random: () => random,
    sleep: async (ms) => {
      waits.push(ms);
    },
  };
  let calls = 0;
  const send = async () => {
    calls += 1;
    if (calls <= failures) throw error;
    return 'answer';
  };
  const options = { call: 'GetLogEvents', signal: new AbortController().signal, onProgress: () => {}, pace };
  const outcome = await retrying(send, options).catch((thrown: unknown) => thrown);
  return { outcome, waits, calls };
}

function failure(name: string, more: object = {}): Error {
  return Object.assign(new Error('Rate exceeded'), { name, ...more });
}

function throttledWith(headers: Record<string, string>): Error {
  return failure('ThrottlingException', { $response: { statusCode: 400, headers } });
}

const THROTTLED_WAITS = [999, 1998, 3996, 7992, 15_984, 20_000, 20_000];

test.each(['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'LimitExceededException'])(
  '%s waits about 1, 2, 4, 8, 16, 20, 20 seconds',
  async (name) => {
    expect(await asked({ error: failure(name) })).toMatchObject({ waits: THROTTLED_WAITS, calls: 8 });
  },
);

test('HTTP 429 is throttling, whatever the error is called', async () => {
  const error = failure('CallRateLimitExceededException', { $metadata: { httpStatusCode: 429 } });
  expect(await asked({ error })).toMatchObject({ waits: THROTTLED_WAITS });
});

test('chance may make a wait as short as nothing', async () => {
  expect(await asked({ error: failure('Throttling'), random: 0 })).toMatchObject({ waits: [0, 0, 0, 0, 0, 0, 0] });
});

test('a broken connection is tried again after a tenth of a second', async () => {
  const error = failure('Error', { code: 'ECONNRESET' });
  expect(await asked({ error })).toMatchObject({ waits: [100, 200, 400, 799, 1598], calls: 6 });
});

test.each([
  ['retry-after in seconds', { 'retry-after': '7' }, 7000],
  ['x-amz-retry-after in milliseconds', { 'x-amz-retry-after': '4500' }, 4500],
  ['a hint that is shorter than the own wait', { 'retry-after': '0' }, 999],
  ['a hint that is longer than 20 seconds', { 'retry-after': '3600' }, 20_000],
  ['a hint that makes no sense', { 'retry-after': 'soon' }, 999],
])('%s is respected', async (_what, headers, wait) => {
  expect(await asked({ error: throttledWith(headers), failures: 1 })).toEqual({
    outcome: 'answer',
    waits: [wait],
    calls: 2,
  });
});

test('retry-after may be a date', async () => {
  const { waits } = await asked({
    error: throttledWith({ 'retry-after': new Date(Date.now() + 9000).toUTCString() }),
    failures: 1,
  });
  expect(waits[0]).toBeGreaterThan(7000);
  expect(waits[0]).toBeLessThanOrEqual(9000);
});

test('a clock the SDK has corrected is tried once more', async () => {
  const error = failure('InvalidSignatureException', { $metadata: { httpStatusCode: 400, clockSkewCorrected: true } });
  expect(await asked({ error })).toMatchObject({ calls: 2 });
});

test.each([
  failure('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }),
  failure('ValidationError', { $metadata: { httpStatusCode: 400 } }),
  failure('ExpiredTokenException', { $metadata: { httpStatusCode: 400 } }),
  new TypeError('a mistake of this program'),
])('%s is not tried again', async (error) => {
  expect(await asked({ error })).toEqual({ outcome: error, waits: [], calls: 1 });
});
