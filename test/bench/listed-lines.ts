// Listing the lines of a long log that the catalog's expressions find, against ripgrep. That both list the same lines is checked first.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { lineExpressions } from '../../src/catalog/line-expressions.ts';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { unwrapped } from '../../src/doctor.ts';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { inTurns, measure, medianWall, mostMemory } from './timing.ts';

const ROUNDS = 7;

/** In megabytes, and how long it may take against ripgrep. */
const SIZES = [
  { size: 20, atMost: 2 },
  { size: 200, atMost: 2 },
];

interface Long {
  /** A log, which is made longer by repeating it. */
  readonly text: string;
  readonly folder: string;
}

/** 20 MB and 200 MB. */
export async function listedLines({ text, folder }: Long): Promise<Row[]> {
  const patterns = join(folder, 'line-patterns.txt');
  writeFileSync(patterns, `${(await expressions()).join('\n')}\n`);
  const bodies = `${text.split('\n').map(unwrapped).join('\n')}\n`;
  const rows: Row[] = [];
  for (const { size, atMost } of SIZES) {
    const file = join(folder, `bodies-${size}.log`);
    writeRepeated(file, bodies, size * MEGABYTE);
    rows.push(...(await against({ patterns, file, size, atMost })));
  }
  return rows;
}

/** Those of one line that ripgrep understands too: without names of groups, and without what stands beyond ASCII. */
async function expressions(): Promise<string[]> {
  const { patterns } = await openCatalog(null);
  const unnamed = lineExpressions(patterns).expressions.map((source) => source.replaceAll(/\(\?P?<\w+>/g, '(?:'));
  // oxlint-disable-next-line no-control-regex
  return [...new Set(unnamed)].filter((source) => /^[\x00-\x7f]*$/.test(source) && !/\\[pPx]/.test(source));
}

function writeRepeated(path: string, text: string, bytes: number): void {
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes;) written += writeSync(file, text);
  closeSync(file);
}

interface Race {
  readonly patterns: string;
  readonly file: string;
  readonly size: number;
  readonly atMost: number;
}

async function against({ patterns, file, size, atMost }: Race): Promise<Row[]> {
  const ours = { name: 'ours', argv: [process.execPath, join('.cache', 'bench', 'list-lines.js'), patterns, file] };
  const ripgrep = { name: 'rg', argv: [rgPath, '-n', '-a', '--no-unicode', '-f', patterns, file] };
  const work = `lines of a log of ${size} MB that the catalog's expressions find`;
  const [listed, theirList] = [(await measure(ours)).stdout, (await measure(ripgrep)).stdout];
  const lines = listed.split('\n').length - 1;
  if (lines === 0 || listed !== theirList) return [row(work, 'not the same lines', 'those of ripgrep', false)];
  const [mine = [], theirs = []] = await inTurns([ours, ripgrep], ROUNDS);
  const ratio = medianWall(mine) / medianWall(theirs);
  const memory = mostMemory(mine);
  const isSmall = memory === null ? null : memory <= 120 * MEGABYTE;
  return [
    row(
      `${work} (${lines} lines), against ripgrep with the same`,
      `${ratio.toFixed(2)}× (${Math.round(medianWall(mine))} ms against ${Math.round(medianWall(theirs))} ms)`,
      `at most ${atMost}×`,
      ratio <= atMost,
    ),
    row(
      `${work}: peak memory`,
      memory === null ? 'not measured: no /proc' : `${megabytes(memory)} MB`,
      'at most 120 MB',
      isSmall,
    ),
  ];
}
