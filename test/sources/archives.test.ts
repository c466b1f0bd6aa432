// Archives and folders: what pcluster and CloudWatch export, and what hostile people pack.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Trouble } from '../../src/model/trouble.ts';
import { buildLog } from '../build-log.ts';
import { archiveOf, folderOf } from './packed.ts';
import { buildsAt, readPath, readText } from './reading.ts';

const LOG = `2024-05-14T08:59:59.000Z Image transitioned to BUILDING state for Image ARN: arn:x\n${buildLog({
  steps: [{ name: 'UpdateOS', stdout: ['ok'], exit: 0 }],
  end: 'failed',
})}\n`;
const ROOT = 'ubuntu20-logs-202301271130';
const STREAM = `${ROOT}/cloudwatch-logs/3.4.1-1`;
const EVENTS = JSON.stringify([
  [
    {
      StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/ubuntu20/1',
      StackName: 'ubuntu20',
      LogicalResourceId: 'ParallelClusterImage',
      ResourceType: 'AWS::ImageBuilder::Image',
      Timestamp: '2024-05-14T09:30:00.000Z',
      ResourceStatus: 'CREATE_FAILED',
      ResourceStatusReason: 'Resource handler returned message: "x"',
    },
    {
      StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/ubuntu20/1',
      StackName: 'ubuntu20',
      LogicalResourceId: 'ubuntu20',
      ResourceType: 'AWS::CloudFormation::Stack',
      Timestamp: '2024-05-14T08:30:00.000Z',
      ResourceStatus: 'CREATE_IN_PROGRESS',
    },
  ],
]);

describe('an archive of pcluster export-image-logs', () => {
  const files = { [STREAM]: LOG, [`${ROOT}/ubuntu20-cfn-events`]: EVENTS };

  test('gives its log and the stack events, and what they say of the image', async () => {
    const { logs, lines, image, gaps, origins } = await readPath(archiveOf(files));
    expect(logs.map(({ name, complete }) => [name, complete])).toEqual([
      [STREAM, true],
      [`${ROOT}/ubuntu20-cfn-events`, true],
    ]);
    expect(lines.filter(({ witness }) => witness === 'stack').map(({ text }) => text)).toEqual([
      'CREATE_IN_PROGRESS ubuntu20 AWS::CloudFormation::Stack',
      'CREATE_FAILED ParallelClusterImage AWS::ImageBuilder::Image: Resource handler returned message: "x"',
    ]);
    expect(image).toMatchObject({ id: 'ubuntu20', region: 'us-east-1', account: '111122223333' });
    expect(image.failedAt).toBe(Date.parse('2024-05-14T09:30:00.000Z'));
    expect(origins?.id).toBe(`${ROOT}/ubuntu20-cfn-events`);
    expect(gaps).toEqual([]);
  });

  test('is the same renamed, piped in, as a plain tar, unpacked, and in whatever order it was packed', async () => {
    const packed = archiveOf(files, { name: 'anything' });
    const plain = archiveOf(files, { flags: ['--sort=name'] });
    const { image, lines } = await readPath(packed);
    const others = [
      await readText(readFileSync(packed)),
      await readText(execFileSync('gunzip', ['-c', plain])),
      await readPath(folderOf(files)),
    ];
    for (const other of others) {
      expect(other.image).toEqual(image);
      expect(other.lines).toEqual(lines);
    }
  });

  test('whose stream lost its beginning or its end says so', async () => {
    const all = LOG.trimEnd().split('\n');
    const late = `${'2024-05-14T09:00:01.000Z Stdout: ok\n'.repeat(60)}${all.at(-1)}\n`;
    const beginning = await readPath(archiveOf({ [STREAM]: late }));
    expect(beginning.gaps.map(({ what }) => what)).toEqual([`the beginning of ${STREAM}`]);
    expect(beginning.logs[0]?.complete).toBe(false);
    const end = await readPath(archiveOf({ [STREAM]: `${all.slice(0, -1).join('\n')}\n` }));
    expect(end.gaps.map(({ what }) => what)).toEqual([`the end of ${STREAM}`]);
  });
});

describe('an export tree of CloudWatch', () => {
  const [first = '', ...others] = LOG.split(/(?=2024-05-14T09:00:02)/);
  const tree = {
    'exports/aws-logs-write-test': 'Permission Check Successful',
    'exports/7c2a91f0/3.4.1-1/000000.gz': gzipSync(first),
    'exports/7c2a91f0/3.4.1-1/000001.gz': gzipSync(others.join('')),
  };

  test('is one stream whose parts are found again by file and line', async () => {
    const { logs, lines, gaps } = await readPath(folderOf(tree));
    expect(gaps).toEqual([]);
    expect(logs).toEqual([
      {
        group: null,
        name: 'exports/7c2a91f0/3.4.1-1',
        events: LOG.trimEnd().split('\n').length,
        complete: true,
        pieces: [
          { name: 'exports/7c2a91f0/3.4.1-1/000000', before: 0 },
          { name: 'exports/7c2a91f0/3.4.1-1/000001', before: first.trimEnd().split('\n').length },
        ],
      },
    ]);
    expect(lines.map(({ text }) => text)).toEqual((await readText(LOG)).lines.map(({ text }) => text));
  });

  test('of which a part is missing says so', async () => {
    const { 'exports/7c2a91f0/3.4.1-1/000000.gz': _, ...rest } = tree;
    const { gaps } = await readPath(folderOf(rest));
    expect(gaps).toMatchObject([
      { what: '000000.gz of exports/7c2a91f0/3.4.1-1', why: expect.stringContaining('higher numbers') },
    ]);
  });

  test('packed into an archive as it is reads the same', async () => {
    expect((await readPath(archiveOf(tree))).lines).toEqual((await readPath(folderOf(tree))).lines);
  });
});

describe('several builds', () => {
  test('two archives are two builds, loose files one', async () => {
    const [a, b] = [archiveOf({ [STREAM]: LOG }), archiveOf({ [STREAM]: `${LOG}x\n` })];
    expect((await buildsAt(a, b)).map(({ name }) => name)).toEqual([a, b]);
    const loose = folderOf({ 'a.log': 'one\n', 'b.log': 'two\n' });
    expect(await buildsAt(join(loose, 'a.log'), join(loose, 'b.log'))).toHaveLength(1);
  });

  test('a folder of exported folders holds as many builds', async () => {
    const folder = folderOf({
      'x/cloudwatch-logs/3.4.1-1': LOG,
      'y/cloudwatch-logs/3.4.1-1': LOG,
      'y/y-cfn-events': EVENTS,
    });
    const builds = await buildsAt(folder);
    expect(builds.map(({ name }) => name)).toEqual([join(folder, 'x'), join(folder, 'y')]);
  });

  test('one archive and loose files are one build', async () => {
    const loose = folderOf({
      'describe.json': JSON.stringify({ imageId: 'ubuntu20', imageBuildStatus: 'BUILD_FAILED' }),
    });
    const { image, logs } = await readPath(archiveOf({ [STREAM]: LOG }), join(loose, 'describe.json'));
    expect(image).toMatchObject({ id: 'ubuntu20', buildStatus: 'BUILD_FAILED' });
    expect(logs).toHaveLength(1);
  });
});

/** Of an exported stream that holds neither marker. */
const lostEnds = [`the beginning of ${STREAM}`, `the end of ${STREAM}`];

describe('a hostile archive', () => {
  test('whose paths lead out is read without them, and nothing is written', async () => {
    const outside = join(tmpdir(), `pc-doctor-outside-${process.pid}`);
    const flags = ['-P', `--transform=s,^evil,../../../${outside},`];
    const { lines, gaps } = await readPath(archiveOf({ [STREAM]: LOG, evil: 'Phase build\n' }, { flags }));
    expect(existsSync(outside)).toBe(false);
    expect(lines.some(({ text }) => text === 'Phase build' && lines.length === 1)).toBe(false);
    expect(gaps).toMatchObject([
      { what: expect.stringContaining('../../../'), why: expect.stringContaining('leads out') },
    ]);
  });

  test('whose members are links is read without them', async () => {
    const folder = folderOf({ [STREAM]: LOG });
    symlinkSync('/etc/passwd', join(folder, ROOT, 'secret.log'));
    const path = join(mkdtempSync(join(tmpdir(), 'pc-doctor-')), 'a.tar.gz');
    execFileSync('tar', ['-C', folder, '-czf', path, ROOT]);
    const packed = await readPath(path);
    expect(packed.gaps).toMatchObject([
      { what: expect.stringContaining('secret.log'), why: expect.stringContaining('a link') },
    ]);
    expect(packed.lines.some(({ text }) => text.includes('root:'))).toBe(false);
    const unpacked = await readPath(folder);
    expect(unpacked.gaps).toMatchObject([
      { what: expect.stringContaining('1 link'), why: expect.stringContaining('not followed') },
    ]);
    expect(unpacked.lines.some(({ text }) => text.includes('root:'))).toBe(false);
  });

  test('that never ends is left after half a gigabyte', async () => {
    const line = Buffer.alloc(1024 * 1024, 'x');
    line[line.length - 1] = 0x0a;
    const member = gzipSync(Buffer.concat(Array.from({ length: 64 }, () => line)));
    const bomb = join(folderOf({}), 'bomb.gz');
    writeFileSync(bomb, Buffer.concat(Array.from({ length: 160 }, () => member)));
    const [build] = await buildsAt(bomb);
    if (build === undefined) throw new Error('no build');
    for await (const { gaps, lines } of build.evidence()) {
      expect(gaps).toMatchObject([{ what: 'the rest of bomb.gz', why: expect.stringContaining('more than 537 MB') }]);
      expect(lines.length).toBeLessThanOrEqual(512);
    }
  });

  test('with a member that claims ten gigabytes is left in the middle of it, and says so once', async () => {
    const header = Buffer.alloc(512);
    header.write(`${STREAM}\0`, 0);
    header.write('0000644\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    // Ten gigabytes do not fit into octal digits: GNU tar writes them in base 256.
    header.writeUInt8(0x80, 124);
    header.writeBigUInt64BE(10n * 1024n ** 3n, 128);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write('0', 156);
    header.write('ustar  \0', 257);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const line = `${'x'.repeat(1023)}\n`;
    const member = gzipSync(line.repeat(64 * 1024));
    const bomb = join(folderOf({}), 'bomb.tar.gz');
    writeFileSync(bomb, Buffer.concat([gzipSync(header), ...Array.from({ length: 160 }, () => member)]));
    const { gaps, lines } = await readPath(bomb);
    const [rest, middle, ...ends] = gaps.map(({ what }) => what);
    expect([rest, ...ends]).toEqual(['the rest of bomb.tar.gz', ...lostEnds]);
    expect(middle).toMatch(/^4\d\d,\d{3} lines in the middle of /);
    expect(lines.length).toBeLessThan(170_000);
  });

  test('with members that are no text is read to its last one', async () => {
    const noise = Buffer.alloc(3 * 1024 * 1024, 1);
    const { gaps, lines } = await readPath(
      archiveOf({ 'a.bin': noise, 'b.bin.gz': gzipSync(noise), 'c.log': 'Phase build\n' }),
    );
    expect(gaps.map(({ what }) => what)).toEqual(['a.bin', 'b.bin']);
    expect(lines.map(({ text }) => text)).toEqual(['Phase build']);
  });

  test('with thousands of members is read up to the first thousand', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1500 }, (_, i) => [`many/${String(i).padStart(4, '0')}.log`, `line ${i}\n`]),
    );
    const { gaps, logs } = await readPath(archiveOf(files));
    expect(logs).toHaveLength(1000);
    expect(gaps).toMatchObject([{ what: expect.stringContaining('after the first 1000') }]);
  });

  test('that is cut off or damaged gives what was readable, and says so', async () => {
    const noise = Array.from(
      { length: 20_000 },
      (_, i) => `2024-05-14T09:00:00.000Z Stdout: ${(i * 7919) % 10_007}`,
    ).join('\n');
    const path = archiveOf({ [STREAM]: `${LOG}${noise}\n` });
    truncateSync(path, readFileSync(path).length >> 1);
    const { gaps, lines } = await readPath(path);
    expect(lines.length).toBeGreaterThan(100);
    expect(gaps[0]).toMatchObject({
      what: 'the rest of logs.tar.gz',
      why: expect.stringContaining('cut off or damaged'),
    });
  });

  test('within an archive is not opened', async () => {
    const inner = readFileSync(archiveOf({ [STREAM]: LOG }));
    const { gaps } = await readPath(archiveOf({ 'inner.tar.gz': inner, 'a.log': 'Phase build\n' }));
    expect(gaps).toMatchObject([{ what: 'what is in inner.tar.gz', why: 'it is an archive within an archive' }]);
  });

  test('with nothing to read in it is refused with words', async () => {
    const outcome = await readPath(archiveOf({ 'a.bin': Buffer.from([0, 1, 2, 3]) })).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Trouble);
    expect(outcome instanceof Trouble && outcome.message).toContain('it holds NUL bytes');
  });
});

test('UTF-16, as PowerShell writes it, is read like any text', async () => {
  const text = Buffer.from(`\ufeff${LOG.replaceAll('\n', '\r\n')}`, 'utf16le');
  expect((await readText(text)).lines).toEqual((await readText(LOG)).lines);
  expect((await readText(Buffer.from(text).swap16())).lines).toEqual((await readText(LOG)).lines);
});

test('a gzip file within a gzip file is read', async () => {
  expect((await readText(gzipSync(gzipSync(LOG)))).lines).toEqual((await readText(LOG)).lines);
});
