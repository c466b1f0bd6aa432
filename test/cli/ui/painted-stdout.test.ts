// The stand-in for a terminal, over the real output of this test: an empty write is all that ever reaches it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paintedStdout } from '../../../src/cli/ui/painted-stdout.ts';

const terminal = process.stdout;
const { columns } = terminal;
const frames: string[] = [];
const painted = paintedStdout(terminal, (frame) => void frames.push(frame));

beforeEach(() => {
  frames.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  terminal.columns = columns;
});

test('what is written is painted, and the terminal gets nothing of it', () => {
  const write = vi.spyOn(terminal, 'write');
  painted.write('first\nsecond');
  painted.write(Buffer.from('third'));
  expect(frames).toEqual(['first\nsecond', 'third']);
  expect(write.mock.calls.map(([text]) => text)).toEqual(['', '']);
});

test.each(['', 'a frame'])('whoever writes %j learns when it was taken', async (text) => {
  await new Promise<void>((resolve) => void painted.write(text, () => resolve()));
  await new Promise<void>((resolve) => void painted.write(text, 'utf8', () => resolve()));
  expect(frames).toEqual(text === '' ? [] : [text, text]);
});

test('an empty write paints nothing', () => {
  painted.write('');
  expect(frames).toEqual([]);
});

test('the cursor is not for ink to show: that is no frame', () => {
  painted.write('\u001b[?25h');
  expect(frames).toEqual([]);
});

test('all else is the terminal itself', () => {
  terminal.columns = 91;
  expect([painted.columns, painted.writable, painted.isTTY]).toEqual([91, true, terminal.isTTY]);
  const resized = vi.fn<() => void>();
  painted.on('resize', resized);
  terminal.emit('resize');
  painted.off('resize', resized);
  terminal.emit('resize');
  expect(resized).toHaveBeenCalledTimes(1);
});

test('its methods are called on the terminal itself', () => {
  const asked = vi.spyOn(terminal, 'listenerCount');
  painted.listenerCount('resize');
  expect(asked.mock.contexts[0]).toBe(terminal);
});
