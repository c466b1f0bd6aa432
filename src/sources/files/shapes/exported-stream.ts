// A stream as CloudWatch exports it and as `aws logs tail` prints it: `<time> <message>`, further lines of a message without a time.
// Such a line may begin with a date of its own, so the dress of the first stamp is the only one that opens an event. Order is kept:
// events flushed together share one millisecond.

import { ISO_STAMP, instantOf } from '../instants.ts';
import { share, type LineShape } from '../shape.ts';

/** With a `T`; or with a blank and then a tab, since `2020-07-31 11:57:10.575 Info Step` is AWSTOE speaking; or, from packer, with a colon. */
const STAMPED = new RegExp(String.raw`^(?:(?=.{10}T)(${ISO_STAMP})(:?)(?: |\t|$)|(${ISO_STAMP})(?=\t)\t)`);

/** `aws logs tail` prints the stream's name behind the time. */
const STREAM = /^\d+\.\d+\.\d+\/\d+ /;

export const exportedStream: LineShape = {
  kind: 'lines',
  readsFromAnyLine: true,
  name: 'an exported stream (`<time> <message>` lines)',
  recognises: ({ lines }) => {
    const part = share(lines, (line) => STAMPED.test(line));
    return part >= 0.5 || (STAMPED.test(lines[0] ?? '') && part * lines.length >= 2);
  },
  begin: (transcript) => {
    let opens: RegExp | null = null;
    return (line, ordinal) => {
      opens ??= sameDress(line);
      const stamp = opens?.exec(line);
      const text = stamp ? line.slice(stamp[0].length).replace(STREAM, '') : line;
      if (stamp) transcript.event({ ordinal, time: instantOf(stamp[1] ?? ''), text });
      else transcript.more(ordinal, line);
    };
  },
};

/** What matches stamps written like the one at the start of the line; a fraction of zero may be left out. */
function sameDress(line: string): RegExp | null {
  const [opening, iso, colon = '', tabbed] = STAMPED.exec(line) ?? [];
  if (opening === undefined) return null;
  const dress = (iso ?? tabbed ?? '')
    .replaceAll('+', String.raw`\+`)
    .replace(/[.,]\d+/, (fraction) => `(?:[.,]${fraction.slice(1)})?`)
    .replace(/\d/g, String.raw`\d`);
  return new RegExp(`^(${dress})${colon}(?:${tabbed === undefined ? '[ \t]|$' : '\t'})`);
}
