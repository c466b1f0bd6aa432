// `pc-doctor fix` over real HTTP: the configuration from S3 or from a file, the remedy that is chosen, the cookbook that is verified.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pcDoctor, servedAccount, temporaryFolder } from './pc-doctor.ts';

const MYSQL = 'test/stories/from-pcluster-log-events/input.log';
const COOKBOOK = 'DevSettings.Cookbook.ChefCookbook';
const CONFIG = ['# ours', 'Build:', '  InstanceType: c5.xlarge', "  ParentImage: 'ami-0abc1234def567890'", ''].join(
  '\n',
);

function configFile(text = CONFIG): string {
  const path = join(temporaryFolder(), 'image-config.yaml');
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  test("is the build's own, from S3, and comes out as a diff of it", async () => {
    const { env } = await servedAccount();
    const args = [
      'fix',
      'ubuntu20-mysql',
      '-r',
      'us-east-1',
      '--set',
      `${COOKBOOK}=https://artifacts.example.com/patched.tgz`,
    ];
    const { code, stdout, stderr } = await pcDoctor(args, { env });
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "--- a/image-config.yaml
      +++ b/image-config.yaml
      @@ -9,3 +9,6 @@
         ParentImage: "ami-0a1b2c3d4e5f60718" # Ubuntu 20.04, do not change: ask
         UpdateOsPackages:
           Enabled: true
      +DevSettings:
      +  Cookbook:
      +    ChefCookbook: https://artifacts.example.com/patched.tgz
      "
    `);
    expect(stderr).toContain('pcluster build-image --image-id ubuntu20-mysql --region us-east-1');
    expect(stderr).toContain('was not verified; --verify fetches it');
  });

  test('that S3 does not give is asked for', async () => {
    const { env, replay } = await servedAccount();
    replay.fail({ action: 'GetObject', fault: { kind: 'deny' } });
    const { code, stderr } = await pcDoctor(['fix', 'ubuntu20-mysql', '-r', 'us-east-1'], { env });
    expect(code).toBe(8);
    expect(stderr).toContain('s3:GetObject was denied');
    expect(stderr).toContain('--config image-config.yaml');
  });

  test('among the files of --from is taken, and --config wins over it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'log.json'), readFileSync(MYSQL));
    writeFileSync(join(folder, 'conf.yaml'), CONFIG);
    const args = ['fix', '--set', `${COOKBOOK}=https://x.example.com/c.tgz`, '--from', folder];
    expect((await pcDoctor(args)).stdout).toContain('--- a/conf.yaml');
    const other = configFile();
    expect((await pcDoctor([...args, '--config', other])).stdout).toContain('--- a/image-config.yaml');
  });

  test('keeps comments, quotes and CR LF; only what the remedy asks for is new', async () => {
    const before = CONFIG.replaceAll('\n', '\r\n');
    const target = join(temporaryFolder(), 'out.yaml');
    const args = [
      'fix',
      '--config',
      configFile(before),
      '--set',
      `${COOKBOOK}=https://x.example.com/c.tgz`,
      '--write',
      target,
      '--from',
      MYSQL,
    ];
    expect((await pcDoctor(args)).code).toBe(0);
    expect(readFileSync(target, 'utf8')).toBe(
      `${before}DevSettings:\r\n  Cookbook:\r\n    ChefCookbook: https://x.example.com/c.tgz\r\n`,
    );
  });
});

describe('what is refused', () => {
  const from = ['--from', MYSQL];

  test('a file that exists, without --force', async () => {
    const target = configFile('mine\n');
    const args = [
      'fix',
      '--config',
      configFile(),
      '--set',
      `${COOKBOOK}=https://x.example.com/c.tgz`,
      '--write',
      target,
    ];
    const { code, stderr } = await pcDoctor([...args, ...from]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${target} exists`);
    expect(readFileSync(target, 'utf8')).toBe('mine\n');
    expect((await pcDoctor([...args, '--force', ...from])).code).toBe(0);
    expect(readFileSync(target, 'utf8')).toContain('ChefCookbook');
  });

  test('a remedy whose value only the user knows, a remedy that is not there, one that does not apply', async () => {
    const config = ['--config', configFile()];
    const open = await pcDoctor(['fix', ...config, ...from]);
    expect(open).toMatchObject({ code: 2, stdout: '' });
    expect(open.stderr).toContain(`try: --set ${COOKBOOK}=VALUE`);
    const missing = await pcDoctor(['fix', '--remedy', 'no-such', ...config, ...from]);
    expect(missing).toMatchObject({ code: 8, stdout: '' });
    const elsewhere = await pcDoctor([
      'fix',
      '--remedy',
      'patched-cookbook-3-4-1',
      '--pcluster-version',
      '3.3.0',
      ...config,
      ...from,
    ]);
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain('does not apply here');
  });

  test('a key that this version does not know', async () => {
    const args = [
      'fix',
      '--config',
      configFile(),
      '--set',
      'DevSettings.DisableKernelUpdate=true',
      '--remedy',
      'patched-cookbook-3-4-1',
    ];
    const { code, stderr } = await pcDoctor([...args, '--set', `${COOKBOOK}=https://x.example.com/c.tgz`, ...from]);
    expect(code).toBe(2);
    expect(stderr).toContain('DevSettings.DisableKernelUpdate needs ParallelCluster 3.8.0 or later; this is 3.4.1');
  });

  test('a configuration that pcluster would refuse anyway, with the places', async () => {
    const broken = CONFIG.replace('InstanceType', 'InstanceTyp');
    const { code, stderr } = await pcDoctor([
      'fix',
      '--config',
      configFile(broken),
      '--set',
      `${COOKBOOK}=https://x.example.com/c.tgz`,
      ...from,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('line 3, column 3: Build.InstanceTyp is unknown; did you mean InstanceType?');
  });

  test('duplicate keys are said, not guessed at', async () => {
    const twice = `${CONFIG}Build:\n  InstanceType: c5.large\n`;
    const { code, stderr } = await pcDoctor([
      'fix',
      '--config',
      configFile(twice),
      '--set',
      `${COOKBOOK}=https://x.example.com/c.tgz`,
      ...from,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('Map keys must be unique');
  });

  test('a build that did not fail', async () => {
    const { code, stderr } = await pcDoctor([
      'fix',
      '--config',
      configFile(),
      '--from',
      'test/stories/good-build/input.log',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('no remedy of this diagnosis (not-failed) changes the configuration');
  });
});

test('as JSON it has the change, the diff and the whole configuration', async () => {
  const args = [
    'fix',
    '--json',
    '--config',
    configFile(),
    '--set',
    `${COOKBOOK}=https://x.example.com/c.tgz`,
    '--from',
    MYSQL,
  ];
  const { stdout, stderr } = await pcDoctor(args);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    rootCause: 'os-packages/mysql-client-downgrade',
    remedies: ['patched-cookbook-3-4-1'],
    change: { [COOKBOOK]: 'https://x.example.com/c.tgz' },
    diff: expect.stringContaining('+    ChefCookbook: https://x.example.com/c.tgz'),
    config: expect.stringContaining("ParentImage: 'ami-0abc1234def567890'"),
    written: null,
  });
});

describe('--verify', () => {
  test.each([
    ['a cookbook of this version', 200, () => cookbook('3.4.1'), 'good', 'its cookbook is for ParallelCluster 3.4.1'],
    [
      'one of another version',
      200,
      () => cookbook('3.5.0'),
      'bad',
      'is for ParallelCluster 3.5.0, and the build is 3.4.1',
    ],
    ['an error page', 403, () => Buffer.from('<html>'), 'bad', 'HTTP 403'],
    ['a page that calls itself an archive', 200, () => Buffer.from('<html>'), 'bad', 'not a gzipped tar'],
    ['an archive that is cut off', 200, () => cookbook('3.4.1').subarray(0, 60), 'bad', 'not a gzipped tar'],
    ['an archive of something else', 200, () => execFileSync('tar', ['-czf', '-', 'LICENSE']), 'bad', 'no metadata.rb'],
    ['a gzip file that is no tar', 200, () => gzipSync('x'.repeat(2000)), 'bad', 'not a gzipped tar'],
  ])('%s', async (_, status, body, kind, says) => {
    const { checkCookbook } = await import('../../src/sources/cookbook.ts');
    const checked = await checkCookbook(await serving(status, body()), {
      version: '3.4.1',
      signal: AbortSignal.timeout(10_000),
    });
    expect(checked.kind).toBe(kind);
    expect(checked.says).toContain(says);
  });

  test('an address that nobody answers is not verified, and one in S3 is not looked at', async () => {
    const { checkCookbook } = await import('../../src/sources/cookbook.ts');
    const asked = { version: '3.4.1', signal: AbortSignal.timeout(10_000) };
    expect(await checkCookbook('http://127.0.0.1:9/c.tgz', asked)).toMatchObject({ kind: 'unseen' });
    expect(await checkCookbook('s3://bucket/c.tgz', asked)).toMatchObject({ kind: 'unseen' });
  });

  test('nothing is written when it would fail the build; links into S3 come with a warning', async () => {
    const target = join(temporaryFolder(), 'out.yaml');
    const args = ['fix', '--config', configFile(), '--write', target, '--verify', '--from', MYSQL];
    const unseen = await pcDoctor([...args, '--set', `${COOKBOOK}=s3://bucket/c.tgz`]);
    expect(unseen.code).toBe(0);
    expect(unseen.stderr).toContain('could not be verified');
    expect(unseen.stderr).toContain('a link that is good for one hour');
    expect(existsSync(target)).toBe(true);
  });
});

/** A server that answers every request with this. */
async function serving(status: number, body: Buffer): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/cookbook.tgz`;
}

function cookbook(version: string): Buffer {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'cookbook'));
  writeFileSync(join(folder, 'cookbook', 'metadata.rb'), `name 'aws-parallelcluster'\nversion '${version}'\n`);
  return execFileSync('tar', ['-C', folder, '-czf', '-', 'cookbook']);
}
