// The list as lines of text: the columns' titles, the rows, and what could not be listed.

import { neutraliseLine } from '../../../wording/neutralise.ts';
import { count } from '../../../wording/counts.ts';
import { wrapped } from '../../../reports/text/layout.ts';
import type { Area } from '../../layout.ts';
import { keyOf } from '../../news.ts';
import { fitted } from '../../frame/fitted.ts';
import { LISTING } from '../../frame/places.ts';
import { following } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { SIGNS, type Theme } from '../../theme.ts';
import { placeColumns, type Row, type Table } from './columns.ts';
import { chosenRow, shownImages } from './state.ts';
import { verdictTone } from './words.ts';

/** Room for the pointer. */
const MARGIN = 2;

/** The list within an area. */
export function imageLines(state: State, { width, height }: Area, theme: Theme): string[] {
  const { images, cases } = state;
  const rows = shownImages(images, cases).map((image): Row => ({ image, known: cases.get(keyOf(image)) }));
  const remarks = remarkLines(state, width, theme);
  if (rows.length === 0) return [...emptyLines(state, width, theme), ...remarks].slice(0, height);
  const room = Math.max(1, height - 1 - remarks.length);
  const chosen = chosenRow(images, cases);
  const top = following(images.top, chosen, { length: rows.length, height: room });
  const table = placeColumns(rows, { width: width - MARGIN, nowMs: images.nowMs });
  const place = { table, nowMs: images.nowMs, width, theme };
  return [
    titles(table, theme),
    ...rows.slice(top, top + room).map((row, index) => rowLine(row, top + index === chosen, place)),
    ...remarks,
  ];
}

function titles({ columns, between }: Table, theme: Theme): string {
  const cells = columns.map(({ title, width }) => fitted(title, width));
  return `${' '.repeat(MARGIN)}${theme.quiet(cells.join(between).trimEnd())}`;
}

interface Place {
  readonly table: Table;
  readonly nowMs: number;
  readonly width: number;
  readonly theme: Theme;
}

function rowLine(row: Row, isChosen: boolean, { table: { columns, between }, nowMs, width, theme }: Place): string {
  const cells = columns.map((column) => {
    const text = fitted(neutraliseLine(column.cell(row, nowMs)), column.width);
    return column.name === 'verdict' && !isChosen ? theme[verdictTone(row.known)](text) : text;
  });
  if (!isChosen) return `${' '.repeat(MARGIN)}${cells.join(between)}`;
  return theme.chosen(fitted(`${SIGNS.pointer} ${cells.join(between)}`, width));
}

/** Why there is no row to show. */
function emptyLines({ images, cases }: State, width: number, theme: Theme): string[] {
  const { listing, filter, all, regions } = images;
  const say = (text: string) => wrapped(text, width).map((line) => theme.quiet(line));
  if (listing === 'running') return say(LISTING);
  if (listing === 'failed') return [];
  const hidden = shownImages({ ...images, filter: '' }, cases).length;
  if (filter !== '' && hidden > 0)
    return say(`None of ${count(hidden, 'image')} passes the filter "${neutraliseLine(filter)}".`);
  if (all) return say(`No image builds in ${regions.join(', ')}.`);
  const others = images.images.length;
  return say(
    `No failed image builds in ${regions.join(', ')}.${others > 0 ? ` ${count(others, 'other')}: press a.` : ''}`,
  );
}

function remarkLines({ images }: State, width: number, theme: Theme): string[] {
  const { gaps, excuses } = images;
  const said = [
    ...excuses.map(
      ({ what, toTry }) => `Not listed: ${what}${toTry === null ? '' : `. Try: ${toTry}`}. R tries again.`,
    ),
    ...gaps.map(({ what, why }) => `Not seen: ${what}: ${why}`),
  ];
  return [...new Set(said)].flatMap((text) => wrapped(neutraliseLine(text), width).map((line) => theme.doubtful(line)));
}
