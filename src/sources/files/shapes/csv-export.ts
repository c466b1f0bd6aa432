// The console's `log-events-viewer-result.csv`, and that of Logs Insights: `timestamp,message`, epoch milliseconds or UTC, quotes as
// in RFC 4180. A quoted message may go over several lines; each is a line of the event.

import { timeOf } from '../instants.ts';
import { share, type LineReader, type LineShape } from '../shape.ts';
import type { Transcript } from '../transcript.ts';

const HEADING = /^"?@?timestamp"?,"?@?message"?$/i;
/** A comma also parts the milliseconds in Python's logs: `08:11:41,310 - ERROR - …`. */
const ROW = /^"?(\d{13}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?)"?,(?!\d{3} - )/;
/** Up to the quote that ends a field; a doubled quote does not. */
const UP_TO_QUOTE = /^([^"]*(?:""[^"]*)*)"(?!")/;

export const csvExport: LineShape = {
  kind: 'lines',
  name: 'a CSV file with `timestamp,message`',
  recognises: ({ lines }) => HEADING.test(lines[0]?.trim() ?? '') || share(lines, (line) => ROW.test(line)) >= 0.5,
  begin: (transcript) => rowReader(transcript),
};

function rowReader(transcript: Transcript): LineReader {
  let quoted = false;
  return (line, ordinal) => {
    const row = quoted ? null : ROW.exec(line);
    if (!quoted && !row) {
      if (!HEADING.test(line.trim())) transcript.more(ordinal, line);
      return;
    }
    const cell = row ? line.slice(row[0].length) : line;
    const opened = quoted || cell.startsWith('"');
    const { text, ends } = opened ? unquoted(row ? cell.slice(1) : cell) : { text: cell, ends: true };
    if (row) transcript.event({ ordinal, time: timeOf(row[1]), text });
    else transcript.more(ordinal, text);
    quoted = !ends;
  };
}

function unquoted(rest: string): { readonly text: string; readonly ends: boolean } {
  const field = UP_TO_QUOTE.exec(rest)?.[1];
  return { text: (field ?? rest).replaceAll('""', '"'), ends: field !== undefined };
}
