// Finding region and credentials, by the SDK's own chain and real files: nothing is stubbed but the environment.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startReplay } from '../../../src/replay/server.ts';
import { connect, type ConnectOptions } from '../../../src/sources/aws/account.ts';
import { readImage } from '../../../src/sources/aws/image.ts';
import { listImages } from '../../../src/sources/aws/list.ts';
import { emptyHome, STATIC_KEYS, type Home } from './home.ts';
import { ACCOUNT, failedBuild } from './recorded.ts';

const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };

let home: Home;

beforeEach(() => {
  home = emptyHome();
});

function connected(options: Partial<ConnectOptions> = {}) {
  return connect({ signal: new AbortController().signal, onProgress: () => {}, ...options });
}

async function replayed() {
  const account = {
    id: ACCOUNT,
    clock: Date.parse('2023-02-01T00:00:00Z'),
    builds: [failedBuild('ubuntu20')],
    otherStacks: [],
    parentImages: [],
  };
  const replay = await startReplay(account);
  onTestFinished(() => replay.close());
  return replay;
}

test.each([
  ['--region', { region: 'eu-west-1' }, { AWS_REGION: 'us-east-1' }, 'eu-west-1'],
  ['AWS_REGION', {}, { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-east-1'],
  ['AWS_DEFAULT_REGION', {}, { AWS_REGION: '', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
  ['the profile', { profile: 'hpc' }, {}, 'ap-south-1'],
])('the region comes from %s', async (_where, options, environment, region) => {
  home.config({ 'profile hpc': ['region = ap-south-1'] });
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect((await connected({ credentials: KEYS, ...options })).region).toBe(region);
});

test('no region anywhere is a usage error that says what to type', async () => {
  await expect(connected({ credentials: KEYS })).rejects.toMatchObject({
    name: 'Trouble',
    exitCode: 2,
    message: 'no region is set',
    toTry: 'pass --region, for example --region us-east-1, or set AWS_REGION',
  });
});

test('a profile that does not exist is named when it leaves no region', async () => {
  await expect(connected({ profile: 'nope' })).rejects.toMatchObject({
    exitCode: 2,
    message: 'no region: profile nope does not exist or names none',
  });
});

test.each([
  ['us-east-1a', 'use us-east-1, the region of the availability zone us-east-1a'],
  ['us east 1', 'give a region such as us-east-1'],
])('%s certainly is no region', async (region, toTry) => {
  await expect(connected({ region, credentials: KEYS })).rejects.toMatchObject({ exitCode: 8, toTry });
});

test('no credentials anywhere end the run with exit code 6', async () => {
  await expect(connected({ region: 'us-east-1' })).rejects.toMatchObject({
    exitCode: 6,
    message: 'no AWS credentials: Could not load credentials from any providers',
    toTry: expect.stringContaining('--profile'),
  });
});

test("an expired SSO session is told in the SDK's own words", async () => {
  const permitted = [`sso_account_id = ${ACCOUNT}`, 'sso_role_name = Reader', 'region = us-east-1'];
  home.config({
    'profile sso': ['sso_start_url = https://example.awsapps.com/start', 'sso_region = us-east-1', ...permitted],
  });
  await expect(connected({ profile: 'sso' })).rejects.toMatchObject({
    exitCode: 6,
    message: expect.stringContaining('aws sso login'),
    toTry: expect.stringContaining('log in'),
  });
});

test('AWS_ENDPOINT_URL and the endpoint of a single service are honoured', async () => {
  const [all, logs] = [await replayed(), await replayed()];
  vi.stubEnv('AWS_ENDPOINT_URL', all.url);
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', logs.url);
  await listImages(await connected({ region: 'us-east-1', credentials: KEYS }));
  expect(all.requests.map(({ action }) => action)).toEqual(['DescribeStacks']);
  expect(logs.requests.map(({ action }) => action)).toEqual(['DescribeLogGroups']);
});

test('an endpoint that is no URL is a usage error', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'not a url');
  const aws = await connected({ region: 'us-east-1', credentials: KEYS });
  await expect(listImages(aws)).rejects.toMatchObject({
    exitCode: 2,
    toTry: expect.stringContaining('AWS_ENDPOINT_URL'),
  });
});

test('credentials are fetched once for all clients', async () => {
  const replay = await replayed();
  const count = join(home.folder, 'count');
  const answer = JSON.stringify({ Version: 1, AccessKeyId: 'AKIAEXAMPLE', SecretAccessKey: 'example' });
  const script = join(home.folder, 'process.sh');
  writeFileSync(script, `echo asked >> ${count}\necho '${answer}'\n`);
  home.config({ 'profile external': ['region = us-east-1', `credential_process = sh ${script}`] });
  const aws = await connected({ profile: 'external', endpoint: replay.url });
  for await (const evidence of readImage(aws, 'ubuntu20', { full: true })) expect(evidence.gaps).toEqual([]);
  expect(readFileSync(count, 'utf8')).toBe('asked\n');
});

test('a credential_process that hangs ends with the run', async () => {
  home.config({ 'profile stuck': ['region = us-east-1', 'credential_process = sleep 20'] });
  const before = performance.now();
  await expect(connected({ profile: 'stuck', signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ exitCode: 7 });
  expect(performance.now() - before).toBeLessThan(5000);
});

test('the SDK prints nothing, not even about a profile beside static keys', async () => {
  const said = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'log'), vi.spyOn(process, 'emitWarning')];
  onTestFinished(() => said.forEach((spy) => spy.mockRestore()));
  const replay = await replayed();
  home.config({ 'profile both': ['region = us-east-1', ...STATIC_KEYS] });
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOTHER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'other');
  await listImages(await connected({ profile: 'both', endpoint: replay.url }));
  for (const spy of said) expect(spy).not.toHaveBeenCalled();
});
