// The images as a table for people, in the order in which they are given. A remark stands on a line of its own below its row, so
// that the columns stay narrow; an image id is never cut, because it is what one copies.

import type { ImageList, ListedImage, ListStatus } from '../model/image-list.ts';
import { eachString } from '../wording/each-string.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { age } from '../wording/time.ts';
import { gaps } from './text/evidence.ts';
import { headed, paragraph, type Page } from './text/layout.ts';
import type { Palette } from './palette.ts';

const PAINT: Readonly<Record<ListStatus, keyof Palette>> = {
  failed: 'bad',
  unknown: 'doubtful',
  pending: 'doubtful',
  available: 'good',
};

/** Beyond this an id gets a line of its own. */
const WIDEST_ID = 34;

const HEADINGS = { id: 'IMAGE', version: 'VERSION', status: 'STATUS', region: 'REGION', age: 'AGE' } as const;
type Row = Readonly<Record<keyof typeof HEADINGS, string>>;
type Widths = Readonly<Record<keyof typeof HEADINGS, number>>;

/** The table, with what could not be seen below it, and a line feed at its end. */
export function listText(list: ImageList, page: Page, nowMs: number): string {
  const images = list.images.map((image) => eachString(image, neutraliseLine));
  const unseen = headed('What could not be seen', gaps(eachString(list, neutraliseLine), page), page);
  const table = images.length === 0 ? [] : tableLines(images, page, nowMs);
  return [...table, ...(table.length > 0 && unseen.length > 0 ? [''] : []), ...unseen]
    .map((line) => `${line}\n`)
    .join('');
}

function tableLines(images: readonly ListedImage[], page: Page, nowMs: number): string[] {
  const cells = images.map((image) => ({ image, row: rowOf(image, nowMs) }));
  const widths = widthsOf([HEADINGS, ...cells.map(({ row }) => row)]);
  return [
    ...rowLines(HEADINGS, widths, page.palette.quiet),
    ...cells.flatMap(({ image, row }) => [
      ...rowLines(row, widths, String, page.palette[PAINT[image.status]]),
      ...(image.note === null ? [] : paragraph(image.note, page, { lead: '  ', paint: page.palette.quiet })),
    ]),
  ];
}

function rowOf({ id, pclusterVersion, status, region, at }: ListedImage, nowMs: number): Row {
  return { id, version: pclusterVersion ?? '-', status, region, age: at === null ? '-' : age(at, nowMs) };
}

function widthsOf(all: readonly Row[]): Widths {
  const widest = (column: keyof Row) => Math.max(...all.map((row) => row[column].length));
  const ids = all.map(({ id }) => id.length).filter((length) => length <= WIDEST_ID);
  return {
    id: Math.max(...ids),
    version: widest('version'),
    status: widest('status'),
    region: widest('region'),
    age: widest('age'),
  };
}

function rowLines(row: Row, widths: Widths, paint: (text: string) => string, paintStatus = paint): string[] {
  const rest = [
    paint(row.version.padEnd(widths.version)),
    paintStatus(row.status.padEnd(widths.status)),
    paint(row.region.padEnd(widths.region)),
    paint(row.age),
  ].join('  ');
  if (row.id.length > widths.id) return [paint(row.id), `${' '.repeat(widths.id)}  ${rest}`];
  return [`${paint(row.id.padEnd(widths.id))}  ${rest}`];
}
