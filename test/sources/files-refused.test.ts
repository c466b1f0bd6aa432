// What is no log, or only half of one: a one-line error with the right exit code, or evidence with gaps.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT, Trouble } from '../../src/model/trouble.ts';
import { readChunks, readPath, readText } from './reading.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function troubleOf(reading: Promise<unknown>): Promise<Trouble> {
  const outcome = await reading.catch((error: unknown) => error);
  if (!(outcome instanceof Trouble)) throw new Error('expected trouble', { cause: outcome });
  expect(outcome.message).not.toContain('\n');
  return outcome;
}

function path(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('a file that cannot be read', () => {
  test('is missing', async () => {
    const trouble = await troubleOf(readPath(join(folder, 'nowhere.log')));
    expect(trouble.exitCode).toBe(EXIT.notFound);
    expect(trouble.message).toBe(`cannot read ${folder}/nowhere.log: there is no such file`);
  });

  test('is missing since a part of its path is a file', async () => {
    const trouble = await troubleOf(readPath(join(path('a.log', 'x'), 'b.log')));
    expect(trouble.exitCode).toBe(EXIT.notFound);
  });

  test('is a folder without a file', async () => {
    const trouble = await troubleOf(readPath(mkdtempSync(join(folder, 'empty-'))));
    expect(trouble.exitCode).toBe(EXIT.usage);
    expect(trouble.message).toContain('there is no file to read in the folder');
  });

  test('is not ours to read', async () => {
    const secret = path('secret.log', 'Phase build\n');
    chmodSync(secret, 0o000);
    const trouble = await troubleOf(asNobody(() => readPath(secret)));
    expect(trouble.exitCode).toBe(EXIT.usage);
    expect(trouble.message).toBe(`cannot read ${secret}: you may not read it`);
  });

  test('refuses for a reason of its own', async () => {
    const trouble = await troubleOf(readPath(join(folder, 'x'.repeat(300))));
    expect(trouble.exitCode).toBe(EXIT.usage);
    expect(trouble.message).toContain('ENAMETOOLONG');
  });
});

describe('what is no text', () => {
  const log = 'Phase build\nStep A\n';

  test.each([
    ['a zip archive', 'a b.zip', zip(log), /^unzip '\S+\/a b\.zip', then/],
    ['a bzip2 file', 'l.bz2', Buffer.from('BZh91AY&SY'), /^bunzip2 -c/],
    ['an xz file', 'l.xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0]), /^xz -dc/],
    ['a zstd file', 'l.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4]), /^zstd -dc/],
  ])('%s says how to unpack it', async (what, name, content, toTry) => {
    const file = path(name, content);
    const trouble = await troubleOf(readPath(file));
    expect(trouble.exitCode).toBe(EXIT.usage);
    expect(trouble.message).toBe(`${file} is ${what}, not a log as UTF-8 text`);
    expect(trouble.toTry).toMatch(toTry);
  });

  test.each([
    ['NUL bytes', Buffer.from('Phase build\0\0\0\n'), 'it holds NUL bytes'],
    ['noise without a NUL', noise(4000), 'most of it is no UTF-8 text'],
    ['very little noise', noise(30), 'most of it is no UTF-8 text'],
  ])('binary content is refused: %s', async (_, content, why) => {
    const trouble = await troubleOf(readText(content));
    expect(trouble.exitCode).toBe(EXIT.usage);
    expect(trouble.message).toBe(`standard input is not a text log: ${why}`);
  });
});

describe('JSON that holds no log events', () => {
  test.each([
    ['a list of images that names none', { images: [{}] }],
    ['a list of log streams, not their events', { logStreams: [] }],
    ['a list of stack events that is empty', { StackEvents: [] }],
    ['a list of stacks that is empty', { Stacks: [] }],
    ['an object with a, b', { a: 1, b: 2 }],
    ['an empty object', {}],
    ['a list of number values', [1, 2, 3]],
    ['a list of objects: an object with imageId', [{ imageId: 'a' }]],
    ['null', null],
  ])('is named: %s', async (found, document) => {
    for (const text of [JSON.stringify(document), `${JSON.stringify(document, null, 2)}\n`]) {
      const trouble = await troubleOf(readText(text));
      expect(trouble.exitCode).toBe(EXIT.usage);
      expect(trouble.message).toBe(`standard input holds no log events: it is JSON, ${found}`);
      expect(trouble.toTry).toContain('a plain log');
      expect(trouble.toTry).toContain('pcluster get-image-log-events');
    }
  });
});

describe('a log that is not all there', () => {
  test.each([
    ['', 'the file is empty', 0],
    ['\ufeff', 'the file is empty', 0],
    ['\n \n', 'the file is empty but for blank lines', 2],
  ])('%j is empty', async (text, why, lines) => {
    const evidence = await readText(text);
    expect(evidence.lines).toHaveLength(lines);
    expect(evidence.gaps.map((gap) => gap.why)).toEqual([why]);
  });

  test.each([['{"events": []}'], ['[]'], ['{"nextToken": "f/1", "prevToken": "b/1", "events": []}']])(
    '%s holds no events',
    async (text) => {
      const { lines, gaps } = await readText(text);
      expect(lines).toEqual([]);
      expect(gaps).toHaveLength(1);
      expect(gaps[0]?.why).toContain('its list of events is empty');
    },
  );

  test('lines that are no UTF-8 are counted, and only those', async () => {
    const bytes = Buffer.concat([
      Buffer.from('first\nna'),
      Buffer.from([0xef]),
      Buffer.from('ve\nwith a \ufffd of its own\n'),
      Buffer.from([0xff, 0x20, 0xfe, 0x0a]),
      Buffer.from('a long enough remainder of ordinary text\n'),
    ]);
    const { lines, gaps } = await readText(bytes);
    expect(lines.map((line) => line.text).slice(1, 4)).toEqual([
      'na\ufffdve',
      'with a \ufffd of its own',
      '\ufffd \ufffd',
    ]);
    expect(gaps.map((gap) => gap.what)).toEqual(['the exact text of 2 lines of standard input']);
  });

  test('JSON that is no UTF-8 is read, with that gap', async () => {
    const { lines, gaps } = await readText(
      Buffer.from('{"events":[{"message":"na\xefve, but long enough"}]}', 'latin1'),
    );
    expect(lines[0]?.text).toBe('na\ufffdve, but long enough');
    expect(gaps[0]?.why).toContain('not valid UTF-8');
  });
});

describe('endless lines', () => {
  const MEBIBYTE = 1024 * 1024;
  /** The same chunk again and again, so that whatever memory grows by is what was kept. */
  function* endless(start: string, chunk: string, times: number, end: string): Generator<Uint8Array> {
    yield Buffer.from(start);
    const again = Buffer.from(chunk.repeat(MEBIBYTE / chunk.length));
    for (let time = 0; time < times; time += 1) yield again;
    yield Buffer.from(end);
  }

  test('a line of 300 MB is cut at 1 MiB with a gap, in little memory, and the next line is read', async () => {
    const before = process.memoryUsage.rss();
    const { lines, gaps } = await readChunks(endless('first\n', 'x', 300, '\nlast\n'));
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * MEBIBYTE);
    expect(lines.map((line) => [line.ordinal, line.text.length])).toEqual([
      [1, 5],
      [2, MEBIBYTE],
      [3, 4],
    ]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.what).toBe('the end of line 2 of standard input');
    expect(gaps[0]?.why).toContain('line 2 is 300.0 MiB long and was cut after 1 MiB');
  });

  test('several of them share one gap', async () => {
    const line = `${'x'.repeat(MEBIBYTE + 1)}\n`;
    const { gaps } = await readText(line.repeat(3));
    expect(gaps.map((gap) => gap.what)).toEqual(['the end of line 1 of standard input and of 2 other lines']);
  });

  test.each(['é', '€', '😀'])('no character is cut in two: %s', async (character) => {
    const { lines, gaps } = await readText(`ab${character.repeat(600_000)}`);
    expect(Buffer.byteLength(lines[0]?.text ?? '')).toBeGreaterThan(MEBIBYTE - 4);
    expect(lines[0]?.text).not.toContain('\ufffd');
    expect(gaps).toHaveLength(1);
  });

  test('JSON of 300 MB is refused before it is all read, with a way around it', async () => {
    const before = process.memoryUsage.rss();
    const trouble = await troubleOf(readChunks(endless('{"events": [{"message": "', 'x', 300, '"}]}')));
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * MEBIBYTE);
    expect(trouble.exitCode).toBe(EXIT.usage);
    expect(trouble.toTry).toContain("jq -c '.events[]' | pc-doctor diagnose --from -");
  });

  test('JSON cut off inside millions of escapes does not overflow', async () => {
    const { gaps } = await readChunks(endless('{"events": [{"message": "a"}, {"message": "', '\\n', 20, ''));
    expect(gaps[0]?.why).toContain('1 event could be picked out');
  });
});

/** The superuser reads everything, so the test gives that up for a while. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.('nobody');
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

function zip(content: string): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04');
  return Buffer.concat([header, deflateRawSync(content)]);
}

/** Bytes of no pattern, none of them NUL, the same every time. */
function noise(length: number): Buffer {
  let state = 12345;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return (Math.floor(state / 65536) % 255) + 1;
    }),
  );
}
