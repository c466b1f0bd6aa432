// The list of builds as a function of keys and news.
import { describe, expect, test } from 'vitest';
import { keyOf, type News } from '../../src/tui/news.ts';
import { chosenImage, shownImages } from '../../src/tui/screens/images/state.ts';
import type { State } from '../../src/tui/state.ts';
import {
  after,
  begun,
  diagnosed,
  frame,
  GOOD,
  IMAGES,
  keys,
  listed,
  MYSQL,
  MYSQL_READ,
  onImages,
  press,
  ROCKY,
  type,
} from './scene.ts';

const ids = ({ images, cases }: State) => shownImages(images, cases).map(({ id }) => id);
const chosen = ({ images, cases }: State) => chosenImage(images, cases)?.id;

describe('what is diagnosed by itself', () => {
  test('every failed build, in the order of the list, and no other', () => {
    expect(after(begun(), listed()).errands).toEqual([
      { kind: 'diagnose', image: MYSQL, urgent: false },
      { kind: 'diagnose', image: ROCKY, urgent: false },
    ]);
  });

  test('listed again, only those that went on since then or could not be read', () => {
    const excuse = { what: 'GetLogEvents got no answer', toTry: null };
    const state = after(onImages(), { kind: 'not-diagnosed', key: keyOf(ROCKY), excuse }).state;
    expect(after(state, listed()).errands).toEqual([{ kind: 'diagnose', image: ROCKY, urgent: false }]);
    const moved = { ...MYSQL, stackStatus: 'DELETE_FAILED' };
    expect(after(onImages(), listed({ images: [moved, GOOD] })).errands).toEqual([
      { kind: 'diagnose', image: moved, urgent: false },
    ]);
  });

  test('opened before its turn, a build is examined before all that wait', () => {
    expect(after(onImages(), ...keys('j enter')).errands).toEqual([{ kind: 'diagnose', image: ROCKY, urgent: true }]);
  });

  test('a good build is examined when somebody opens it', () => {
    expect(after(onImages(), ...keys('a G enter')).errands).toEqual([{ kind: 'diagnose', image: GOOD, urgent: true }]);
  });
});

describe('what is shown', () => {
  test('failed builds; with a, all of them', () => {
    expect(ids(onImages())).toEqual(['ubuntu20-mysql', 'rocky8-site']);
    expect(ids(press(onImages(), 'a'))).toEqual(['ubuntu20-mysql', 'rocky8-site', 'ubuntu22-prod']);
    expect(ids(press(onImages(), 'a a'))).toEqual(['ubuntu20-mysql', 'rocky8-site']);
  });

  test.each([
    ['rocky', ['rocky8-site']],
    ['!rocky', ['ubuntu20-mysql']],
    ['us-east 3.4', ['ubuntu20-mysql']],
    ['us-east !recognised', []],
    ['InstallPCluster', ['ubuntu20-mysql']],
    ['MYSQL', ['ubuntu20-mysql']],
    ['waiting', ['rocky8-site']],
    ['!', ['ubuntu20-mysql', 'rocky8-site']],
    ['  ', ['ubuntu20-mysql', 'rocky8-site']],
  ])('while one types the filter "%s"', (text, expected) => {
    expect(ids(type(press(onImages(), '/'), text))).toEqual(expected);
  });

  test('Enter keeps a filter, Esc takes it away', () => {
    const filtered = press(type(press(onImages(), '/'), 'rocky'), 'enter');
    expect(filtered.prompt).toBeNull();
    expect(ids(filtered)).toEqual(['rocky8-site']);
    expect(ids(press(filtered, 'esc'))).toHaveLength(2);
    expect(ids(press(type(press(onImages(), '/'), 'rocky'), 'esc'))).toHaveLength(2);
  });

  test('what is typed into the filter is no command', () => {
    const state = type(press(onImages(), '/'), 'q?e');
    expect([state.images.filter, state.screen, state.help]).toEqual(['q?e', 'images', null]);
  });

  test.each([
    ['backspace', 'rocky sit'],
    ['ctrl+w', 'rocky '],
    ['ctrl+u', ''],
  ])('%s edits what was typed', (key, left) => {
    expect(press(type(press(onImages(), '/'), 'rocky site'), key).images.filter).toBe(left);
  });
});

describe('which one is chosen', () => {
  test('the first one, then whatever the keys say, within the list', () => {
    expect(chosen(onImages())).toBe('ubuntu20-mysql');
    expect(chosen(press(onImages(), 'j'))).toBe('rocky8-site');
    expect(chosen(press(onImages(), 'down down down'))).toBe('rocky8-site');
    expect(chosen(press(onImages(), 'G k k'))).toBe('ubuntu20-mysql');
  });

  test('it stays chosen when the list is made again in another order', () => {
    const state = after(press(onImages(), 'j'), listed({ images: [ROCKY, MYSQL] })).state;
    expect(chosen(state)).toBe('rocky8-site');
  });

  test('two regions can have an image of the same name', () => {
    const twin = { ...MYSQL, region: 'eu-west-1' };
    const state = after(begun(), listed({ images: [MYSQL, twin] }), diagnosed()).state;
    expect(press(state, 'j').images.chosen).toBe('eu-west-1/ubuntu20-mysql');
    expect(after(state, ...keys('j enter')).errands).toEqual([{ kind: 'diagnose', image: twin, urgent: true }]);
  });

  test('the diagnosis of another image begins at its top', () => {
    const scrolled = press(onImages(), 'enter G');
    expect(scrolled.diagnosis.top).toBeGreaterThan(0);
    expect(press(scrolled, 'esc j').diagnosis.top).toBe(0);
  });
});

describe('a list that could not be made', () => {
  const excuse = { what: 'no host answers for region us-east-1', toTry: 'check the network' };

  test('keeps what was seen before, and R asks again', () => {
    const lost = after(onImages(), listed({ images: [], regions: [], excuses: [excuse] })).state;
    expect(ids(lost)).toEqual(['ubuntu20-mysql', 'rocky8-site']);
    const again = after(lost, ...keys('R'));
    expect(again.errands).toEqual([{ kind: 'list' }]);
    expect(again.state.images.listing).toBe('running');
  });

  test('of one region keeps the builds of that region', () => {
    const half = after(onImages(), listed({ images: [ROCKY], regions: ['eu-west-1'], excuses: [excuse] })).state;
    expect(half.images.images).toHaveLength(IMAGES.length);
  });

  test('without a complaint, what is gone is gone', () => {
    const state = after(onImages(), listed({ images: [ROCKY], regions: ['eu-west-1'] })).state;
    expect(ids(state)).toEqual(['rocky8-site']);
  });
});

test('a diagnosis made again stays to be read until the new one is there', () => {
  const state = after(onImages(), { kind: 'diagnosing', key: keyOf(MYSQL) }).state;
  expect(state.cases.get(keyOf(MYSQL))?.kind).toBe('done');
  const excuse = { what: 'GetImage was throttled', toTry: null };
  const failed = after(state, { kind: 'not-diagnosed', key: keyOf(MYSQL), excuse }).state;
  expect(failed.cases.get(keyOf(MYSQL))?.kind).toBe('done');
  expect(failed.notice).toEqual({ tone: 'bad', text: 'GetImage was throttled' });
});

describe('a build in progress', () => {
  const NEXT = { ...MYSQL, id: 'rocky9-next', status: 'pending' as const, stackStatus: 'CREATE_IN_PROGRESS' };
  const step = { component: 'main', phase: 'build', name: 'InstallCinc' } as const;
  const at = Date.UTC(2023, 1, 1, 4, 5, 6);
  const ended = {
    event: 'step-ended',
    at,
    step,
    outcome: 'succeeded',
    exitCode: 0,
    tookMs: 20_000,
    usuallyMs: null,
  } as const;

  const passing = (events: Extract<News, { kind: 'passing' }>['events']): News => ({
    kind: 'passing',
    key: keyOf(NEXT),
    events,
  });
  const opened = () => after(begun(), listed({ images: [NEXT] }), ...keys('a enter'));

  test('is examined and followed when somebody opens it, and followed once', () => {
    expect(opened().errands).toEqual([
      { kind: 'diagnose', image: NEXT, urgent: true },
      { kind: 'watch', image: NEXT },
    ]);
    expect(after(opened().state, passing([ended]), ...keys('esc enter R')).errands).not.toContainEqual({
      kind: 'watch',
      image: NEXT,
    });
  });

  test('shows its steps as they pass, and while it goes on after a verdict, what to type', () => {
    const verdict = {
      event: 'verdict',
      at,
      final: false,
      diagnosis: MYSQL_READ.diagnosis,
      toStop: 'aws imagebuilder x',
    } as const;
    const steps = after(opened().state, passing([ended])).state;
    expect(frame(steps)).toContain('04:05:06  ✔ main build InstallCinc, 20 s');
    expect(frame(steps)).not.toContain('aws imagebuilder x');
    expect(frame(after(steps, passing([ended, verdict])).state)).toContain('$ aws imagebuilder x');
  });
});
