// What a person who listens hears, key by key.
import { describe, expect, test } from 'vitest';
import { speak } from '../../src/tui/speech/speak.ts';
import {
  after,
  begun,
  diagnosed,
  keys,
  listed,
  log,
  MYSQL,
  MYSQL_READ,
  onEvidence,
  onImages,
  press,
  type,
} from './scene.ts';
import type { State } from '../../src/tui/state.ts';
import type { Event } from '../../src/tui/next.ts';

/** Everything that is said, event by event. */
function heard(state: State, ...events: readonly Event[]): string[] {
  let now = state;
  return events.flatMap((event) => {
    const before = now;
    now = after(now, event).state;
    return speak(before, now);
  });
}

const wide = { columns: 200, rows: 24 };

test('the list, then the verdict of the build one is at', () => {
  expect(heard(begun(wide), listed(), diagnosed())).toEqual([
    '2 failed image builds in eu-west-1 and us-east-1.',
    'ubuntu20-mysql, us-east-1, version 3.4.1, 5 d ago, waiting. 1 of 2.',
    'ubuntu20-mysql, us-east-1, version 3.4.1, 5 d ago, recognised: The MySQL client packages of this ParallelCluster are older than those of Ubuntu 20.04. 1 of 2.',
  ]);
});

test('moving says the row and nothing else', () => {
  expect(heard(onImages(wide), ...keys('j j k'))).toEqual([
    'rocky8-site, eu-west-1, version 3.8.0, 9 d ago, waiting. 2 of 2.',
    expect.stringMatching(/^ubuntu20-mysql, .* 1 of 2\.$/),
  ]);
});

test('a screen is read from its title to its end, once', () => {
  const said = heard(onImages(wide), ...keys('enter j j'));
  expect(said[0]).toBe('Diagnosis.');
  expect(said[1]).toBe('Cause: The MySQL client packages of this ParallelCluster are older than those of Ubuntu 20.04');
  expect(said.at(-1)).toBe('Enter: the evidence.');
});

test('the log says how much there is and the decisive line; n the next one', () => {
  const said = heard(press(onImages(wide), 'enter'), ...keys('enter'), log(), ...keys('n'));
  expect(said).toEqual([
    'Evidence.',
    'Reading the log.',
    '138 lines, 6 of them marked as evidence.',
    'the decisive line, line 80, 2023-02-02T09:30:00.976Z: Stdout:     E: Packages were downgraded and -y was used without --allow-downgrades.',
    expect.stringMatching(/^a consequence, line \d+, /),
  ]);
});

test('older events are told when they can be asked for and when they are there', () => {
  const half = onEvidence(wide, MYSQL_READ, { kind: 'unread' });
  expect(heard(half, { kind: 'reading-older', key: 'us-east-1/ubuntu20-mysql' }, log(MYSQL, MYSQL_READ))).toEqual([
    '138 lines, 6 of them marked as evidence. Reading older events.',
    '138 lines, 6 of them marked as evidence.',
  ]);
});

test('a remedy is read, then what is chosen to be copied', () => {
  const said = heard(onImages(wide), ...keys('r j'));
  expect(said.slice(0, 2)).toEqual(['Remedy.', 'What to do']);
  expect(said.at(-2)).toBe('Chosen command: pip install --upgrade "aws-parallelcluster>=3.5.0". Enter copies it.');
  expect(said.at(-1)).toMatch(/^Chosen command: pcluster delete-image /);
});

describe('what is on top', () => {
  test('help', () => {
    expect(heard(onImages(wide), ...keys('?'))[0]).toBe('Keys on the screen Images');
    expect(heard(onImages(wide), ...keys('? esc')).at(-1)).toBe('Help closed. Images.');
  });

  test('a search is told with its hits when it is kept, not at every letter', () => {
    const typing = type(press(onEvidence(wide), '/'), 'chef');
    expect(speak(press(onEvidence(wide), '/'), typing)).toEqual([]);
    expect(speak(typing, press(typing, 'enter'))).toEqual([expect.stringMatching(/^Search "chef": \d+ hits\.$/)]);
  });

  test('a key that does nothing says why', () => {
    expect(heard(onImages(wide), ...keys('x'))).toEqual(['x does nothing here; ? lists the keys']);
  });
});

test('what was not listed is told, and how to try again', () => {
  const excuse = { what: 'AWS does not accept the credentials', toTry: 'log in' };
  expect(heard(begun(wide), listed({ images: [], regions: [], excuses: [excuse] }))).toEqual([
    'Not listed: AWS does not accept the credentials. Try: log in. R tries again.',
  ]);
});

test('lines are broken between words', () => {
  const said = heard(onImages({ columns: 40, rows: 24 }), ...keys('j k'));
  expect(said.every((line) => line.length <= 40)).toBe(true);
  expect(said.join(' ')).toContain('The MySQL client packages of this ParallelCluster');
});
