// Connections by profiles, each a value of its own: by real shared files, side by side in one process, whose environment stays as it is.
import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startReplay, type Replay } from '../../../src/replay/server.ts';
import { connect, type ConnectOptions } from '../../../src/sources/aws/account.ts';
import { listImages } from '../../../src/sources/aws/list.ts';
import { emptyHome, STATIC_KEYS, type Home } from './home.ts';
import { ACCOUNT, failedBuild } from './recorded.ts';

let home: Home;

beforeEach(() => {
  home = emptyHome();
});

function connected(profile: string, options: Partial<ConnectOptions> = {}) {
  return connect({ profile, signal: new AbortController().signal, onProgress: () => {}, ...options });
}

async function replayOf(imageId: string): Promise<Replay> {
  const clock = Date.parse('2023-02-01T00:00:00Z');
  const builds = [failedBuild(imageId)];
  const replay = await startReplay({ id: ACCOUNT, clock, builds, otherStacks: [], parentImages: [] });
  onTestFinished(() => replay.close());
  return replay;
}

/** A service that no account of ours records. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function imagesOf(account: Awaited<ReturnType<typeof connected>>): Promise<string[]> {
  return (await listImages(account)).images.map(({ id }) => id);
}

test('each profile is asked at its own endpoints, in its own region, and the environment is left alone', async () => {
  const [build, research] = [await replayOf('of-build'), await replayOf('of-research')];
  const services = ['cloudformation', 'cloudwatch_logs', 'imagebuilder'];
  home.config({
    default: ['endpoint_url = http://127.0.0.1:1'],
    'profile build': ['region = us-east-1', 'services = here', ...STATIC_KEYS],
    'services here': services.flatMap((name) => [`${name} =`, `  endpoint_url = ${build.url}`]),
    'profile research': ['region = us-east-1', `endpoint_url = ${research.url}`, ...STATIC_KEYS],
  });
  const before = { ...process.env };
  const several = { isOneOfSeveral: true };
  const accounts = await Promise.all([connected('build', several), connected('research', several), connected('build')]);
  expect(await Promise.all(accounts.map(imagesOf))).toEqual([['of-build'], ['of-research'], ['of-build']]);
  expect(accounts.map(({ profile, region }) => [profile, region])).toEqual([
    ['build', 'us-east-1'],
    ['research', 'us-east-1'],
    [null, 'us-east-1'],
  ]);
  const [one, other, again] = await Promise.all(accounts.map((account) => account.whom()));
  expect(one).toContain(`127.0.0.1:${build.port}`);
  expect(other).not.toBe(one);
  expect(again).toBe(one);
  expect({ ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined }).toEqual({
    ...before,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined,
  });
});

const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey><SessionToken>token</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

test('the role of a profile is assumed where the profile says', async () => {
  const asked: string[] = [];
  const sts = await serving((request, response) => {
    request.setEncoding('utf8').on('data', (body: string) => asked.push(body));
    request.on('end', () => response.setHeader('content-type', 'text/xml').end(ASSUMED));
  });
  const replay = await replayOf('by-role');
  const role = ['source_profile = source', `role_arn = arn:aws:iam::${ACCOUNT}:role/Reader`];
  home.config({
    default: ['endpoint_url = http://127.0.0.1:1'],
    'profile source': STATIC_KEYS,
    'profile role': ['region = us-east-1', 'services = here', `endpoint_url = ${replay.url}`, ...role],
    'services here': ['sts =', `  endpoint_url = ${sts}`],
  });
  expect(await imagesOf(await connected('role'))).toEqual(['by-role']);
  expect(asked).toEqual([expect.stringContaining('Action=AssumeRole')]);
});

const START = 'https://example.awsapps.com/start';

test('SSO is asked in its own region, whichever is asked about builds', async () => {
  const tokens = join(home.folder, '.aws', 'sso', 'cache');
  mkdirSync(tokens, { recursive: true });
  const token = { accessToken: 'example', expiresAt: '2099-01-01T00:00:00Z' };
  writeFileSync(join(tokens, `${createHash('sha1').update(START).digest('hex')}.json`), JSON.stringify(token));
  const permitted = [`sso_account_id = ${ACCOUNT}`, 'sso_role_name = Reader'];
  home.config({ 'profile sso': [`sso_start_url = ${START}`, 'sso_region = eu-central-1', ...permitted] });
  const hosts = new Set<string>();
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((host: string, ...rest: readonly unknown[]) => {
    hosts.add(host);
    const done = rest.at(-1);
    if (typeof done === 'function') done(Object.assign(new Error('nobody is asked'), { code: 'ENOTFOUND' }));
  });
  onTestFinished(() => lookup.mockRestore());
  await expect(connected('sso', { region: 'us-west-2' })).rejects.toMatchObject({ name: 'Trouble' });
  expect([...hosts]).toEqual(['portal.sso.eu-central-1.amazonaws.com']);
});

test('a profile that does not exist gets nothing of what the machine itself may do', async () => {
  const metadata = await serving((_request, response) => {
    const Expiration = '2099-01-01T00:00:00Z';
    response.end(JSON.stringify({ AccessKeyId: 'ASIAEXAMPLE', SecretAccessKey: 'x', Token: 'x', Expiration }));
  });
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', metadata);
  home.config({ 'profile there': ['region = us-east-1'] });
  await expect(connected('there')).resolves.toMatchObject({ region: 'us-east-1' });
  await expect(connected('nope', { region: 'us-east-1' })).rejects.toMatchObject({
    exitCode: 6,
    message: 'no AWS credentials: there is no profile nope',
    toTry: '`aws configure list-profiles` shows those that are there',
  });
});
