// Copied out of the CloudWatch console: a line with the time, then the lines of the message. The line of the time is no line of the log,
// and blank lines after it come from the page's layout.

import { ISO_STAMP, instantOf } from '../instants.ts';
import { share, type LineShape } from '../shape.ts';

const BARE_STAMP = new RegExp(`^\\s*(${ISO_STAMP})\\s*$`);
const STAMPED = new RegExp(`^\\s*${ISO_STAMP}\\s+\\S`);

export const twoLinePaste: LineShape = {
  kind: 'lines',
  name: 'a console paste of time line and message line in turn',
  recognises: ({ lines }) => {
    const bare = share(lines, (line) => BARE_STAMP.test(line));
    if (bare <= share(lines, (line) => STAMPED.test(line))) return false;
    return bare >= 0.33 || (BARE_STAMP.test(lines[0] ?? '') && bare * lines.length >= 2);
  },
  begin: (transcript) => {
    let stamp: string | null = null;
    return (line, ordinal) => {
      const bare = BARE_STAMP.exec(line);
      if (bare) stamp = bare[1] ?? null;
      else if (stamp === null) transcript.more(ordinal, line);
      else if (line.trim() !== '') {
        transcript.event({ ordinal, time: instantOf(stamp), text: line });
        stamp = null;
      }
    };
  },
};
