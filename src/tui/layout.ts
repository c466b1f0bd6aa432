// Who gets which part of the terminal. Reducers and screens ask here, so that a page is as long for the keys as it is for the eyes.

import type { ScreenName, Size } from './state.ts';

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** `beside`: list and diagnosis side by side; `stacked`: one above the other; `single`: one at a time. */
  readonly shape: 'beside' | 'stacked' | 'single' | 'too-small';
  /** Between the header and the bottom bar. */
  readonly body: Area;
  /** The list of images, where it is shown. */
  readonly list: Area | null;
  /** The diagnosis, where it is shown. */
  readonly detail: Area | null;
}

/** The smallest terminal in which a log line can still be told from its number. */
export const SMALLEST: Size = { columns: 30, rows: 8 };

/** Below this a list and a page of prose do not fit side by side. */
const BESIDE_COLUMNS = 120;
/** Below this there is no room for a list and a page one above the other. */
const STACKED: Size = { columns: 70, rows: 20 };

/** Prose wider than this is hard to read. */
const WIDEST_PROSE = 100;

/** Header and bottom bar. */
const FRAME_ROWS = 2;

/** Divides a terminal for a screen; `rows` is how many images the list has. */
export function layoutOf(size: Size, screen: ScreenName, rows: number): Layout {
  const body = { width: size.columns, height: size.rows - FRAME_ROWS };
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) {
    return { shape: 'too-small', body, list: null, detail: null };
  }
  if (screen !== 'images' && screen !== 'diagnosis') return { shape: 'single', body, list: null, detail: null };
  if (size.columns >= BESIDE_COLUMNS) return beside(body);
  if (screen === 'diagnosis') return { shape: 'single', body, list: null, detail: body };
  if (size.columns < STACKED.columns || size.rows < STACKED.rows) {
    return { shape: 'single', body, list: body, detail: null };
  }
  return stacked(body, rows);
}

function beside(body: Area): Layout {
  // A column for the line between them, and one on each side of it.
  const width = Math.min(WIDEST_PROSE, Math.floor((body.width - 3) / 2));
  return {
    shape: 'beside',
    body,
    list: { ...body, width: body.width - 3 - width },
    detail: { ...body, width },
  };
}

/** The list gets the rows it needs, but never more than half. */
function stacked(body: Area, rows: number): Layout {
  const height = Math.min(Math.max(rows, 3) + 1, Math.floor(body.height / 2));
  return {
    shape: 'stacked',
    body,
    list: { ...body, height },
    // A line with a title between them.
    detail: { ...body, height: body.height - height - 1 },
  };
}

/** The width at which prose is set within an area. */
export function proseWidth({ width }: Area): number {
  return Math.min(WIDEST_PROSE, width);
}
