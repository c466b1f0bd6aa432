// Listing the lines of a long log that the catalog's expressions find, each time the same lines as ripgrep lists: logs of several lengths, one
// in which every twelfth line is a failure, and one so long that memory would show it.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { lineExpressions } from '../../src/catalog/line-expressions.ts';
import { isFound } from '../../src/catalog/scan.ts';
import { openWholeCatalog } from '../../src/catalog/shipped.ts';
import { unwrapped } from '../../src/known-lines.ts';
import { forRipgrep, race, type Race } from './against-ripgrep.ts';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { measure } from './timing.ts';

interface Long {
  readonly cli: readonly string[];
  /** A log, which is made longer by repeating it. */
  readonly text: string;
  readonly folder: string;
}

/** Threads are chosen by the scan where none are named. */
const RACES = [
  { size: 20, threads: null, atMost: 0.67 },
  { size: 200, threads: null, atMost: 0.25 },
  { size: 1000, threads: 1, atMost: 0.17 },
  { size: 1000, threads: 2, atMost: 0.125 },
];

/** Against ripgrep, and how much memory 4 GB need. */
export async function listedLines({ cli, text, folder }: Long): Promise<Row[]> {
  const { patterns } = await openWholeCatalog(null);
  const { expressions } = lineExpressions(patterns);
  const file = join(folder, 'line-patterns.txt');
  writeFileSync(file, forRipgrep(expressions));
  const bodies = text.split('\n').map(unwrapped);
  const scan = [...cli, 'patterns', 'scan', '--no-redact'];
  const common = { patterns: file, atMostMegabytes: 120, differs: sameLines };
  const rows: Row[] = [];
  for (const { size, threads, atMost } of RACES) {
    const log = join(folder, `bodies-${size}.log`);
    writeRepeated(log, bodies, size * MEGABYTE);
    const how = threads === null ? '' : `, ${threads === 1 ? 'one thread' : 'two threads'}`;
    const work = `the lines of a log of ${size} MB that the catalog knows${how}`;
    const argv = [...scan, ...(threads === null ? [] : ['-j', String(threads)]), log];
    rows.push(...(await race({ ...common, work, argv, file: log, atMost })));
  }
  rows.push(...(await denseLog({ ...common, scan, bodies, folder, known: knownToBoth(patterns, expressions) })));
  rows.push(await fourGigabytes({ scan, bodies, folder }));
  return rows;
}

interface Dense extends Pick<Race, 'patterns' | 'atMostMegabytes' | 'differs'> {
  readonly scan: readonly string[];
  readonly bodies: readonly string[];
  readonly folder: string;
  /** Lines of failures. */
  readonly known: readonly string[];
}

const DENSE_EVERY = 12;

async function denseLog({ scan, bodies, folder, known, ...common }: Dense): Promise<Row[]> {
  const file = join(folder, 'dense.log');
  const lines = bodies.map((line, i) =>
    i % DENSE_EVERY === 0 ? (known[(i / DENSE_EVERY) % known.length] ?? '') : line,
  );
  writeRepeated(file, lines, 20 * MEGABYTE);
  const work = `the same in 20 MB of which every ${DENSE_EVERY}th line is a failure`;
  return race({ ...common, work, argv: [...scan, file], file, atMost: 1 });
}

type Patterns = Awaited<ReturnType<typeof openWholeCatalog>>['patterns'];

/** Lines of samples that ripgrep finds as they are: without carriers, by expressions of ASCII. */
function knownToBoth(patterns: Patterns, expressions: readonly string[]): string[] {
  const theirs = forRipgrep(expressions).trimEnd().split('\n');
  const lines = patterns.flatMap(({ hits }) => hits.flatMap((hit) => hit.text.split('\n')).map(unwrapped));
  // oxlint-disable-next-line no-control-regex
  const plain = lines.filter((line) => /^[\x20-\x7e]+$/.test(line) && unwrapped(line) === line);
  return plain.filter((line) => theirs.some((one) => isFound(one, line)));
}

interface Endless {
  readonly scan: readonly string[];
  readonly bodies: readonly string[];
  readonly folder: string;
}

async function fourGigabytes({ scan, bodies, folder }: Endless): Promise<Row> {
  const log = join(folder, 'four.log');
  writeRepeated(log, bodies, 4000 * MEGABYTE);
  const { peakMemory } = await measure({ name: 'ours', argv: [...scan, '-j', '1', log] });
  return row(
    'the same in a log of 4 GB, one thread: peak memory',
    peakMemory === null ? 'not measured: no /proc' : `${megabytes(peakMemory)} MB`,
    'at most 100 MB',
    peakMemory === null ? null : peakMemory <= 100 * MEGABYTE,
  );
}

/** Ours has a line for each pattern, ripgrep one for all. */
function sameLines(ours: string, ripgrep: string): string | null {
  const found = lineNumbers(ours);
  return found.size > 0 && isDeepStrictEqual(lineNumbers(ripgrep), found) ? null : 'not the same lines';
}

function lineNumbers(printed: string): Set<string> {
  return new Set(Array.from(printed.matchAll(/^\d+/gm), ([number]) => number));
}

function writeRepeated(path: string, lines: readonly string[], bytes: number): void {
  const text = `${lines.join('\n')}\n`;
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes;) written += writeSync(file, text);
  closeSync(file);
}
