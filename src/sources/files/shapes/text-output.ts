// `aws logs get-log-events --output text`: `EVENTS <ingestion> <message> <time>` between tabs, columns in the order of their names;
// filter-log-events has two more in front. A message of several lines has its time behind the last, too late for the lines before.

import { timeOf } from '../instants.ts';
import { share, type LineShape } from '../shape.ts';

const ROW = /^EVENTS\t(?:\d{20,}\t\d{13}\t[^\t]*\t|\d{13}\t)/;
const TIME = /\t(\d{13})$/;
/** The first row of get-log-events: its two tokens. */
const TOKENS = /^[bf]\/\d{20,}\S*(?:\t[bf]\/\d{20,}\S*)?$/;

export const textOutput: LineShape = {
  kind: 'lines',
  name: 'the text output of `aws logs get-log-events` (EVENTS rows)',
  recognises: ({ lines }) =>
    share(lines, (line) => ROW.test(line)) >= 0.5 || lines.slice(0, 2).some((line) => ROW.test(line)),
  begin: (transcript) => {
    let open = false;
    return (line, ordinal) => {
      const row = ROW.exec(line);
      if (!row && !open && TOKENS.test(line)) return;
      const said = row ? line.slice(row[0].length) : line;
      const time = row || open ? TIME.exec(said) : null;
      const text = time ? said.slice(0, time.index) : said;
      if (row) transcript.event({ ordinal, time: timeOf(time?.[1]), text });
      else transcript.more(ordinal, text);
      open = time ? false : row !== null || open;
    };
  },
};
