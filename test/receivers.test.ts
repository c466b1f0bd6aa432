// The scripts of the README for ticketing systems, run as they stand there by bash, curl and jq against a server that takes what it gets.
import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MAIN, servedAccount, shell, temporaryFolder } from './cli/pc-doctor.ts';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string;
}

const [, section = ''] = /<!-- receivers -->([^]*?)<!-- \/receivers -->/.exec(readFileSync('README.md', 'utf8')) ?? [];
const scripts = new Map(
  [...section.matchAll(/```sh\n# (\w+)([^]*?)```/g)].map(([, name = '', script = '']) => [name, `#${script}`]),
);

/** A receiver that answers every search with nothing found, or with `found` issues. */
async function receiver(found = 0): Promise<{ url: string; requests: readonly Request[] }> {
  const requests: Request[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '', headers } = request;
    const body = await text(request);
    requests.push({
      method,
      path,
      body: body === '' ? null : JSON.parse(body),
      authorization: headers.authorization ?? '',
    });
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ issues: Array.from({ length: found }, () => ({ key: 'HPC-1' })) }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

/** Runs a script of the README over the demo's account, with pc-doctor on the path. */
async function run(name: string, url: string): Promise<void> {
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'pc-doctor'), `#!/bin/sh\nexec "${process.execPath}" "${resolve(MAIN)}" "$@"\n`, {
    mode: 0o755,
  });
  symlinkSync(process.execPath, join(bin, 'node'));
  const { env } = await servedAccount();
  const { stderr } = await shell(scripts.get(name) ?? 'echo no such script >&2', {
    ...env,
    PATH: `${bin}:${process.env.PATH}`,
    JIRA_URL: url,
    JIRA_USER: 'me@example.com',
    JIRA_TOKEN: 'token',
    JIRA_PROJECT: 'HPC',
    SNOW_URL: url,
    SNOW_USER: 'me',
    SNOW_PASSWORD: 'password',
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: 'example/hpc',
    GITHUB_TOKEN: 'token',
    PAGERDUTY_URL: url,
    PAGERDUTY_ROUTING_KEY: 'key',
  });
  expect(stderr).toBe('');
}

describe.skipIf(!installed('jq') || !installed('curl'))('the script for', () => {
  test('Jira creates an issue a cause, with project, label and document', async () => {
    const { url, requests } = await receiver();
    await run('Jira', url);
    const created = requests.filter(({ method }) => method === 'POST');
    expect(created.length).toBeGreaterThan(3);
    expect(created[0]).toMatchObject({
      path: '/rest/api/3/issue',
      body: { fields: { project: { key: 'HPC' }, issuetype: { name: 'Bug' }, description: { type: 'doc' } } },
    });
    const asked = requests.find(({ method }) => method === 'GET');
    const jql = new URL(asked?.path ?? '', url).searchParams.get('jql');
    expect(jql).toMatch(/^labels = "pcd1:[0-9a-f]{16}" AND /);
  });

  test('Jira creates nothing where an issue with the fingerprint is open', async () => {
    const { url, requests } = await receiver(1);
    await run('Jira', url);
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('ServiceNow sends incidents with a correlation id', async () => {
    const { url, requests } = await receiver();
    await run('ServiceNow', url);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/now/table/incident',
      body: { correlation_id: expect.stringMatching(/^pcd1:/), correlation_display: 'pc-doctor' },
    });
  });

  test('GitHub sends title and body', async () => {
    const { url, requests } = await receiver();
    await run('GitHub', url);
    expect(requests[0]).toMatchObject({ path: '/repos/example/hpc/issues', authorization: 'Bearer token' });
    expect(Object.keys(requests[0]?.body ?? {})).toEqual(['title', 'body']);
  });

  test('PagerDuty sends events with the routing key', async () => {
    const { url, requests } = await receiver();
    await run('PagerDuty', url);
    expect(requests[0]).toMatchObject({
      path: '/v2/enqueue',
      body: { routing_key: 'key', event_action: 'trigger', dedup_key: expect.stringMatching(/^pcd1:/) },
    });
  });
});

function installed(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}
