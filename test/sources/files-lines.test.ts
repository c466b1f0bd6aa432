// Properties of reading lines that no example shows: nothing depends on where the chunks end, and nothing is put into the mouth of
// the log.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { physicalLines } from '../../src/sources/files/physical-lines.ts';
import { readText } from './reading.ts';

/** Pieces that break readers: line breaks of all kinds, characters of one to four bytes, bytes that are none. */
const piece = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', '\n\n', 'é', '€', '😀', '\u2028', '\ufffd', 'Stdout: ', ''),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const junk = fc.uint8Array({ maxLength: 60 });

/** The bytes in chunks of these sizes, taken in turn. */
async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function split(bytes: Uint8Array, sizes: readonly number[]) {
  const lines: string[] = [];
  let undecodable = 0;
  for await (const batch of physicalLines(chunked(bytes, sizes))) {
    lines.push(...batch.lines);
    undecodable += batch.undecodable;
  }
  return { lines, undecodable };
}

/** What the reader must do, without its pains. */
function naive(whole: string): string[] {
  const lines = whole.split('\n').map((line) => line.replace(/\r+$/, ''));
  return whole === '' || whole.endsWith('\n') ? lines.slice(0, -1) : lines;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('physical lines', () => {
  test('are those of a naive split, wherever chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(text, sizes, async (whole, cuts) => {
        const { lines, undecodable } = await split(Buffer.from(whole), cuts);
        expect(lines).toEqual(naive(whole));
        expect(undecodable).toBe(0);
      }),
    );
  });

  test('of bytes that are no text are the same too, and counted the same', async () => {
    await fc.assert(
      fc.asyncProperty(junk, sizes, async (bytes, cuts) => {
        const { lines, undecodable } = await split(bytes, cuts);
        expect(lines).toEqual(naive(Buffer.from(bytes).toString('utf8')));
        expect(await split(bytes, [bytes.length + 1])).toEqual({ lines, undecodable });
        expect(undecodable).toBeLessThanOrEqual(lines.filter((line) => line.includes('\ufffd')).length);
      }),
    );
  });

  test('go over the boundaries of long chunks', async () => {
    const whole = Array.from({ length: 40_000 }, (_, index) => `Stdout: €${'x'.repeat(index % 90)}`).join('\n');
    expect((await split(Buffer.from(whole), [150_001])).lines).toEqual(whole.split('\n'));
  });
});

describe('evidence', () => {
  const stamp = fc.constantFrom(
    '2023-01-27T11:20:16.887Z ',
    '2023-01-27T11:20:16.887Z',
    '| 2023-01-27T03:20:16.887-08:00 | ',
    '1674818416887,',
    'EVENTS\t1674818416887\t',
    '2023-01-27T11:20:16Z: ',
    'Stdout: ',
    '',
  );
  const line = fc
    .tuple(stamp, fc.string({ maxLength: 12 }), fc.constantFrom('', ' |', '\t1674818416887', '\r'))
    .map((parts) => parts.join(''));
  const log = fc
    .array(line, { minLength: 1, maxLength: 12 })
    .filter((lines) => !/^[[{"\s]|^null|^true|^false/.test(lines.join('\n')));

  test('of text is found byte for byte in the line it names, and no line comes twice or out of order', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (lines) => {
        const evidence = await readText(lines.join('\n'));
        const ordinals = evidence.lines.map((said) => said.ordinal ?? 0);
        expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
        for (const said of evidence.lines) {
          // Only a quoted CSV field is unescaped.
          const source = lines[(said.ordinal ?? 0) - 1] ?? '';
          expect(source.includes(said.text) || source.includes(said.text.replaceAll('"', '""'))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of JSON is what the messages say, line by line', async () => {
    const message = fc.string({ unit: 'grapheme' }).map((said) => said.replaceAll('\r', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1 }), fc.constantFrom(0, 2), async (messages, indent) => {
        const events = messages.map((said) => ({ timestamp: 1674818416887, message: said }));
        const { lines } = await readText(JSON.stringify({ events }, null, indent));
        expect(lines.map((said) => said.text)).toEqual(messages.flatMap((said) => said.replace(/\n$/, '').split('\n')));
      }),
    );
  });

  test('of an excerpt is the same as of the whole', async () => {
    const message = fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).filter((said) => said.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }), async (messages) => {
        const events = messages.map((said) => ({ timestamp: '2023-01-27T11:20:16.887Z', message: said }));
        const whole = JSON.stringify({ events }, null, 2);
        const excerpt = await readText(whole.replace('"events": [', '"events": [\n    ...'));
        expect(excerpt.lines).toEqual((await readText(whole)).lines);
      }),
    );
  });
});
