// The key table: what is promised of a key in help, bar and README is what it does.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keysOf, labelOf } from '../../src/tui/keys/lookup.ts';
import { KEYS } from '../../src/tui/keys/table.ts';
import { SCREENS } from '../../src/tui/state.ts';
import { TITLES } from '../../src/tui/frame/places.ts';
import { after, begun, frame, GOOD, keys, listed, onEvidence, onImages, press } from './scene.ts';

describe.each(SCREENS)('on the screen %s', (screen) => {
  const own = keysOf({ screen });

  test('a key means one thing', () => {
    const pressed = own.flatMap(({ keys: names }) => names);
    expect(pressed.filter((name, index) => pressed.indexOf(name) !== index)).toEqual([]);
  });

  test('there is always a way down, up, back, out and to the help', () => {
    const intents = own.map(({ intent }) => intent);
    expect(intents).toEqual(expect.arrayContaining(['up', 'down', 'back', 'help', 'quit', 'interrupt', 'again']));
  });

  test('arrows and hjkl do the same', () => {
    const pairs = [
      ['j', 'down'],
      ['k', 'up'],
      ['h', 'left'],
      ['l', 'right'],
    ] as const;
    for (const [letter, arrow] of pairs) {
      const intent = (name: string) => own.find(({ keys: names }) => names.includes(name))?.intent;
      expect(intent(letter)).toBe(intent(arrow));
    }
  });

  test('the help names every key, and the README too', () => {
    const help = frame({ ...onEvidence({ columns: 120, rows: 80 }), screen, help: 0 });
    for (const key of own) expect(help).toContain(key.keys.map(labelOf).join(' '));
    for (const key of own) expect(help).toContain(key.words);
  });
});

test('the table of the README is made from the key table', () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, table = ''] = /<!-- keys -->\n\n([\s\S]*?)\n\n<!-- \/keys -->/.exec(readme) ?? [];
  expect(cellsOf(table)).toEqual([['key', 'does', 'on'], ...readmeRows()]);
});

/** Without the blanks that prettier puts in. */
function cellsOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => !line.startsWith('| -'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function readmeRows(): string[][] {
  return KEYS.map(({ keys: names, words, on }) => [
    names.map((name) => `\`${labelOf(name)}\``).join(' '),
    words,
    on.length === SCREENS.length ? 'all' : on.map((screen) => TITLES[screen]).join(', '),
  ]);
}

describe('a key that does nothing', () => {
  test.each([
    ['enter', 'Enter: there is no image to open'],
    ['/', '/: there is nothing to filter'],
    ['esc', 'Esc: this is the first screen (q quits)'],
    ['x', 'x does nothing here; ? lists the keys'],
  ])('%s says why', (key, why) => {
    expect(press(after(begun(), listed({ images: [] })).state, key).notice?.text).toBe(why);
  });

  test('a build without a diagnosis has no evidence and no remedy yet', () => {
    expect(press(onImages(), 'j e').notice?.text).toBe('e: this image is not diagnosed yet');
    expect(press(onImages(), 'j r').notice?.text).toBe('r: this image is not diagnosed yet');
  });

  test('the remark is gone with the next key', () => {
    expect(press(onImages(), 'x j').notice).toBeNull();
  });
});

describe('walking through the screens', () => {
  test('Tab goes around those that can be opened', () => {
    const places = ['tab', 'tab tab', 'tab tab tab', 'tab tab tab tab', 'shift+tab'].map((path) =>
      press(onImages(), path),
    );
    expect(places.map(({ screen }) => screen)).toEqual(['diagnosis', 'evidence', 'remedy', 'images', 'remedy']);
    expect(press(onImages(), 'j tab tab').screen).toBe('images');
  });

  test('Esc goes back one by one', () => {
    const places = ['esc', 'esc esc', 'esc esc esc'].map((path) => press(press(onImages(), 'r'), path).screen);
    expect(places).toEqual(['evidence', 'diagnosis', 'images']);
  });

  test('l and h are forward and back', () => {
    expect(press(onImages(), 'l').screen).toBe('diagnosis');
    expect(press(onImages(), 'l h').screen).toBe('images');
    expect(press(onImages(), 'right right').screen).toBe('evidence');
  });

  test('a build that did not fail has no remedy', () => {
    const fine = { kind: 'diagnosed', key: 'us-east-1/ubuntu22-prod', diagnosis: notFailed() } as const;
    const state = after(after(onImages(), ...keys('a G')).state, fine).state;
    expect(GOOD.id).toBe('ubuntu22-prod');
    expect(press(state, 'r').notice?.text).toBe('r: no remedy is known for this build');
  });
});

function notFailed() {
  const known = onImages().cases.get('us-east-1/ubuntu20-mysql');
  if (known?.kind !== 'done') throw new Error('the scene has no diagnosis');
  return { ...known.diagnosis, verdict: 'not-failed', rootCause: null, remedies: [] } as const;
}

describe('leaving', () => {
  test('q quits; Ctrl-C does at once, from wherever one is', () => {
    expect(after(onImages(), ...keys('q')).errands).toEqual([{ kind: 'quit', how: 'asked' }]);
    for (const place of ['?', '/', 'r']) {
      expect(after(onImages(), ...keys(`${place} ctrl+c`)).errands).toContainEqual({
        kind: 'quit',
        how: 'interrupted',
      });
    }
  });

  test('q closes the help before it quits', () => {
    const closed = after(onImages(), ...keys('? q'));
    expect([closed.state.help, closed.errands]).toEqual([null, []]);
  });

  test('Ctrl-Z and Ctrl-L are for the terminal', () => {
    expect(after(onImages(), ...keys('ctrl+z ctrl+l')).errands).toEqual([{ kind: 'suspend' }, { kind: 'redraw' }]);
  });
});

test('the bar always offers help and the way out, however narrow the terminal', () => {
  for (let columns = 30; columns <= 200; columns += 7) {
    const bar = frame(onImages({ columns, rows: 10 }))
      .split('\n')
      .at(-1);
    expect(bar).toMatch(/\? help │ q quit$/);
    expect(bar?.length).toBeLessThanOrEqual(columns);
  }
});
