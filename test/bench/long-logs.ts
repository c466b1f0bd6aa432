// Diagnosing long logs on disk, against what a person would type instead: ripgrep with the expressions of the catalog. ripgrep only lists the
// lines that match; the diagnosis says which of them is the cause. That both saw the deciding line is checked first.
import { openSync, closeSync, writeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { expressionsOf } from '../../src/catalog/expressions.ts';
import type { Report } from '../../src/model/diagnosis.ts';
import { forRipgrep, race } from './against-ripgrep.ts';
import { MEGABYTE, type Row } from './row.ts';

interface Long {
  readonly cli: readonly string[];
  /** The log of a failed build, which is made longer by repeating what its programs print. */
  readonly text: string;
  readonly folder: string;
}

const SIZES = [
  { size: 20, atMost: 1.5 },
  { size: 200, atMost: 0.6 },
  { size: 1000, atMost: 0.4 },
];

/** 20 MB, 200 MB and 1 GB. */
export async function longLogs({ cli, text, folder }: Long): Promise<Row[]> {
  const patterns = join(folder, 'patterns.txt');
  writeFileSync(patterns, forRipgrep(await expressions()));
  const rows: Row[] = [];
  for (const { size, atMost } of SIZES) {
    const file = join(folder, `${size}.log`);
    writeLong(file, text, size * MEGABYTE);
    rows.push(
      ...(await race({
        work: `diagnosis of a log of ${size} MB on disk`,
        argv: [...cli, 'diagnose', '--from', file, '--json', '--exit-zero'],
        patterns,
        file,
        atMost,
        atMostMegabytes: 130,
        differs: sameLine,
      })),
    );
  }
  return rows;
}

/** For lines with AWSTOE's label before them: without the anchor. */
async function expressions(): Promise<string[]> {
  const { patterns } = await openCatalog(null);
  const inLines = patterns.flatMap(({ match }) => expressionsOf(match).filter(({ path }) => path.at(-2) !== 'in'));
  return inLines.map(({ source }) => source.replace(/^\^/, ''));
}

/** What is wrong, or null where ripgrep lists the line that the diagnosis quotes. */
function sameLine(ours: string, ripgrep: string): string | null {
  const { diagnoses }: Report = JSON.parse(ours);
  const line = diagnoses[0]?.rootCause?.evidence[0]?.line;
  if (line === undefined || line === null) return 'no cause was found';
  return ripgrep.includes(`\n${line}:`) ? null : `ripgrep does not list line ${line}`;
}

/** The log, what its programs printed between a third and two thirds of it repeated until it has so many bytes. */
function writeLong(path: string, text: string, bytes: number): void {
  const lines = text.split('\n');
  const third = Math.floor(lines.length / 3);
  const part = (from: number, to: number) => lines.slice(from, to).join('\n');
  const [head, tail] = [`${part(0, third)}\n`, `\n${part(2 * third, lines.length)}`];
  const printed = lines.slice(third, 2 * third).filter((line) => / Stdout: /.test(line));
  const middle = `${printed.join('\n')}\n`;
  const file = openSync(path, 'w');
  let written = writeSync(file, head) + tail.length;
  while (written < bytes) written += writeSync(file, middle);
  writeSync(file, tail);
  closeSync(file);
}
