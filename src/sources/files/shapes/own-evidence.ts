// The evidence in a bundle of ours: everything that was read of a build, as it was read.

import type { Evidence, Line } from '../../../model/evidence.ts';
import { EVIDENCE_MARK, readEvidenceHead, readEvidenceLine } from '../../../wording/evidence-lines.ts';
import { count } from '../../../wording/counts.ts';
import type { Head } from '../head.ts';
import { physicalLines } from '../physical-lines.ts';

/** True for the evidence file of a bundle. */
export function isOwnEvidence({ text }: Head): boolean {
  return text.startsWith(EVIDENCE_MARK);
}

/** The evidence; what of it is damaged is a gap. */
export async function readOwnEvidence(name: string, bytes: AsyncIterable<Buffer>): Promise<Evidence> {
  const lines: Line[] = [];
  let head: Omit<Evidence, 'lines'> | undefined;
  let damaged = 0;
  for await (const batch of physicalLines(bytes)) {
    for (const text of batch.lines) {
      if (head === undefined) head = readEvidenceHead(text);
      else {
        const line = readEvidenceLine(text);
        if (line) lines.push(line);
        else if (text !== '') damaged += 1;
      }
    }
  }
  if (head === undefined) throw new Error(`${name} has lost its first line`);
  const gaps = damaged === 0 ? [] : [damage(name, damaged)];
  return { ...head, lines, gaps: [...head.gaps, ...gaps] };
}

function damage(name: string, lines: number) {
  return {
    what: `${count(lines, 'line')} of ${name}`,
    why: 'they are damaged, or too long',
    toSeeIt: 'make the bundle again: pc-doctor bundle IMAGE',
  };
}
