// What goes wrong between here and AWS, over real HTTP: retried, or told as a gap, or as trouble with its exit code.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Build } from '../../../src/replay/account/account.ts';
import type { Fault } from '../../../src/replay/faults.ts';
import { REAL_PACE } from '../../../src/sources/aws/retry.ts';
import {
  actions,
  failedBuild,
  image,
  logGroup,
  longStream,
  open,
  readAll,
  readLast,
  stack,
  stackEvents,
  texts,
} from './recorded.ts';

function always(action: string, fault: Fault) {
  return { replay: { faults: [{ action, fault }] } };
}

function twice(action: string, fault: Fault) {
  return { replay: { faults: [{ action, fault, times: 2 }] } };
}

/** A build for which the action is asked: resources are, where no event names the image. */
function asking(action: string): Build {
  const events = stackEvents('ubuntu20').map((event) => ({ ...event, physicalId: '' }));
  return action === 'DescribeStackResources'
    ? failedBuild('ubuntu20', { stack: stack('ubuntu20', { events }) })
    : failedBuild('ubuntu20');
}

const READ_CALLS = [
  'DescribeStacks',
  'DescribeLogStreams',
  'DescribeStackEvents',
  'DescribeStackResources',
  'GetImage',
  'GetLogEvents',
];

test.each(READ_CALLS)('%s throttled twice is asked a third time, and the waits are told', async (action) => {
  const opened = await open([asking(action)], twice(action, { kind: 'throttle' }));
  const evidence = await readLast(opened, 'ubuntu20');
  expect(evidence.gaps).toEqual([]);
  expect(opened.progress.filter(({ kind }) => kind === 'waiting')).toEqual([
    { kind: 'waiting', call: action, why: 'throttled', seconds: 0.5, attempt: 2, attempts: 8 },
    { kind: 'waiting', call: action, why: 'throttled', seconds: 1, attempt: 3, attempts: 8 },
  ]);
});

test.each([
  ['GetLogEvents', 'log stream 3.4.1/1', 'logs:GetLogEvents was throttled until the attempts ran out'],
  [
    'DescribeStackEvents',
    'the stack events of ubuntu20',
    'cloudformation:DescribeStackEvents was throttled until the attempts ran out',
  ],
  [
    'GetImage',
    'the state of the Image Builder image',
    'imagebuilder:GetImage was throttled until the attempts ran out',
  ],
])('%s throttled for ever is asked eight times and becomes a gap', async (action, what, why) => {
  const opened = await open([asking(action)], always(action, { kind: 'throttle' }));
  const evidence = await readLast(opened, 'ubuntu20');
  expect(actions(opened).filter((asked) => asked === action)).toHaveLength(8);
  expect(evidence.gaps).toMatchObject([{ what, why }]);
});

test.each([
  ['DescribeStacks', 'cloudformation:DescribeStacks'],
  ['DescribeLogStreams', 'logs:DescribeLogStreams'],
  ['DescribeStackEvents', 'cloudformation:DescribeStackEvents'],
  ['DescribeStackResources', 'cloudformation:DescribeStackResources'],
  ['GetImage', 'imagebuilder:GetImage'],
  ['GetLogEvents', 'logs:GetLogEvents'],
])('%s denied is asked once and becomes a gap that names %s', async (action, iamAction) => {
  const opened = await open([asking(action)], always(action, { kind: 'deny' }));
  const evidence = await readLast(opened, 'ubuntu20');
  expect(actions(opened).filter((asked) => asked === action)).toHaveLength(1);
  expect(opened.waits).toEqual([]);
  expect(evidence.gaps).toMatchObject([
    {
      why: expect.stringMatching(`^${iamAction} was denied: User: .* is not authorized`),
      toSeeIt: `allow ${iamAction} for your user or role, then run again`,
    },
  ]);
});

test('with the list of streams denied, the stream is read by the name it must have', async () => {
  const opened = await open([failedBuild('ubuntu20')], always('DescribeLogStreams', { kind: 'deny' }));
  expect(texts(await readLast(opened, 'ubuntu20'), 'log')).toHaveLength(5);
});

test('with everything denied there is no evidence, and the exit code says permission', async () => {
  const opened = await open([failedBuild('ubuntu20')], always('*', { kind: 'deny' }));
  await expect(readAll(opened, 'ubuntu20')).rejects.toMatchObject({ name: 'Trouble', exitCode: 6 });
});

test('expired credentials end the run with exit code 6, wherever they expire', async () => {
  for (const action of READ_CALLS) {
    const opened = await open([asking(action)], always(action, { kind: 'expired-token' }));
    await expect(readAll(opened, 'ubuntu20')).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringContaining('The security token included in the request is expired'),
      toTry: expect.stringContaining('fresh credentials'),
    });
  }
});

test.each(READ_CALLS)(
  'a proxy that answers %s with a page ends the run with exit code 7 after six attempts',
  async (action) => {
    const opened = await open([asking(action)], always(action, { kind: 'html' }));
    await expect(readAll(opened, 'ubuntu20')).rejects.toMatchObject({
      exitCode: 7,
      message: expect.stringMatching(
        'got no answer from AWS: an HTML page \\(HTTP 500\\) instead of an answer from AWS',
      ),
      toTry: expect.stringContaining('proxy'),
    });
    expect(actions(opened).filter((asked) => asked === action)).toHaveLength(6);
  },
);

test.each(['DescribeStacks', 'GetImage', 'GetLogEvents'])(
  'a page with status 200 is not taken for an empty answer to %s',
  async (action) => {
    const opened = await open([asking(action)], always(action, { kind: 'html', status: 200 }));
    await expect(readAll(opened, 'ubuntu20')).rejects.toMatchObject({ exitCode: 7 });
    expect(actions(opened).filter((asked) => asked === action)).toHaveLength(1);
  },
);

test.each(READ_CALLS)('a connection reset in the middle of %s is asked again', async (action) => {
  const opened = await open([asking(action)], twice(action, { kind: 'reset' }));
  const evidence = await readLast(opened, 'ubuntu20');
  expect(evidence.gaps).toEqual([]);
  expect(texts(evidence, 'log')).toHaveLength(5);
  expect(opened.waits).toEqual([50, 100]);
  expect(opened.progress.find(({ kind }) => kind === 'waiting')).toMatchObject({
    why: 'connection lost',
    call: action,
  });
});

test('a service that fails once is asked again', async () => {
  const faults = [{ action: 'GetImage', fault: { kind: 'service-error' } as const, times: 1 }];
  const opened = await open([failedBuild('ubuntu20')], { replay: { faults } });
  expect((await readLast(opened, 'ubuntu20')).image.imageStatus).toBe('FAILED');
  expect(opened.progress.find(({ kind }) => kind === 'waiting')).toMatchObject({ why: 'server error' });
});

test('silence is a timeout, asked three times and then trouble', async () => {
  const timeouts = { connectMs: 200, requestMs: 60 };
  const opened = await open([failedBuild('ubuntu20')], {
    ...always('DescribeStacks', { kind: 'hang' }),
    connect: { timeouts },
  });
  await expect(readAll(opened, 'ubuntu20')).rejects.toMatchObject({ exitCode: 7 });
  expect(actions(opened).filter((asked) => asked === 'DescribeStacks')).toHaveLength(3);
  expect(opened.progress.find(({ kind }) => kind === 'waiting')).toMatchObject({ why: 'no answer', attempts: 3 });
});

test('AWS falling silent in the middle of a long log costs the rest of the log only', async () => {
  const build = failedBuild('long', { logGroup: logGroup('long', [{ name: '3.4.1/1', parts: longStream() }]) });
  const opened = await open([build]);
  const seen: number[] = [];
  const { readImage } = await import('../../../src/sources/aws/image.ts');
  let gaps: readonly { what: string }[] = [];
  for await (const evidence of readImage(opened.aws, 'long', { full: false })) {
    seen.push(evidence.lines.length);
    gaps = evidence.gaps;
    opened.replay.fail({ action: 'GetLogEvents', fault: { kind: 'html', status: 502 } });
  }
  expect(seen).toHaveLength(2);
  expect(seen[1]).toBe(seen[0]);
  expect(gaps).toMatchObject([{ what: 'the earlier part of log stream 3.4.1/1' }]);
});

test('a server that says how long to wait is waited for', async () => {
  const opened = await open([failedBuild('ubuntu20')], twice('GetImage', { kind: 'throttle', retryAfterSeconds: 7 }));
  await readLast(opened, 'ubuntu20');
  expect(opened.waits).toEqual([7000, 7000]);
});

test('the time for the run being over in the middle of a wait leaves a gap', async () => {
  const timesUp = new AbortController();
  const opened = await open([failedBuild('ubuntu20', { image: image('ubuntu20') })], {
    ...always('GetLogEvents', { kind: 'throttle' }),
    connect: { signal: timesUp.signal, pace: { random: () => 0.99, sleep: REAL_PACE.sleep } },
  });
  const reading = readLast(opened, 'ubuntu20');
  while (!opened.progress.some(({ kind }) => kind === 'waiting')) await sleep(5);
  const before = performance.now();
  timesUp.abort(new DOMException('out of time', 'TimeoutError'));
  const evidence = await reading;
  expect(performance.now() - before).toBeLessThan(5000);
  expect(evidence.gaps).toContainEqual(
    expect.objectContaining({
      what: 'log stream 3.4.1/1',
      why: 'logs:GetLogEvents was not answered within the time for the whole run',
    }),
  );
});

test('a person who interrupts is obeyed at once, in a wait and in a call', async () => {
  for (const kind of ['throttle', 'hang'] as const) {
    const interrupt = new AbortController();
    const opened = await open([failedBuild('ubuntu20')], {
      ...always('GetImage', { kind }),
      connect: { signal: interrupt.signal, pace: { random: () => 0.99, sleep: REAL_PACE.sleep } },
    });
    const reading = readLast(opened, 'ubuntu20');
    while (!actions(opened).includes('GetImage')) await sleep(5);
    interrupt.abort(new Error('interrupted'));
    await expect(reading).rejects.toThrow('interrupted');
  }
});
