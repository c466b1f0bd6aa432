// `pc-doctor bundle`: what was read of a build, given away and read back.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadAccount } from '../../src/replay/account/load-account.ts';
import { startReplay } from '../../src/replay/server.ts';
import { pcDoctor, servedAccount, temporaryFolder } from './pc-doctor.ts';

function withoutTime(text: string): string {
  return text.replace(/"generatedAt": "[^"]+"/, '');
}

const IMAGES = readdirSync('src/replay/demo', { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test.each(IMAGES)('%s: the report of its bundle is its own, byte for byte, but for the time', async (image) => {
  const { env } = await servedAccount();
  const region = image === 'rocky9-efa' ? 'eu-west-1' : 'us-east-1';
  const target = join(temporaryFolder(), 'b.tar.gz');
  const made = await pcDoctor(['bundle', image, '-r', region, '--write', target], { env });
  expect(made).toMatchObject({ code: 0, stdout: `${target}\n` });
  expect(made.stderr).toContain('pcluster delete-image removes the log group');
  expect(made.stderr).not.toContain('hiding secrets changed');
  // A bundle holds one build: nothing to compare it with.
  const own = await pcDoctor(['diagnose', image, '-r', region, '--full', '--no-compare', '--json'], { env });
  const again = await pcDoctor(['diagnose', '--from', target, '--json']);
  expect(again.stderr).toBe('');
  expect(withoutTime(again.stdout)).toBe(withoutTime(own.stdout));
});

test('it says what is hidden in it, by kind', async () => {
  const { env } = await servedAccount();
  const folder = temporaryFolder();
  const bundle = async (name: string, ...flags: readonly string[]) =>
    pcDoctor(['bundle', 'ubuntu20-mysql', '-r', 'us-east-1', '--write', join(folder, name), ...flags], { env });
  expect((await bundle('a.tar.gz')).stderr).toMatch(/^pc-doctor: hidden: 1 account \(\d+ places\)/m);
  expect((await bundle('b.tar.gz', '--no-redact')).stderr).toContain('nothing is hidden in it');
});

test('no account id is in it', async () => {
  const { env } = await servedAccount();
  const target = join(temporaryFolder(), 'b.tar.gz');
  await pcDoctor(['bundle', 'ubuntu20-mysql', '-r', 'us-east-1', '--write', target], { env });
  expect(execFileSync('tar', ['-xzOf', target], { maxBuffer: 1e9 }).toString('utf8')).not.toContain('111122223333');
});

test.each(['ubuntu20-mysql', 'rocky8-site-cookbook', 'alinux2-private-subnet', 'ubuntu24-lab'])(
  '%s: its bundle replays as a recorded account',
  async (image) => {
    const { env } = await servedAccount();
    const folder = temporaryFolder();
    const target = join(folder, 'b.tar.gz');
    await pcDoctor(['bundle', image, '-r', 'us-east-1', '--write', target], { env });
    mkdirSync(join(folder, 'unpacked'));
    execFileSync('tar', ['-xzf', target, '-C', join(folder, 'unpacked'), '--strip-components=1']);
    const replay = await startReplay(await loadAccount(join(folder, 'unpacked')));
    onTestFinished(() => replay.close());
    const told = async (url: string) => {
      const { stdout } = await pcDoctor(['diagnose', image, '-r', 'us-east-1', '--full', '--no-compare', '--json'], {
        env: { ...env, AWS_ENDPOINT_URL: url },
      });
      const [diagnosis] = JSON.parse(stdout).diagnoses;
      const { verdict, failure, rootCause } = diagnosis;
      return {
        verdict,
        failure,
        pattern: rootCause?.pattern,
        quoted: rootCause?.evidence.map((quote: { text: string }) => quote.text),
      };
    };
    expect(await told(replay.url)).toEqual(await told(env.AWS_ENDPOINT_URL ?? ''));
  },
);

test('of files it holds their configuration too, and does not write over a file', async () => {
  const target = join(temporaryFolder(), 'b.tar.gz');
  const args = [
    'bundle',
    '--write',
    target,
    '--from',
    'test/stories/from-export-archive/input',
    'src/replay/demo/ubuntu20-mysql/image-config.yaml',
  ];
  expect((await pcDoctor(args)).code).toBe(0);
  expect(execFileSync('tar', ['-tzf', target]).toString('utf8')).toContain('image-config.yaml');
  const again = await pcDoctor(args);
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toContain('exists');
  expect(readFileSync(target).length).toBeGreaterThan(0);
});
