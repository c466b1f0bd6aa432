// boto3 as a client of the served Live Tail: it refuses a stream whose first frame, checksums or headers are not those of AWS.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { GROUP, running, smallAccount, STREAM } from '../replay/small-account.ts';
import { missing, strangerEnv } from './tools.ts';

const SCRIPT = fileURLToPath(new URL('live_tail.py', import.meta.url));
const GROUP_ARN = `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`;
const BEGAN = Date.parse('2026-11-20T10:05:00.000Z');
const THREE_HOURS_MS = 3 * 3_600_000;

let whyNot: string | null = null;
beforeAll(async () => {
  whyNot = await missing('python3', ['-c', 'import boto3; boto3.client("logs", "us-east-1").start_live_tail'], 'boto3');
});

test('boto3 reads the start of a session, its updates, and the exception that ends it', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const replay = await running({ ...smallAccount(), clock: BEGAN });
  const times = [BEGAN + 1000, BEGAN + THREE_HOURS_MS];
  const child = spawn('python3', [SCRIPT, replay.url, GROUP_ARN, STREAM], { env: strangerEnv() });
  const said: unknown[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(JSON.parse(line));
    const next = times.shift();
    if (next !== undefined) replay.setClock(next);
  }
  expect(said).toMatchObject([
    { sessionStart: { logGroupIdentifiers: [GROUP_ARN], logStreamNames: [STREAM] } },
    { sessionUpdate: { sessionMetadata: { sampled: false }, sessionResults: [{ message: 'Stdout: hello' }] } },
    { sessionUpdate: { sessionResults: [] } },
    { error: 'SessionTimeoutException' },
  ]);
});
