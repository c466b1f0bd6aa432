// Puts frames on a terminal, each time only the rows that changed, at their own places. ink itself erases and rewrites everything for each
// frame, and clears the whole terminal, scrollback included, once a frame is as high as the screen (vadimdemedes/ink#450).

import stringWidth from 'string-width';

export interface Painter {
  /** Draws a whole frame, its rows parted by line feeds. */
  readonly paint: (frame: string) => void;
  /** Draws the last frame in full, whatever stands on the terminal. */
  readonly redraw: () => void;
  /** Draws nothing until the next redraw: the terminal is somebody else's. */
  readonly pause: () => void;
}

interface Surface {
  readonly columns: number;
  readonly rows: number;
  write(text: string): unknown;
}

/** The terminal shows what is between these at once (DEC mode 2026); one that does not know them ignores them. */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';
const RESET = '\u001b[0m';
const ERASE_BELOW = '\u001b[J';
const ERASE_REST = '\u001b[K';

/** A painter that knows nothing of the terminal's contents yet. */
export function createPainter(surface: Surface, change: (row: string) => string = String): Painter {
  let before: readonly string[] = [];
  let size = '';
  let last = '';
  let isPaused = false;
  const paint = (frame: string) => {
    last = frame;
    if (isPaused) return;
    const rows = frame.split('\n').slice(0, surface.rows).map(change);
    const now = `${surface.columns}×${surface.rows}`;
    const text = changes(now === size ? before : [], rows, surface);
    size = now;
    before = rows;
    if (text !== '') surface.write(`${BEGIN}${text}${END}`);
  };
  return {
    paint,
    redraw: () => {
      isPaused = false;
      before = [];
      paint(last);
    },
    pause: () => (isPaused = true),
  };
}

function changes(before: readonly string[], rows: readonly string[], { columns }: Surface): string {
  const isFresh = before.length === 0;
  const changed = rows.map((row, index) => (isFresh || row !== before[index] ? drawn(row, index, columns) : ''));
  // Not for a fresh frame, which was erased before: a terminal cannot go below its last row, and would erase that one.
  const isShorter = rows.length < before.length;
  return `${isFresh ? `${at(0)}${RESET}${ERASE_BELOW}` : ''}${changed.join('')}${isShorter ? `${at(rows.length)}${ERASE_BELOW}` : ''}`;
}

/** A full row is not erased behind: the cursor still stands on its last column, which would go. */
function drawn(row: string, index: number, columns: number): string {
  return `${at(index)}${row}${RESET}${stringWidth(row) < columns ? ERASE_REST : ''}`;
}

function at(row: number): string {
  return `\u001b[${row + 1};1H`;
}
