// The store between keys, news and the terminal.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from '../../src/tui/store.ts';
import type { Errand } from '../../src/tui/news.ts';
import { begun, keys, listed, MYSQL, ROCKY } from './scene.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stored() {
  const errands: Errand[] = [];
  let drawn = 0;
  const store = createStore({ begin: begun(), run: (errand) => errands.push(errand) });
  const end = store.subscribe(() => (drawn += 1));
  return { store, errands, end, drawn: () => drawn };
}

test('a key is drawn at once; what follows within a frame is drawn with the next one', () => {
  const { store, drawn } = stored();
  store.take(...keys('?'));
  expect([drawn(), store.shown().help]).toEqual([1, 0]);
  for (let text = 0; text < 100; text += 1) store.take({ kind: 'progress', text: String(text) });
  expect([drawn(), store.now().progress, store.shown().progress]).toEqual([1, '99', null]);
  vi.advanceTimersByTime(16);
  expect([drawn(), store.shown().progress]).toEqual([2, '99']);
});

test('errands are run in order, whatever is drawn', () => {
  const { store, errands } = stored();
  store.take(listed(), ...keys('ctrl+l'));
  expect(errands).toEqual([
    { kind: 'diagnose', image: MYSQL, urgent: false },
    { kind: 'diagnose', image: ROCKY, urgent: false },
    { kind: 'redraw' },
  ]);
});

test('an errand that brings its news at once finds the state it came from', () => {
  const store = createStore({
    begin: begun(),
    run: () => store.take({ kind: 'told', notice: { tone: 'good', text: 'done' } }),
  });
  store.take(...keys('ctrl+l'));
  expect(store.now().notice?.text).toBe('done');
});

test('what changes nothing is not drawn, and who has left is not called', () => {
  const { store, drawn, end } = stored();
  store.take();
  expect(drawn()).toBe(0);
  end();
  store.take(...keys('?'));
  expect(drawn()).toBe(0);
});
