// Evidence out of a piece of text, such as a sample of a pattern: an ISO time opens an event, lines without one go on with it. As in a file,
// but without asking what shape it has.

import { UNKNOWN_IMAGE, type Evidence, type ImageFacts, type Line, type Witness } from '../model/evidence.ts';

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)(?: |$)/;

/** The text as one witness says it. */
export function evidenceOf(text: string, witness: Witness = 'log', image: Partial<ImageFacts> = {}): Evidence {
  const lines = linesOf(text.replace(/\n$/, ''), witness);
  const log = { group: null, name: witness === 'log' ? 'build.log' : witness, events: lines.length, complete: true };
  return { image: { ...UNKNOWN_IMAGE, ...image }, logs: [log], lines, gaps: [] };
}

function linesOf(text: string, witness: Witness): Line[] {
  const timed = TIME.test(text);
  let time: number | null = null;
  return text.split('\n').map((raw, i) => {
    const found = TIME.exec(raw);
    if (found) time = Date.parse(found[1] ?? '');
    const said = found ? raw.slice(found[0].length) : raw;
    return { witness, log: 0, ordinal: i + 1, time, text: said, continues: timed && !found };
  });
}
