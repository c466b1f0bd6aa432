// How a log stream is written down by a person, and what becomes of it.
import { expect, test } from 'vitest';
import { readStreamFile } from '../../src/replay/account/stream-file.ts';
import { eventsOf } from '../../src/replay/services/stream-events.ts';

/** The events of a stream file, as `milliseconds after the first: message`. */
function played(text: string): string[] {
  const events = eventsOf(readStreamFile(text, { name: 's', file: 's.log' }));
  const start = events[0]?.timestamp ?? 0;
  return events.map(({ timestamp, message }) => `${timestamp - start}: ${message}`);
}

const START = '2026-11-20T10:00:00.000Z first';

test('events have a time of day or follow the one before', () => {
  expect(played(`${START}\n+35ms second\n+2s third\n2026-11-20T10:00:03.000Z fourth\n`)).toEqual([
    '0: first',
    '35: second',
    '2035: third',
    '3000: fourth',
  ]);
});

test('lines without a time continue the event, empty ones and diffs included', () => {
  expect(played(`${START}\n\n+  echo "not an event"\n  last\n`)).toEqual([
    '0: first\n\n+  echo "not an event"\n  last',
  ]);
});

test('an event may be empty, and keeps the blanks at its end', () => {
  expect(played('2026-11-20T10:00:00.000Z\n+0ms Stdout: \n')).toEqual(['0: ', '0: Stdout: ']);
});

test('a block repeats with numbers, turns and the time', () => {
  const block =
    '@repeat 3 every 100ms\nGet:{n} lib{n+9} {main|universe} {"json": 1}\n+5ms [{time}] {}\n@end\n+1s after\n';
  expect(played(`${START}\n${block}`)).toEqual([
    '0: first',
    '0: Get:1 lib10 main {"json": 1}',
    '5: [2026-11-20T10:00:00+00:00] {}',
    '100: Get:2 lib11 universe {"json": 1}',
    '105: [2026-11-20T10:00:00+00:00] {}',
    '200: Get:3 lib12 main {"json": 1}',
    '205: [2026-11-20T10:00:00+00:00] {}',
    '1205: after',
  ]);
});

test('a remark is no event, and ␍ is a carriage return', () => {
  expect(played(`@# about this log\n${START} ␍ 5%\n`)).toEqual(['0: first \r 5%']);
});

test.each([
  ['+1s too early\n', 's.log:1: the first event needs a time'],
  ['\n', 's.log:1: a line that continues an event, but no event is before it'],
  [
    `${START}\n2026-11-20T09:59:59.999Z back\n`,
    's.log:2: goes back in time: 2026-11-20T09:59:59.999Z after 2026-11-20T10:00:00.000Z',
  ],
  ['2026-13-20T10:00:00.000Z x\n', 's.log:1: no such time: 2026-13-20T10:00:00.000Z'],
  [`${START}\n@repeat 3\nx\n`, 's.log:2: @repeat has no @end'],
  [`${START}\n@end\n`, 's.log:2: @end without @repeat'],
  [`${START}\n@repeat 2\n@repeat 2\nx\n@end\n`, 's.log:3: @repeat inside @repeat'],
  [`${START}\n@repeat 2\n@end\n`, 's.log:2: @repeat with nothing in it'],
  [`${START}\n@repeat 2\n${START}\n@end\n`, 's.log:3: a time of day inside @repeat; use +0ms, +35ms'],
])('what is wrong with %j is said with file and line', (text, message) => {
  expect(() => played(text)).toThrow(message);
});
