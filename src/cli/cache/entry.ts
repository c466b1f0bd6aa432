// One build in the cache: gzip over text, first whose evidence it is, then the evidence as a bundle holds it. Anything else that stands in
// its place, and anything that was cut or changed, is no entry.

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Evidence, Line } from '../../model/evidence.ts';
import { readEvidenceHead, readEvidenceLine, writeEvidence } from '../../wording/evidence-lines.ts';
import { VERSION } from '../version.ts';

/** Raised when evidence of an earlier program would be read as something else. */
const FORMAT = 1;

/** The fastest: a page of a log is packed while it is being looked at. */
const LEVEL = 1;

/** A log of 500 MB is read at most; a file that unpacks to more was not written here. */
const MOST_BYTES = 1_000_000_000;

/** The first line of an entry. A release may read more of what AWS tells, so that each has its own. */
export function entryHead(identity: string): string {
  return JSON.stringify({ pcDoctorCache: FORMAT, version: VERSION, identity });
}

/** The bytes of an entry. */
export async function packEntry(identity: string, evidence: Evidence): Promise<Buffer> {
  return promisify(gzip)(`${entryHead(identity)}\n${writeEvidence(evidence)}`, { level: LEVEL });
}

/** The evidence of that build, null for what is damaged or not an entry of it. */
export async function unpackEntry(identity: string, bytes: Uint8Array): Promise<Evidence | null> {
  const text = await unpacked(bytes);
  const [head, first = '', ...rest] = text?.split('\n') ?? [];
  if (head !== entryHead(identity) || rest.pop() !== '') return null;
  const known = readEvidenceHead(first);
  if (known === undefined) return null;
  const lines = linesOf(rest, known.logs.length);
  return lines && { ...known, lines };
}

/** Null for what is cut or changed: gzip has a checksum and the length at its end. */
async function unpacked(bytes: Uint8Array): Promise<string | null> {
  try {
    return (await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES })).toString('utf8');
  } catch {
    return null;
  }
}

function linesOf(texts: readonly string[], logs: number): Line[] | null {
  const lines: Line[] = [];
  for (const text of texts) {
    const line = readEvidenceLine(text);
    if (line === undefined || line.log >= logs) return null;
    lines.push(line);
  }
  return lines;
}
