// A long log is read from its end, and what is said of it is the same as when it is read whole: cause, place, facts, line numbers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { examine, readUntilSettled } from '../../src/doctor.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { demoAccount } from '../../src/replay/demo-account.ts';
import { readFiles } from '../../src/sources/files.ts';
import { streamText } from '../bench/stream-text.ts';
import { temporaryFolder } from '../cli/pc-doctor.ts';
import { archiveOf } from './packed.ts';

const catalog = await openCatalog(null);
const LOG = streamText(await demoAccount(), 'ubuntu20-mysql').text;

async function readings(path: string, tailsBytes: readonly number[]): Promise<Evidence[]> {
  const [build] = await readFiles([path], { onProgress: () => {}, tailsBytes });
  const all: Evidence[] = [];
  if (build) for await (const evidence of build.evidence()) all.push(evidence);
  return all;
}

function written(text: string | Buffer): string {
  const path = join(temporaryFolder(), 'build.log');
  writeFileSync(path, text);
  return path;
}

/** How a log may lie on disk. */
const WAYS: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', written],
  ['gzipped', (text) => written(gzipSync(text))],
  ['in an archive', (text) => archiveOf({ 'ubuntu20/cloudwatch-logs/3.4.1-1': text })],
  ['gzipped in an archive', (text) => archiveOf({ 'ubuntu20/cloudwatch-logs/3.4.1-1.gz': gzipSync(text) })],
];

/** What a person is told, without how much was read. */
function told({ verdict, fingerprint, failure, rootCause, remedies, image }: Diagnosis) {
  // The kernel may be named anywhere.
  const { logs: _, kernel: __, ...facts } = image;
  return {
    verdict,
    fingerprint,
    failure,
    rootCause,
    remedies: remedies.map(({ id, applies }) => [id, applies]),
    facts,
  };
}

const FORMS: readonly (readonly [string, string])[] = [
  ['as it is exported', LOG],
  ['with line ends of Windows', LOG.replaceAll('\n', '\r\n')],
  ['with a byte order mark', `\ufeff${LOG}`],
  ['without a line end at its end', LOG.trimEnd()],
  ['without times', LOG.replaceAll(/^\S+Z /gm, '')],
  ['with characters of several bytes', LOG.replaceAll('Get:', 'Größe → 界 ')],
];

/** Every form on disk as it is; packed, what differs is only whence the bytes come. */
const BOTH = FORMS.flatMap(([form, text], index) =>
  (index === 0 ? WAYS : WAYS.slice(0, index % 2 === 0 ? 1 : 2)).map(([way, lay]) => ({
    form,
    way,
    path: () => lay(text),
    text,
  })),
);

describe.each(BOTH)('a long log $form, $way', ({ path, text }) => {
  test.each([[[40_000]], [[100_000, 700_000]], [[1_000_003]]])('read from its end in steps of %j', async (tails) => {
    const all = await readings(path(), tails);
    expect(all.length).toBeGreaterThan(1);
    const examined = all.map((evidence) => examine(evidence, { catalog }));
    const settled = examined.slice(0, -1).filter((one) => one.settled);
    expect(settled.length).toBeGreaterThan(0);
    const whole = examined.slice(-1).map(({ diagnosis }) => told(diagnosis));
    for (const { diagnosis } of settled) expect([told(diagnosis)]).toEqual(whole);
  });

  test('each line has the number it has in the file', async () => {
    const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
    const [first] = await readings(path(), [40_000]);
    const wrong = first?.lines.filter((line) => lines[(line.ordinal ?? 0) - 1]?.endsWith(line.text) !== true);
    expect(wrong).toEqual([]);
    expect(first?.lines.some((line) => line.afterUnread)).toBe(true);
  });
});

test('the cause is found without the middle of the log, and memory of it', async () => {
  const path = written(LOG);
  const builds = await readFiles([path], { onProgress: () => {}, tailsBytes: [300_000] });
  const [examined] = await Promise.all(builds.map((build) => readUntilSettled(build.evidence(), { catalog })));
  if (examined === undefined) throw new Error('no build');
  const { evidence, diagnosis } = examined;
  expect(diagnosis.rootCause?.pattern).toBe('os-packages/mysql-client-downgrade');
  expect(evidence.lines.length).toBeLessThan(LOG.split('\n').length / 3);
  expect(evidence.logs).toMatchObject([{ complete: false }]);
});

test('a match does not reach over what was not read', async () => {
  const middle = 'Stdout: nothing of interest\n'.repeat(20_000);
  const head = `Stdout: ${'x'.repeat(70)}\n`.repeat(4000);
  const path = written(
    `${head}Stdout: The following packages will be DOWNGRADED:\n${middle}Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.\n`,
  );
  const all = await readings(path, [20_000]);
  const [short, whole] = all.map((evidence) => examine(evidence, { catalog }).diagnosis.rootCause?.pattern);
  expect(short).toBe(whole);
});

test.each(WAYS)('a log that is not much longer than its end is read once, %s', async (_way, lay) => {
  const all = await readings(lay(LOG), [LOG.length]);
  expect(all.map(({ logs }) => logs.map(({ complete }) => complete))).toEqual([[true]]);
});

test('what is packed and nearly all marks is read whole', async () => {
  const path = written(gzipSync('a line of another kind\n'.repeat(300_000)));
  expect((await readings(path, [1000])).map(({ logs }) => logs[0]?.complete)).toEqual([false]);
});

test('a line without an end, packed, fills no memory and is read whole', async () => {
  const path = written(gzipSync(`Stdout: begins\n${'x'.repeat(8_000_000)}`));
  const [evidence, ...others] = await readings(path, [1000]);
  expect(others).toEqual([]);
  expect(evidence?.gaps).toMatchObject([{ what: 'the end of line 2 of build.log' }]);
});

test('JSON, and a log of another kind, are read whole', async () => {
  const events = Array.from({ length: 5000 }, (_, index) => ({ timestamp: index, message: 'Stdout: x' }));
  expect(await readings(written(JSON.stringify({ events })), [1000])).toHaveLength(1);
});

test('a failure that nobody has written down is pinned to the same line, and the log not read further', async () => {
  const path = written(streamText(await demoAccount(), 'ubuntu24-lab').text);
  const all = await readings(path, [40_000]);
  const [short, whole] = all.map((evidence) => examine(evidence, { catalog }));
  expect(short?.settled).toBe(true);
  expect(short && told(short.diagnosis)).toEqual(whole && told(whole.diagnosis));
});

test('of a log without an end the beginning, the end and the marks of its steps are kept, and the rest is said to be missing', async () => {
  const lines = LOG.trimEnd().split('\n');
  const third = Math.floor(lines.length / 3);
  const printed = `${lines[third]?.slice(0, 25)}Stdout: nothing of interest\n`.repeat(300_000);
  const text = `${lines.slice(0, third).join('\n')}\n${printed}${lines.slice(third).join('\n')}\n`;
  const input = Readable.from([Buffer.from(text)]);
  const builds = await readFiles(['-'], { onProgress: () => {}, input });
  const [evidence] = await Promise.all(builds.map(async (build) => (await build.evidence().next()).value));
  const { diagnosis } = examine(evidence, { catalog });
  expect(told(diagnosis)).toMatchObject({
    rootCause: { pattern: 'os-packages/mysql-client-downgrade' },
    failure: { component: 'main', step: 'InstallPClusterPackages' },
    facts: { os: 'ubuntu2004', pclusterVersion: '3.4.1' },
  });
  expect(evidence.lines.length).toBeLessThan(170_000);
  expect(diagnosis.gaps).toMatchObject([
    { what: expect.stringMatching(/^\d{3},\d{3} lines in the middle of standard input$/) },
  ]);
  const decisive = diagnosis.rootCause?.evidence[0];
  expect(text.split('\n')[(decisive?.line ?? 0) - 1]).toContain(decisive?.text);
});
