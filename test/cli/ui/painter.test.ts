// What a person sees after a frame, on a real terminal emulator; and that no more is sent than what changed.
import xterm from '@xterm/headless';
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { createPainter, type Painter } from '../../../src/cli/ui/painter.ts';

interface Screen {
  readonly painter: Painter;
  /** What was written since the last look. */
  readonly written: () => string;
  readonly resize: (columns: number, rows: number) => void;
  /** The rows as they stand there, blanks at their ends aside. */
  readonly shown: () => Promise<string[]>;
  readonly type: (text: string) => void;
  readonly scrolledAway: () => string | undefined;
}

function open(columns: number, rows: number, change?: (row: string) => string): Screen {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const written: string[] = [];
  const surface = {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write: (text: string) => {
      written.push(text);
      terminal.write(text);
    },
  };
  const line = (at: number) => terminal.buffer.active.getLine(at)?.translateToString(true).trimEnd() ?? '';
  return {
    painter: createPainter(surface, change),
    written: () => written.splice(0).join(''),
    resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
    shown: async () => {
      await new Promise<void>((resolve) => terminal.write('', resolve));
      return Array.from({ length: terminal.rows }, (_, row) => line(terminal.buffer.active.baseY + row));
    },
    type: (text) => terminal.write(text),
    scrolledAway: () => line(0),
  };
}

test('only the row that changed is written', async () => {
  const { painter, written, shown } = open(20, 5);
  painter.paint('first\nsecond\nthird');
  written();
  painter.paint('first\nother\nthird');
  const text = written();
  expect(text).toContain('other');
  expect(text).not.toMatch(/first|second|third/);
  expect(await shown()).toEqual(['first', 'other', 'third', '', '']);
});

test('a frame like the last one writes nothing', () => {
  const { painter, written } = open(20, 5);
  painter.paint('first\nsecond');
  written();
  painter.paint('first\nsecond');
  expect(written()).toBe('');
});

test('the rows below a shorter frame, and the rests of shorter rows, go', async () => {
  const { painter, shown } = open(20, 4);
  painter.paint('a long row\nsecond\nthird');
  painter.paint('a row');
  expect(await shown()).toEqual(['a row', '', '', '']);
});

test('a full row keeps its last column, be it of two columns or in colour', async () => {
  const { painter, written, shown } = open(6, 4);
  painter.paint('short\nabcdef\nab漢字');
  written();
  painter.paint('abcdeF\n\u001b[7mABCDEF\u001b[27m\nAB漢字');
  expect(await shown()).toEqual(['abcdeF', 'ABCDEF', 'AB漢字', '']);
  // Terminals differ in whether the last column goes when the line is erased from there; this one keeps it.
  expect(written()).not.toContain('\u001b[K');
});

test('a row is measured without its colours', async () => {
  const { painter, shown } = open(6, 3);
  painter.paint('abcdef');
  painter.paint('\u001b[31mabc\u001b[39m');
  expect(await shown()).toEqual(['abc', '', '']);
});

test('a frame that grows to the height of the terminal fills it, and what is higher is cut', async () => {
  const { painter, shown } = open(6, 3);
  painter.paint('one');
  painter.paint('one\ntwo\nthree');
  expect(await shown()).toEqual(['one', 'two', 'three']);
  painter.paint('1\n2\n3\n4');
  expect(await shown()).toEqual(['1', '2', '3']);
});

test('the first frame takes the place of whatever stood there, and what was scrolled away stays', async () => {
  const { painter, shown, scrolledAway, type } = open(20, 3);
  type('$ make\r\n$ make\r\n$ make\r\n$ pc-doctor\r\n');
  painter.paint('first\nsecond');
  expect(await shown()).toEqual(['first', 'second', '']);
  expect(scrolledAway()).toBe('$ make');
});

test('while paused nothing is written; a redraw shows the newest frame in full', async () => {
  const { painter, written, shown, type } = open(20, 4);
  painter.paint('first\nsecond');
  written();
  painter.pause();
  type('\u001b[2;1H$ ls\r\n');
  painter.paint('first\nsecond\nthird');
  expect(written()).toBe('');
  painter.redraw();
  expect(await shown()).toEqual(['first', 'second', 'third', '']);
  painter.paint('first');
  expect(await shown()).toEqual(['first', '', '', '']);
});

test('each row is changed on its way, and its width is that of what is drawn', async () => {
  const { painter, shown } = open(6, 3, (row) => row.replaceAll('…', '~').toUpperCase());
  painter.paint('a…\nabcde…');
  painter.paint('b\nabcdf…');
  expect(await shown()).toEqual(['B', 'ABCDF~', '']);
});

const rows = fc.string({ unit: fc.constantFrom('a', 'b', 'Z', '7', ' ', '─', '漢', '界'), maxLength: 16 });
const frames = fc.record({
  columns: fc.integer({ min: 2, max: 14 }),
  height: fc.integer({ min: 3, max: 6 }),
  isResized: fc.boolean(),
  rows: fc.array(rows, { minLength: 1, maxLength: 6 }),
});

test('after any frames the terminal shows the last one, and neither the terminal nor its scrollback is ever cleared', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 6 }), async (steps) => {
      const { painter, written, resize, shown } = open(10, 5);
      const size = { columns: 10, height: 5 };
      for (const { columns, height, isResized, rows: whole } of steps) {
        if (isResized) resize((size.columns = columns), (size.height = height));
        const frame = whole.slice(0, size.height).map((row) => cut(row, size.columns));
        painter.paint(frame.join('\n'));
        const blank = Array.from({ length: size.height - frame.length }, () => '');
        expect(await shown()).toEqual([...frame.map((row) => row.trimEnd()), ...blank]);
      }
      expect(written().includes('\u001b[2J') || written().includes('\u001b[3J')).toBe(false);
    }),
  );
});

function cut(row: string, columns: number): string {
  return Array.from(row).reduce((kept, sign) => (stringWidth(kept + sign) <= columns ? kept + sign : kept), '');
}
