// Listing the lines of a long log that the catalog's expressions find. Both must list the same lines.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { lineExpressions } from '../../src/catalog/line-expressions.ts';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { unwrapped } from '../../src/known-lines.ts';
import { forRipgrep, race } from './against-ripgrep.ts';
import { MEGABYTE, type Row } from './row.ts';

const SIZES_MB = [20, 200];

interface Long {
  readonly cli: readonly string[];
  /** A log, which is made longer by repeating it. */
  readonly text: string;
  readonly folder: string;
}

/** 20 MB and 200 MB. */
export async function listedLines({ cli, text, folder }: Long): Promise<Row[]> {
  const patterns = join(folder, 'line-patterns.txt');
  writeFileSync(patterns, forRipgrep(lineExpressions((await openCatalog(null)).patterns).expressions));
  const bodies = `${text.split('\n').map(unwrapped).join('\n')}\n`;
  const rows: Row[] = [];
  for (const size of SIZES_MB) {
    const file = join(folder, `bodies-${size}.log`);
    writeRepeated(file, bodies, size * MEGABYTE);
    rows.push(
      ...(await race({
        work: `the lines of a log of ${size} MB that the catalog knows`,
        argv: [...cli, 'patterns', 'scan', file],
        patterns,
        file,
        atMost: 2,
        atMostMegabytes: 120,
        differs: (ours, ripgrep) => (sameLines(ours, ripgrep) ? null : 'not the same lines'),
      })),
    );
  }
  return rows;
}

/** Ours has a line for each pattern, ripgrep one for all. */
function sameLines(ours: string, ripgrep: string): boolean {
  const numbers = (printed: string) => new Set([...printed.matchAll(/^\d+/gm)].map(([number]) => number));
  const found = numbers(ours);
  return found.size > 0 && isDeepStrictEqual(numbers(ripgrep), found);
}

function writeRepeated(path: string, text: string, bytes: number): void {
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes;) written += writeSync(file, text);
  closeSync(file);
}
