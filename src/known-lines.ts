// A shorter path: the bytes of a log of any kind → the lines that the catalog knows. It says nothing of causes; what an expression is found
// in proves nothing without the lines around it.

import { ByteScan, type SuspectLine } from './catalog/bytes/byte-scan.ts';
import { wordScanner } from './catalog/bytes/kernel.ts';
import { verified } from './catalog/bytes/verify.ts';
import type { Sought } from './catalog/sought-lines.ts';
import { unwrap } from './dialects/prefixes.ts';

export interface KnownLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Ids of the patterns that know it, one or more. */
  readonly patterns: readonly string[];
}

/** How much of a log is scanned at once: it is still in the cache of the processor then. */
const ROOM_BYTES = 256 * 1024;
/** Four times as many bytes as the characters that an expression ever sees (required.ts), so that its carriers fit too. */
const LONGEST_BYTES = 64 * 1024;

/** Makes scans of logs, one after the other: all of them use the same memory. */
export function lineScans({ index }: Sought): () => ByteScan {
  const scanner = wordScanner(LONGEST_BYTES + ROOM_BYTES, index);
  return () => new ByteScan({ index, scanner, longest: LONGEST_BYTES, body: unwrapped });
}

/** Which of the suspects of a scan are known. */
export async function knownAmong(suspects: readonly SuspectLine[], { index, patterns }: Sought): Promise<KnownLine[]> {
  return (await verified(suspects, index.expressions)).flatMap(({ line, text, found }) => {
    const ids = [...new Set(found.flatMap((one) => patterns[one] ?? []))];
    return ids.length === 0 ? [] : [{ line, text, patterns: ids }];
  });
}

/** What the program printed, without what its carriers put before it. */
export function unwrapped(text: string): string {
  return unwrap(text).body;
}
