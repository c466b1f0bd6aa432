// The shapes in which a log reaches us, each with what is read out of it.
import { describe, expect, test } from 'vitest';
import { UNKNOWN_IMAGE } from '../../src/model/evidence.ts';
import type { Progress } from '../../src/model/progress.ts';
import { inFile, readText, said } from './reading.ts';

const CAUSE = 'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.';
const AT = '2023-01-27T11:20:16.887Z';
const MS = 1674818416887;

describe('a plain log', () => {
  test('gives every physical line as it stands, numbered, without a time', async () => {
    const { lines, logs, gaps, image } = await readText('Phase build\nStep InstallPClusterPackages\n\n  indented\t\n');
    expect(lines.map((line) => [line.ordinal, line.text, line.time, line.continues])).toEqual([
      [1, 'Phase build', null, false],
      [2, 'Step InstallPClusterPackages', null, false],
      [3, '', null, false],
      [4, '  indented\t', null, false],
    ]);
    expect(lines.every((line) => line.witness === 'log' && line.log === 0)).toBe(true);
    expect(logs).toEqual([{ group: null, name: 'standard input', events: 4, complete: true }]);
    expect(gaps).toEqual([]);
    expect(image).toEqual(UNKNOWN_IMAGE);
  });

  test('is named after its file, and its last line needs no line break', async () => {
    const { lines, logs } = await inFile('3.4.1-1', 'Phase build\nStep Cincinnati');
    expect(logs[0]?.name).toBe('3.4.1-1');
    expect(lines.at(-1)?.text).toBe('Step Cincinnati');
  });

  test('may have a byte order mark and CR LF, and keeps the returns of a progress meter', async () => {
    expect(await said('\ufeffPhase build\r\n  0 100\r 50 100\r\nStep B\r\r\n')).toEqual([
      'Phase build',
      '  0 100\r 50 100',
      'Step B',
    ]);
  });

  test.each([
    ['Chef lines that begin with a date in brackets', '[2023-01-27T11:20:16+00:00] INFO: Processing\nphase two\n'],
    [
      'AWSTOE lines of 2020 with a local time',
      '2020-07-31 11:57:10.575 Info Phase build\n2020-07-31 11:57:10.580 Info Step A\n',
    ],
    ['settings in JSON on its first line', '{"cluster": {"region": "us-east-1"}}\nStdout: Starting\nStdout: more\n'],
    [
      'a JSON error among its lines',
      'Step A\naws: failed\n{\n  "message": "no such bucket"\n}\nStep B\nStdout: one more line\n',
    ],
    ['a single date in front', '2023-01-27T11:20:16Z started\nStdout: a\nStdout: b\nStdout: c\n'],
    ['a brace on its first line', '{\nStdout: that was a brace\nStdout: "quoted"\n'],
    ['an unclosed list', '[1, of many things\nStdout: failed\n'],
    ['quotes at the start of a field', '"quoted", then not\nmore\n'],
  ])('may hold %s', async (_, text) => {
    expect(await said(text)).toEqual(text.trimEnd().split('\n'));
  });
});

describe('an exported stream', () => {
  test('has its times taken off, and further lines of a message keep the time of their event', async () => {
    const { lines, logs } = await readText(
      `${AT} CmdExecution: Stderr: set -v\necho one\n\n2023-01-27T11:20:17.984Z TOE has completed execution with failure - Execution failed!\n`,
    );
    expect(lines.map(({ ordinal, time, text, continues }) => [ordinal, time, text, continues])).toEqual([
      [1, MS, 'CmdExecution: Stderr: set -v', false],
      [2, MS, 'echo one', true],
      [3, MS, '', true],
      [4, MS + 1097, 'TOE has completed execution with failure - Execution failed!', false],
    ]);
    expect(logs[0]?.events).toBe(2);
  });

  test('keeps the order of the file where times are equal or run backwards', async () => {
    const text = `${AT} b\n${AT} a\n2023-01-27T11:20:15.000Z c\n${AT} d\n`;
    expect(await said(text)).toEqual(['b', 'a', 'c', 'd']);
  });

  test('takes a line that begins with a date of another dress for a continuation', async () => {
    const { lines } = await readText(`${AT} Stderr: dump\n2023-01-27T11:20:16+00:00 inner\n${AT} next\n`);
    expect(lines.map((line) => [line.text, line.continues])).toEqual([
      ['Stderr: dump', false],
      ['2023-01-27T11:20:16+00:00 inner', true],
      ['next', false],
    ]);
  });

  test('may begin in the middle of an event', async () => {
    const { lines } = await readText(`end of a dump\n${AT} Step A\n${AT} Step B\n`);
    expect(lines.map((line) => [line.text, line.time, line.continues])).toEqual([
      ['end of a dump', null, false],
      ['Step A', MS, false],
      ['Step B', MS, false],
    ]);
  });

  test.each([
    ['an event whose milliseconds are zero', `${AT} a\n2023-01-27T11:20:16Z b\n`, MS - 887],
    ['an empty message', `${AT} a\n${AT} b\n${AT}\n`, MS],
    ['microseconds and an offset', '2023-01-27T11:20:16.887000+00:00 a\n2023-01-27T12:20:16.887000+01:00 b\n', MS],
    ['a tab after a time with a blank', '2023-01-27 11:20:16.887000\ta\n2023-01-27 11:20:16.887000\tb\n', MS],
    [
      'the colon of packer',
      '2023-01-27T11:20:16Z: ==> a\n2023-01-27T12:20:16+01:00: b\n2023-01-27T11:20:16Z: c\n',
      MS - 887,
    ],
  ])('may have %s', async (_, text, time) => {
    const { lines } = await readText(text);
    expect(lines.at(-1)?.time).toBe(time);
    expect(lines.every((line) => !line.text.startsWith('2023') || line.continues)).toBe(true);
  });
});

describe('JSON of log events', () => {
  const pcluster = {
    nextToken: 'f/37363450786538932',
    prevToken: 'b/37361948365432101',
    events: [
      { timestamp: AT, message: 'CmdExecution: Stderr: set -v\necho "a\tb" \\ é 😀\r\nlast\n' },
      { timestamp: AT, message: '' },
      { timestamp: '2023-01-27T11:20:17.984Z', message: CAUSE },
    ],
  };

  test('as pcluster prints it gives events by their place in the list, unescaped', async () => {
    const { lines, logs, gaps } = await readText(JSON.stringify(pcluster, null, 2));
    expect(lines.map(({ ordinal, time, text, continues }) => [ordinal, time, text, continues])).toEqual([
      [1, MS, 'CmdExecution: Stderr: set -v', false],
      [1, MS, 'echo "a\tb" \\ é 😀', true],
      [1, MS, 'last', true],
      [2, MS, '', false],
      [3, MS + 1097, CAUSE, false],
    ]);
    expect(logs[0]).toMatchObject({ events: 3, complete: true });
    expect(gaps).toEqual([]);
  });

  test('as `aws logs get-log-events` prints it has its times in milliseconds', async () => {
    const events = [{ timestamp: MS, message: CAUSE, ingestionTime: MS + 800 }];
    const { lines } = await readText(JSON.stringify({ events, nextForwardToken: 'f/1', nextBackwardToken: 'b/1' }));
    expect(lines).toEqual([{ witness: 'log', log: 0, ordinal: 1, time: MS, text: CAUSE, continues: false }]);
  });

  test.each([
    ['a list of events', JSON.stringify(pcluster.events.slice(2))],
    ['a list of messages', JSON.stringify([CAUSE])],
  ])('may be what a --query left: %s', async (_, text) => {
    expect(await said(text)).toEqual([CAUSE]);
  });

  test('longer than its head is still one document', async () => {
    const events = Array.from({ length: 9000 }, (_, index) => ({ timestamp: AT, message: `Stdout: package ${index}` }));
    const { lines, gaps } = await readText(JSON.stringify({ events }, null, 2));
    expect(lines).toHaveLength(9000);
    expect(lines.at(-1)).toMatchObject({ ordinal: 9000, text: 'Stdout: package 8999' });
    expect(gaps).toEqual([]);
  });

  test('leaves a gap where an entry holds no message', async () => {
    const { lines, logs, gaps } = await readText(JSON.stringify({ events: [{ message: 'a' }, { timestamp: AT }] }));
    expect(lines.map((line) => line.text)).toEqual(['a']);
    expect(logs[0]?.complete).toBe(false);
    expect(gaps[0]).toMatchObject({ why: 'they hold no message' });
    expect(gaps[0]?.what).toContain('1 entry');
  });

  test('one object a line gives one event a line', async () => {
    const text = `{"timestamp":${MS},"message":"Stderr: a\\nb"}\n\n{"timestamp":"${AT}","message":"c"}\nnot JSON\n`;
    const { lines, gaps } = await readText(text);
    expect(lines.map(({ ordinal, time, text: is, continues }) => [ordinal, time, is, continues])).toEqual([
      [1, MS, 'Stderr: a', false],
      [1, MS, 'b', true],
      [3, MS, 'c', false],
      [4, MS, 'not JSON', true],
    ]);
    expect(gaps).toEqual([]);
  });
});

describe('an excerpt of that JSON', () => {
  const EXCERPT = `$ pcluster get-image-log-events -i ubuntu20 --log-stream-name 3.4.1/1
{
  "events": [
    ...
    {
      "message": "Stdout: ",
      "timestamp": "${AT}"
    },
    {
      "timestamp": "${AT}",
      "ingestionTime": 1674818417000,
      "message": "Stdout: \\"E: held\\" \\\\ {",
    },
    { "message": "TOE has completed
`;

  test('yields its events, with a gap that says so', async () => {
    const { lines, logs, gaps } = await readText(EXCERPT);
    expect(lines.map(({ ordinal, time, text }) => [ordinal, time, text])).toEqual([
      [1, MS, 'Stdout: '],
      [2, MS, String.raw`Stdout: "E: held" \ {`],
      [3, null, 'TOE has completed'],
    ]);
    expect(logs[0]).toMatchObject({ events: 3, complete: false });
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.why).toBe('it is not valid JSON (an excerpt, or cut off); 3 events could be picked out');
  });

  test.each([
    [
      'begins inside an object',
      `      "message": "a",\n      "timestamp": "${AT}"\n    },\n    {\n      "message": "b",\n      "timestamp": "${AT}"\n`,
    ],
    ['has no braces', `"timestamp": "${AT}",\n"message": "a",\n"timestamp": "${AT}",\n"message": "b"\n`],
    [
      'lacks a quote before its timestamps',
      `{"message": "a", "timestamp": ${AT}"},\n{"message": "b", "timestamp": ${AT}"}\n`,
    ],
    ['is one line cut off', `{"events":[{"timestamp":${MS},"message":"a"},{"timestamp":${MS},"message":"b"},{"timesta`],
    [
      'is two documents one after the other',
      `{"events":[{"timestamp":${MS},"message":"a"}]}\n{"events":[{"timestamp":${MS},"message":"b"}]}\n`,
    ],
  ])('may be one that %s', async (_, text) => {
    const { lines, gaps } = await readText(text);
    expect(lines.map((line) => [line.text, line.time])).toEqual([
      ['a', MS],
      ['b', MS],
    ]);
    expect(gaps).toHaveLength(1);
  });
});

describe('pasted shapes', () => {
  test('time line and message line in turn: the message keeps its own line number', async () => {
    const { lines } = await readText(`${AT}\nStdout: a\n\n${AT}\n\nStderr: b\n  more\n`);
    expect(lines.map(({ ordinal, time, text, continues }) => [ordinal, time, text, continues])).toEqual([
      [2, MS, 'Stdout: a', false],
      [3, MS, '', true],
      [6, MS, 'Stderr: b', false],
      [7, MS, '  more', true],
    ]);
  });

  test('CSV: columns are told by their names, and a file that ends within quotes keeps its last row', async () => {
    const text = `@logStream,@message,@timestamp\n3.4.1/1,"one, two",2023-01-27 11:20:16.887\n3.4.1/1,"cut`;
    const { lines } = await readText(text);
    expect(lines.map(({ ordinal, time, text: is }) => [ordinal, time, is])).toEqual([
      [2, MS, 'one, two'],
      [3, MS, '3.4.1/1,"cut'],
    ]);
  });

  test('CSV: quotes are taken off, doubled ones made single, a quoted message may go over lines', async () => {
    const text = `timestamp,message\n${MS},Stdout: a,b\n${MS},"Waiting (id: i-0abc, ""passed"")."\n${MS},"Stderr: set -v\necho ""x""\ndone"\n${MS},last\n`;
    const { lines, logs } = await readText(text);
    expect(lines.map(({ ordinal, time, text: is, continues }) => [ordinal, time, is, continues])).toEqual([
      [2, MS, 'Stdout: a,b', false],
      [3, MS, 'Waiting (id: i-0abc, "passed").', false],
      [4, MS, 'Stderr: set -v', false],
      [5, MS, 'echo "x"', true],
      [6, MS, 'done', true],
      [7, MS, 'last', false],
    ]);
    expect(logs[0]?.events).toBe(4);
  });

  test('CSV: a CRLF within quotes is one line of the file', async () => {
    const text = `timestamp,message\r\n${MS},"Stderr: a\r\nb"\r\n${MS},last\r\n`;
    const { lines } = await readText(text);
    expect(lines.map(({ ordinal, text: is }) => [ordinal, is])).toEqual([
      [2, 'Stderr: a'],
      [3, 'b'],
      [4, 'last'],
    ]);
  });

  test('CSV: a message that was not quoted keeps its commas and quotes', async () => {
    const text = `timestamp,message\n${MS},Stderr: a,"b ""c"""\nno time, "d ""e"""\n`;
    expect(await said(text)).toEqual(['Stderr: a,"b ""c"""', 'no time, "d ""e"""']);
  });

  test('CSV of Logs Insights writes its times out', async () => {
    const { lines } = await readText('@timestamp,@message\n2023-01-27 11:20:16.887,Phase build\n');
    expect(lines.map((line) => [line.time, line.text])).toEqual([[MS, 'Phase build']]);
  });

  test('a console table: local offsets, headings left out, bars taken off', async () => {
    const text = `| timestamp | message |\n| -- | -- |\n| 2023-01-27T03:20:16.887-08:00 | Stderr: a | b |\nlast |\n  | ${AT} | Stdout:\n`;
    const { lines } = await readText(text);
    expect(lines.map(({ ordinal, time, text: is, continues }) => [ordinal, time, is, continues])).toEqual([
      [3, MS, 'Stderr: a | b', false],
      [4, MS, 'last |', true],
      [5, MS, 'Stdout:', false],
    ]);
  });

  test('a console table whose row goes over lines is closed by its last bar', async () => {
    const text = `${AT} | Stderr: a\nb |\n${AT} | c |\n`;
    expect(await said(text)).toEqual(['Stderr: a', 'b', 'c']);
  });

  test('text output of the aws command line: the time stands behind the message', async () => {
    const text = `b/37361948365432101987654321\tf/37363450786538932123456789\nEVENTS\t${MS + 800}\tStdout: a\tb\t${MS}\nEVENTS\t${MS + 800}\tStderr: c\nd\t${MS}\n`;
    const { lines } = await readText(text);
    expect(lines.map(({ ordinal, time, text: is, continues }) => [ordinal, time, is, continues])).toEqual([
      [2, MS, 'Stdout: a\tb', false],
      [3, null, 'Stderr: c', false],
      [4, null, 'd', true],
    ]);
  });
});

test('the shape is told by the content, not by the name', async () => {
  const { lines } = await inFile('build.json', `${AT} Phase build\n${AT} Step A\n`);
  expect(lines.map((line) => [line.time, line.text])).toEqual([
    [MS, 'Phase build'],
    [MS, 'Step A'],
  ]);
});

test('progress is told while a long log is read, and when it has been', async () => {
  const told: Progress[] = [];
  const line = `Stdout: ${'x'.repeat(91)}\n`;
  await readText(line.repeat(100_000), (progress) => told.push(progress));
  expect(told.length).toBeGreaterThan(2);
  expect(told.at(-1)).toEqual({
    kind: 'reading',
    what: 'standard input',
    pages: 0,
    bytes: 10_000_000,
    events: 100_000,
  });
});
