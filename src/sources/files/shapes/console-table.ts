// Rows of the console's table: `| <time with offset> | <message> |`, with or without the outer bars. A message of several lines goes
// on without bars, and the bar that closes the row stands at its last line.

import { ISO_STAMP, instantOf } from '../instants.ts';
import { share, type LineShape } from '../shape.ts';

const ROW = new RegExp(String.raw`^\s*\|?\s*(${ISO_STAMP})\s*\|(?: |$)?`);
const HEADING = /^\s*\|?\s*(?:-{2,}|:?-+:?|@?timestamp|time)\s*\|(?:\s*(?:-{2,}|:?-+:?|@?message)\s*\|?\s*)?$/i;
/** A row whose time is empty goes on with the message above it. */
const MORE = /^\s*\|\s*\|(?: |$)/;
const CLOSING_BAR = / ?\|\s*$/;

export const consoleTable: LineShape = {
  kind: 'lines',
  name: 'rows of a console table (`| <time> | <message> |`)',
  recognises: ({ lines }) => {
    const rows = share(lines, (line) => ROW.test(line));
    return rows >= 0.5 || (rows * lines.length >= 2 && lines.slice(0, 3).some((line) => ROW.test(line)));
  },
  begin: (transcript) => {
    let closed = true;
    return (line, ordinal) => {
      const row = ROW.exec(line);
      if (!row && HEADING.test(line)) return;
      const said = row ? line.slice(row[0].length) : line;
      const more = row ? null : MORE.exec(line);
      const text = row || more || !closed ? said.slice(more?.[0].length ?? 0).replace(CLOSING_BAR, '') : said;
      if (row) transcript.event({ ordinal, time: instantOf(row[1] ?? ''), text });
      else transcript.more(ordinal, text);
      closed = text.length < said.length;
    };
  },
};
