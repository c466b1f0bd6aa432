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
      line += breaksOf(row.raw);
    }
    return { kind: 'events', skipped: 0 };
  },
};

interface Row {
  readonly record: readonly string[];
  /** The row as it stands in the file, with its line break. */
  readonly raw: string;
}

/**
 * The rows with what stands in the file for each of them. csv-parse's own `raw` lacks the second byte of a CRLF and of a doubled quote,
 * and its count of lines takes a CRLF within quotes for two (both in 7.0.3): only `info.bytes`, the offset behind a row, is exact.
 */
function rowsOf(text: string): readonly Row[] {
  const bytes = Buffer.from(text);
  let start = 0;
  return recordsOf(text).map(({ record, info }) => {
    const raw = bytes.toString('utf8', start, info.bytes);
    start = info.bytes;
    return { record, raw };
  });
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number };
}

function recordsOf(text: string): readonly Parsed[] {
  try {
    return parsed(text);
  } catch (error) {
    // A file that is cut off may end within quotes.
    if (error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED') return parsed(`${text}"`);
    throw error;
  }
}

function parsed(text: string): readonly Parsed[] {
  const rows: readonly unknown[] = parse(text, {
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
  });
  return rows.filter(isParsed);
}

/** The library's types do not know what `info` makes of a row. */
function isParsed(value: unknown): value is Parsed {
  return isObject(value) && Array.isArray(value['record']) && isObject(value['info']);
}

/** How many line breaks of the file are within a row. */
function breaksOf(raw: string): number {
  return raw.split('\n').length - 1;
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
function takeRow(row: Row, { columns, line, transcript }: Taking): void {
  const time = timeOf(row.record[columns.time]);
  const [first = '', ...others] = linesOf(time === null ? row.raw : messageOf(row, columns));
  if (time === null) transcript.more(line, first);
  else transcript.event({ ordinal: line, time, text: first });
  for (const [index, text] of others.entries()) transcript.more(line + index + 1, text);
}

/** Where a row has more fields than columns, its message was not quoted: commas and quotes are its own. */
function messageOf({ record, raw }: Row, { message, messageIsLast }: Columns): string {
  if (!messageIsLast || record.length <= message + 1) return record[message] ?? '';
  return raw.split(',').slice(message).join(',');
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\r*\n?$/, '').split(/\r?\n/);
}
