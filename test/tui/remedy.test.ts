// Choosing what to copy, and saving the ticket.
import { describe, expect, test } from 'vitest';
import { chosenItem } from '../../src/tui/screens/remedy/moves.ts';
import { after, frame, keys, MYSQL, MYSQL_READ, onImages, press, SMALL } from './scene.ts';

const remedy = press(onImages(), 'r');

test('the first command is chosen, and Enter, c and y copy it whole', () => {
  const copy = { what: 'command', text: 'pip install --upgrade "aws-parallelcluster>=3.5.0"' };
  for (const key of ['enter', 'c', 'y']) expect(after(remedy, ...keys(key)).errands).toEqual([{ kind: 'copy', copy }]);
});

test('a command that is broken on a narrow screen is copied as one line', () => {
  const narrow = press(onImages({ columns: 50, rows: 24 }), 'r j j');
  expect(chosenItem(narrow)?.copy.text).toBe(
    'pcluster build-image --image-id IMAGE_ID --region us-east-1 --image-configuration image-config.yaml',
  );
});

test('addresses and changes of the configuration can be chosen too', () => {
  const kinds = Array.from({ length: 16 }, (_, index) => press(remedy, `g${' j'.repeat(index)}`)).map(
    (state) => chosenItem(state)?.copy.what,
  );
  expect(new Set(kinds)).toEqual(new Set(['command', 'address', 'change of the configuration']));
});

describe('what a key would copy is what is marked on the screen', () => {
  test.each([SMALL, { columns: 60, rows: 12 }, { columns: 200, rows: 50 }, { columns: 30, rows: 8 }])(
    'on $columns×$rows, up and down to both ends',
    (size) => {
      let state = press(onImages(size), 'r');
      for (const key of keys('j j j j j j j j j j j j j j j j j j j j j j j j j j k k k k k k k k k k k k')) {
        state = after(state, key).state;
        expect(frame(state).includes('❯')).toBe(chosenItem(state) !== null);
      }
      expect(frame(press(state, 'G'))).toContain('❯');
      expect(frame(press(state, 'G'))).not.toContain('more line');
      expect(frame(press(state, 'G g'))).toContain('What to do');
    },
  );
});

test('w and W save the ticket', () => {
  expect(after(remedy, ...keys('w W')).errands).toEqual([
    { kind: 'save', image: MYSQL, format: 'text' },
    { kind: 'save', image: MYSQL, format: 'json' },
  ]);
});

test('a configuration that cannot be changed is said to be, and the lines are shown all the same', () => {
  const state = press(onImages({ columns: 100, rows: 50 }, 'DevSettings: [1]\n'), 'r');
  expect(frame(state).replaceAll(/\s+/g, ' ')).toContain(
    'cannot be changed: DevSettings.Cookbook.ChefCookbook: a value of another kind stands in its place',
  );
  expect(frame(state)).toContain('ChefCookbook: "<https');
});

test('a configuration that has the values already is said to', () => {
  const config = `DevSettings:\n  Cookbook:\n    ChefCookbook: "${address()}"\n`;
  expect(frame(press(onImages({ columns: 100, rows: 50 }, config), 'r'))).toContain('(it has these values already)');
});

function address(): string {
  const change = MYSQL_READ.diagnosis.remedies.find(({ patch }) => patch !== null)?.patch ?? {};
  return String(Object.values(change)[0]);
}
