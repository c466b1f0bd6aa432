// The columns of the list. On a narrow terminal each shrinks to its least width, in the order of how much it would be missed, and what
// still does not fit is left out; the diagnosis beside or below the list has it all.

import type { ListedImage } from '../../../model/image-list.ts';
import { age } from '../../../wording/time.ts';
import type { Case } from '../../cases.ts';
import { verdictWord } from './words.ts';

export interface Row {
  readonly image: ListedImage;
  readonly known: Case | undefined;
}

interface Column {
  readonly name: string;
  readonly title: string;
  readonly cell: (row: Row, nowMs: number) => string;
  /** Columns it needs at least; none when it cannot be cut. */
  readonly least: number | null;
}

/** What would be missed most stands first; on the screen they stand in the order of `ORDER`. */
const COLUMNS: readonly Column[] = [
  { name: 'id', title: 'IMAGE', cell: ({ image }) => image.id, least: 14 },
  { name: 'verdict', title: 'VERDICT', cell: ({ image, known }) => verdictWord(image, known), least: null },
  { name: 'age', title: 'AGE', cell: ({ image }, nowMs) => ageOf(image, nowMs), least: null },
  { name: 'region', title: 'REGION', cell: ({ image }) => image.region, least: null },
  { name: 'version', title: 'VERSION', cell: ({ image, known }) => versionOf(image, known), least: null },
  { name: 'step', title: 'STEP', cell: ({ known }) => stepOf(known), least: 8 },
  { name: 'os', title: 'OS', cell: ({ known }) => osOf(known), least: null },
];

const ORDER = ['id', 'version', 'os', 'region', 'age', 'step', 'verdict'];

interface Placed extends Column {
  readonly width: number;
}

/** Columns and the blanks between two of them. */
export interface Table {
  readonly columns: readonly Placed[];
  readonly between: string;
}

/** Blanks between two columns where there is room, and where there is not. */
const WIDE_GAP = 2;
const NARROW_GAP = 1;
/** Nobody reads longer names in a table. */
const WIDEST = 40;

/** The columns that fit into `width`, in their order on the screen. */
export function placeColumns(rows: readonly Row[], { width, nowMs }: { width: number; nowMs: number }): Table {
  const isOneRegion = new Set(rows.map(({ image }) => image.region)).size < 2;
  const wanted = COLUMNS.filter(({ name }) => name !== 'region' || !isOneRegion).map((column) => ({
    ...column,
    wants: Math.min(WIDEST, Math.max(column.title.length, ...rows.map((row) => column.cell(row, nowMs).length))),
  }));
  const all = wanted.reduce((sum, { wants }) => sum + wants + WIDE_GAP, -WIDE_GAP);
  const gap = all <= width ? WIDE_GAP : NARROW_GAP;
  return { columns: fitting(wanted, { width, gap }), between: ' '.repeat(gap) };
}

type Wanted = Column & { readonly wants: number };

function fitting(wanted: readonly Wanted[], { width, gap }: { width: number; gap: number }): Placed[] {
  let room = width + gap;
  const taken = wanted.filter((column) => {
    const needs = leastOf(column) + gap;
    if (needs > room) return false;
    room -= needs;
    return true;
  });
  const placed = taken.map(({ wants, ...column }) => {
    const more = Math.min(room, wants - leastOf({ ...column, wants }));
    room -= more;
    return { ...column, width: leastOf({ ...column, wants }) + more };
  });
  return placed.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
}

function leastOf({ least, wants }: Wanted): number {
  return Math.min(least ?? wants, wants);
}

function ageOf({ at }: ListedImage, nowMs: number): string {
  return at === null ? '-' : age(at, nowMs);
}

function versionOf({ pclusterVersion }: ListedImage, known: Case | undefined): string {
  return pclusterVersion ?? (known?.kind === 'done' ? known.diagnosis.image.pclusterVersion : null) ?? '-';
}

function osOf(known: Case | undefined): string {
  return (known?.kind === 'done' ? known.diagnosis.image.os : null) ?? '-';
}

function stepOf(known: Case | undefined): string {
  return (known?.kind === 'done' ? known.diagnosis.failure?.step : null) ?? '-';
}
