// Reading a log: where one is, what is marked, what is found, and what is still to be fetched.
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../src/tui/news.ts';
import { rowAt, rowOfEvent } from '../../src/tui/screens/evidence/log.ts';
import type { State } from '../../src/tui/state.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import {
  after,
  examined,
  frame,
  keys,
  log,
  MYSQL,
  MYSQL_READ,
  onEvidence,
  onImages,
  press,
  SMALL,
  type,
} from './scene.ts';

/** The text of the line one is at. */
function at({ evidence }: State): string {
  if (evidence.log === null) return '(no log)';
  const row = rowAt(evidence.log, evidence.cursor);
  if (row.kind === 'event') return row.event.line.text.trim();
  return row.section.kind === 'log' ? `log ${row.section.source.name}` : `step ${row.section.step.name}`;
}

const DECISIVE = 'Stdout:     E: Packages were downgraded and -y was used without --allow-downgrades.';

describe('opening a log', () => {
  test('asks for it once, and stands at the decisive line', () => {
    const opened = after(onImages(), ...keys('e'));
    expect(opened.errands).toEqual([{ kind: 'open-log', image: MYSQL }]);
    expect(after(opened.state, ...keys('d e')).errands).toEqual([]);
    expect(at(after(opened.state, log()).state)).toBe(DECISIVE);
  });

  test('three keys lead from the list to the remedy, past the line that proves it', () => {
    const states = [press(onImages(), 'enter'), onEvidence(), press(onEvidence(), 'enter')];
    expect(states.map(({ screen }) => screen)).toEqual(['diagnosis', 'evidence', 'remedy']);
    expect(at(states[1] ?? onImages())).toBe(DECISIVE);
  });

  test('a log of another build is not taken for this one', () => {
    const opened = press(onImages(), 'e');
    expect(after(opened, log({ ...MYSQL, id: 'another' })).state.evidence.log).toBeNull();
  });
});

describe('moving', () => {
  test.each([
    ['j', 1],
    ['k', -1],
    ['ctrl+d', 10],
    ['ctrl+u', -10],
  ])('%s moves by %i', (key, by) => {
    const state = onEvidence();
    expect(press(state, key).evidence.cursor - state.evidence.cursor).toBe(by);
  });

  test('pages overlap by a line and end at the ends', () => {
    const top = press(onEvidence(), 'g');
    expect(top.evidence).toMatchObject({ cursor: 0, top: 0 });
    expect(press(top, 'pagedown').evidence.top).toBe(20);
    expect(press(top, 'pagedown pageup').evidence).toMatchObject({ cursor: 0, top: 0 });
    const end = press(onEvidence(), 'G');
    const last = (end.evidence.log?.rows.length ?? 0) - 1;
    expect(end.evidence.cursor).toBe(last);
    expect(press(end, 'pagedown space').evidence).toMatchObject({ cursor: last, top: end.evidence.top });
  });

  test.each(['', 'z', 't z'])('the line one is at is always on the screen (%s)', (looks) => {
    let state = looks === '' ? onEvidence() : press(onEvidence(), looks);
    for (const key of keys('g j j pagedown ctrl+d k G pageup ctrl+u k k n N g pagedown pagedown j')) {
      state = after(state, key).state;
      expect(frame(state)).toContain('❯');
    }
  });

  test('from step to step', () => {
    expect(at(press(onEvidence(), 'g ]'))).toBe('step AWSRegion');
    expect(at(press(onEvidence(), 'g ] ]'))).toBe('step OperatingSystemRelease');
    expect(at(press(onEvidence(), '['))).toBe('step InstallPClusterPackages');
    expect(at(press(onEvidence(), 's k enter'))).toBe('step OperatingSystemArchitecture');
    expect(at(press(onEvidence(), 's k esc'))).toBe(DECISIVE);
  });

  test('sideways in long lines, unless they are wrapped', () => {
    const right = press(onEvidence(), 'l');
    expect(right.evidence.left).toBe(26);
    expect(press(right, 'h h').evidence.left).toBe(0);
    expect(press(onEvidence(), 'z l').notice?.text).toBe('l: lines are wrapped (z changes that)');
  });
});

describe('marks', () => {
  test('are the quoted lines and no others, in the order of the log', () => {
    const { marks } = onEvidence().evidence.log ?? { marks: null };
    const texts = marks?.events.map((event) => MYSQL_READ.run.events[event]?.body);
    expect(texts?.slice(0, 4)).toEqual([
      "Error executing action `run` on resource 'bash[Install MySQL packages]'",
      'The following packages will be DOWNGRADED:',
      'libmysqlclient-dev libmysqlclient21',
      'E: Packages were downgraded and -y was used without --allow-downgrades.',
    ]);
    expect(marks?.events.map((event) => marks.of.get(event)).slice(0, 4)).toEqual([
      'consequence',
      'context',
      'context',
      'cause',
    ]);
  });

  test('n and N go through them and around the end', () => {
    const marked = press(onEvidence(), 'N');
    expect(at(marked)).toBe('Stdout:       libmysqlclient-dev libmysqlclient21');
    expect(at(press(marked, 'n'))).toBe(DECISIVE);
    expect(at(press(onEvidence(), 'N N N n n n'))).toBe(DECISIVE);
  });

  test('the same text elsewhere in the log is not marked', () => {
    const twice = examined(`2023-02-02T09:29:59.000Z ${DECISIVE}\n`.concat(story()));
    const { marks } = onEvidence(SMALL, twice).evidence.log ?? { marks: null };
    expect(marks?.cause).not.toBe(0);
    expect(marks?.of.has(0)).toBe(false);
  });
});

describe('a search', () => {
  const searching = type(press(onEvidence(), 'g /'), 'chef');

  test('counts its hits and goes to the first while one types', () => {
    expect(searching.evidence.search?.hits.length).toBeGreaterThan(1);
    expect(at(searching).toLowerCase()).toContain('chef');
  });

  test('capitals count only when some are typed', () => {
    expect(hits('downgraded')).toBe(6);
    expect(hits('DOWNGRADED')).toBe(2);
  });

  test('takes what is typed as text, not as a pattern', () => {
    expect(type(press(onEvidence(), '/'), '...').evidence.search?.hits.length).toBeLessThan(10);
    expect(type(press(onEvidence(), '/'), '[').evidence.search?.hits.length).toBeGreaterThan(0);
  });

  test('once kept, n and N go through its hits; Esc ends it and they are about evidence again', () => {
    const kept = press(searching, 'enter');
    expect(at(press(kept, 'n')).toLowerCase()).toContain('chef');
    expect(at(press(kept, 'n N'))).toBe(at(kept));
    const ended = press(kept, 'esc');
    expect([ended.screen, ended.evidence.search]).toEqual(['evidence', null]);
  });

  test('given up, one is back where it began', () => {
    expect(at(press(type(press(onEvidence(), '/'), 'Phase build'), 'esc'))).toBe(DECISIVE);
  });

  test('without a hit, n says so', () => {
    expect(press(type(press(onEvidence(), '/'), 'no such text'), 'enter n').notice?.text).toBe('n: nothing was found');
  });
});

describe('older events', () => {
  const early = 40;
  /** The last part of the same log, as it is read first. */
  const tail = examined(story(), (evidence) => ({ ...evidence, lines: evidence.lines.slice(early) }));
  const half = onEvidence(SMALL, tail, { kind: 'unread' });

  test('are asked for by going up at the top, and not by looking elsewhere', () => {
    expect(after(half, ...keys('n N j k')).errands).toEqual([]);
    expect(after(half, ...keys('pageup pageup pageup pageup pageup')).errands[0]).toEqual({
      kind: 'read-older',
      image: MYSQL,
      all: false,
    });
  });

  test('when they arrive one stays at the same line', () => {
    const more = after(half, log(MYSQL, MYSQL_READ)).state;
    expect(at(more)).toBe(at(half));
    expect(more.evidence.cursor - more.evidence.top).toBe(half.evidence.cursor - half.evidence.top);
  });

  test('g asks for all of them and waits at the first line', () => {
    const asked = after(half, ...keys('g'));
    expect(asked.errands).toEqual([{ kind: 'read-older', image: MYSQL, all: true }]);
    expect(at(after(asked.state, log(MYSQL, MYSQL_READ)).state)).toBe('log build.log');
  });

  test('refused, they are said to be, and R asks again', () => {
    const excuse = { what: 'logs:GetLogEvents was throttled', toTry: null };
    const refused = after(half, log(MYSQL, tail, { kind: 'refused', excuse })).state;
    expect(frame(refused)).toContain('R asks again for older events: logs:GetLogEvents was throttled');
    expect(after(refused, ...keys('R')).errands).toEqual([{ kind: 'read-older', image: MYSQL, all: false }]);
  });
});

test('rows and events find each other', () => {
  const found = onEvidence().evidence.log;
  const rows = found?.run.events.map((event) => rowOfEvent(found, event.at)) ?? [];
  expect(rows).toHaveLength(MYSQL_READ.run.events.length);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows.every((row, index) => found?.rows[row] === index)).toBe(true);
});

test('another build of the same account is another log', () => {
  const state = press(onEvidence(), 'esc esc');
  expect(state.evidence.key).toBe(keyOf(MYSQL));
  expect(press(state, 'j').screen).toBe('images');
});

test('a log without steps and without marks can be read all the same', () => {
  const plain = examined('one\ntwo\nthree\n');
  const state = onEvidence(SMALL, { ...MYSQL_READ, evidence: plain.evidence, run: plain.run });
  expect(at(state)).toBe('three');
  expect(press(state, 'n').notice?.text).toBe('n: no line of this log is marked as evidence');
  expect(press(state, 's').notice?.text).toBe('s: this log names no steps');
});

function hits(text: string): number | undefined {
  return type(press(onEvidence(), '/'), text).evidence.search?.hits.length;
}

function story(): string {
  return MYSQL_READ.evidence.lines
    .map(({ time, text, continues }) => (continues || time === null ? text : `${new Date(time).toISOString()} ${text}`))
    .join('\n')
    .concat('\n');
}

test('the log of this test is the one that was read', () => {
  expect(evidenceOf(story()).lines.map(({ text }) => text)).toEqual(MYSQL_READ.evidence.lines.map(({ text }) => text));
});
