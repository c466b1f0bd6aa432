// Evidence as text, one line of JSON each: first what is known of the build, then every line that was read. A bundle holds it, and it is read
// back to the very same evidence.

import { WITNESSES, type Evidence, type Line } from '../model/evidence.ts';

/** What the first line begins with. */
export const EVIDENCE_MARK = '{"pcDoctorEvidence":1,';

/** The evidence, with a line feed at its end. */
export function writeEvidence({ lines, ...rest }: Evidence): string {
  const head = JSON.stringify({ pcDoctorEvidence: 1, ...rest });
  return `${[head, ...lines.map(inShort)].join('\n')}\n`;
}

/** An array in JSON, put together by hand: there are tens of thousands, and only the text needs escapes. */
function inShort({ witness, log, ordinal, time, text, ...marks }: Line): string {
  return `[${WITNESSES.indexOf(witness)},${log},${ordinal},${time},${marksOf(marks)},${JSON.stringify(text)}]`;
}

/** Bits: the line goes on with an event; it stands behind lines that were not read. */
const CONTINUES = 1;
const AFTER_UNREAD = 2;

function marksOf({ continues, afterUnread }: Pick<Line, 'continues' | 'afterUnread'>): number {
  return (continues ? CONTINUES : 0) + (afterUnread ? AFTER_UNREAD : 0);
}

/** What stands in the first line, undefined for what is none. */
export function readEvidenceHead(line: string): Omit<Evidence, 'lines'> | undefined {
  if (!line.startsWith(EVIDENCE_MARK)) return undefined;
  try {
    const { pcDoctorEvidence: _, ...head }: Omit<Evidence, 'lines'> & { pcDoctorEvidence: number } = JSON.parse(line);
    return head.image && Array.isArray(head.logs) && Array.isArray(head.gaps) ? head : undefined;
  } catch {
    return undefined;
  }
}

/** One of the other lines, undefined for what is none. */
export function readEvidenceLine(line: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const [witness, log, ordinal, time, marks, text]: unknown[] = value;
  const name = typeof witness === 'number' ? WITNESSES[witness] : undefined;
  if (name === undefined || typeof log !== 'number' || typeof marks !== 'number' || typeof text !== 'string')
    return undefined;
  return {
    witness: name,
    log,
    ordinal: numberOrNull(ordinal),
    time: numberOrNull(time),
    text,
    continues: marks % AFTER_UNREAD === CONTINUES,
    ...(marks >= AFTER_UNREAD && { afterUnread: true }),
  };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
