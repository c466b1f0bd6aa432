// The laws that templates keep, whatever the lines.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Templates } from '../../src/comparison/templates.ts';

/** Few words, so that lines are often like each other. */
const word = fc.constantFrom(
  'error:',
  'cannot',
  'open',
  'package',
  'libfoo',
  'libbar',
  'of',
  '<*>',
  '42',
  '/tmp/x',
  'é',
);
const line = fc.oneof(
  fc.array(word, { maxLength: 9 }).map((words) => words.join(' ')),
  fc.string({ maxLength: 60 }),
);
const lines = fc.array(line, { maxLength: 60 });

function learnt(all: readonly string[]): Templates {
  const templates = new Templates();
  for (const one of all) templates.learn(one);
  return templates;
}

test('every line that was learnt is covered, whatever was learnt after it', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const templates = learnt(all);
      expect(all.filter((one) => !templates.covers(one))).toEqual([]);
    }),
  );
});

test('the same line again makes no new template and changes none', () => {
  fc.assert(
    fc.property(lines, line, line, (all, again, probe) => {
      const once = learnt([...all, again]);
      const twice = learnt([...all, again, again]);
      expect(twice.count).toBe(once.count);
      expect(twice.covers(probe)).toBe(once.covers(probe));
    }),
  );
});

test('what is learnt of lines with other openings or of another length changes nothing', () => {
  const mine = fc.array(line, { maxLength: 30 }).map((all) => all.map((one) => `mine mine ${one}`));
  const others = fc.array(line, { maxLength: 30 }).map((all) => all.map((one) => `other other ${one}`));
  fc.assert(
    fc.property(mine, others, line, fc.infiniteStream(fc.boolean()), (a, b, probe, turns) => {
      const mixed = interleaved(a, b, turns);
      expect(learnt(mixed).covers(`mine mine ${probe}`)).toBe(learnt(a).covers(`mine mine ${probe}`));
    }),
  );
});

/** Both lists in one, each in its own order. */
function interleaved(a: readonly string[], b: readonly string[], turns: Iterator<boolean>): string[] {
  const [left, right] = [[...a], [...b]];
  const mixed: string[] = [];
  while (left.length > 0 || right.length > 0) {
    const from = right.length === 0 || (left.length > 0 && turns.next().value === true) ? left : right;
    mixed.push(...from.splice(0, 1));
  }
  return mixed;
}

test('numbers, ids, times and temporary places make no difference', () => {
  const templates = learnt([
    '2026-05-01T10:00:00Z lock 4711 of i-0abc1234def567890 held in /tmp/tmp.x1 for 30 s',
    'the server answered with error: 404',
  ]);
  expect(templates.covers('2026-05-08T11:30:00Z lock 815 of i-0fed1234def567890 held in /tmp/tmp.y2 for 7 s')).toBe(
    true,
  );
  expect(templates.covers('the server answered with error: 403')).toBe(false);
});

test('one line is no template: another word makes another line', () => {
  const templates = learnt(['cannot find the package libfoo in the list']);
  expect(templates.covers('cannot find the package libbar in the list')).toBe(false);
  templates.learn('cannot find the package libbaz in the list');
  expect(templates.covers('cannot find the package libbar in the list')).toBe(true);
});

test('with a higher similarity lines that differ in much stay apart', () => {
  const careful = new Templates(0.75);
  careful.learn('cannot find package libfoo');
  careful.learn('cannot find the library');
  expect([careful.count, careful.covers('cannot find a compiler')]).toEqual([2, false]);
});
