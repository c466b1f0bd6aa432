// The console's `log-events-viewer-result.csv`, and that of Logs Insights: a time and a message in columns that the first row names, or in
// this order. A quoted message may go over several lines; each is a line of the event. The console exports 10,000 rows at most, so the
// whole file may be held at once.

import { parse } from 'csv-parse/sync';
import { isObject } from '../../json.ts';
import { timeOf } from '../instants.ts';
import { share, type DocumentShape } from '../shape.ts';
import type { Transcript } from '../transcript.ts';

const HEADING = /^(?=.*\btimestamp\b)(?=.*\bmessage\b)"?@?\w+"?(?:,"?@?\w+"?)+$/i;
/** A comma also parts the milliseconds in Python's logs: `08:11:41,310 - ERROR - …`. */
const ROW = /^"?(\d{13}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?)"?,(?!\d{3} - )/;

export const csvExport: DocumentShape = {
  kind: 'document',
  name: 'a CSV file with `timestamp,message`',
  recognises: ({ lines }) => HEADING.test(lines[0]?.trim() ?? '') || share(lines, (line) => ROW.test(line)) >= 0.5,
  read: (text, transcript) => {
    const rows = rowsOf(text);
    const [heading] = rows;
    const named = heading !== undefined && HEADING.test(heading.raw.trim());
    const columns = columnsOf(named ? heading.record : []);
    let line = 1;
    for (const [index, row] of rows.entries()) {
      if (!named || index > 0) takeRow(row, { columns, line, transcript });
      line = row.info.lines + 1;
    }
    return { kind: 'events', skipped: 0 };
  },
};

interface Row {
  readonly record: readonly string[];
  /** The row as it stands in the file. */
  readonly raw: string;
  /** `lines`: how many lines of the file there are up to its end. */
  readonly info: { readonly lines: number };
}

function rowsOf(text: string): readonly Row[] {
  try {
    return parsed(text);
  } catch (error) {
    // A file that is cut off may end within quotes.
    if (error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED') return cutOff(text);
    throw error;
  }
}

function cutOff(text: string): readonly Row[] {
  const rows = parsed(`${text}"`);
  const last = rows.at(-1);
  return last ? [...rows.slice(0, -1), { ...last, raw: last.raw.replace(/"$/, '') }] : rows;
}

function parsed(text: string): readonly Row[] {
  const rows: readonly unknown[] = parse(text, {
    info: true,
    raw: true,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
  });
  return rows.filter(isRow);
}

/** The library's types do not know what `info` and `raw` make of a row. */
function isRow(value: unknown): value is Row {
  return isObject(value) && Array.isArray(value['record']) && typeof value['raw'] === 'string';
}

interface Columns {
  readonly time: number;
  readonly message: number;
  /** True where nothing stands behind the message: commas without quotes belong to it. */
  readonly messageIsLast: boolean;
}

function columnsOf(names: readonly string[]): Columns {
  const at = (wanted: RegExp, otherwise: number) => {
    const index = names.findIndex((name) => wanted.test(name.trim()));
    return index < 0 ? otherwise : index;
  };
  const message = at(/^@?message$/i, 1);
  return { time: at(/^@?timestamp$/i, 0), message, messageIsLast: names.length <= message + 1 };
}

interface Taking {
  readonly columns: Columns;
  /** 1-based line of the file in which the row begins. */
  readonly line: number;
  readonly transcript: Transcript;
}

/** A row without a time goes on with the event before it. */
function takeRow({ record, raw }: Row, { columns, line, transcript }: Taking): void {
  const time = timeOf(record[columns.time]);
  if (time === null) return transcript.more(line, raw.replace(/\r?\n$/, ''));
  const said = columns.messageIsLast ? record.slice(columns.message).join(',') : (record[columns.message] ?? '');
  const [first = '', ...others] = said.replace(/\r?\n$/, '').split(/\r?\n/);
  transcript.event({ ordinal: line, time, text: first });
  for (const [index, text] of others.entries()) transcript.more(line + index + 1, text);
}
