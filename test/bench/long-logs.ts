// Diagnosing long logs on disk, against what a person would type instead: ripgrep with the expressions of the catalog. ripgrep only lists the
// lines that match; the diagnosis says which of them is the cause. That both saw the deciding line is checked first.
import { openSync, closeSync, writeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { expressionsOf } from '../../src/catalog/expressions.ts';
import type { Report } from '../../src/model/diagnosis.ts';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { inTurns, measure, medianWall, mostMemory, type Measured } from './timing.ts';

const ROUNDS = 5;

interface Long {
  readonly cli: readonly string[];
  /** The log of a failed build, which is made longer by repeating what its programs print. */
  readonly text: string;
  readonly folder: string;
}

/** 20 MB, 200 MB and 1 GB. */
export async function longLogs({ cli, text, folder }: Long): Promise<Row[]> {
  const patterns = join(folder, 'patterns.txt');
  writeFileSync(patterns, `${(await expressions()).join('\n')}\n`);
  const rows: Row[] = [];
  for (const { size, atMost } of SIZES) {
    const file = join(folder, `${size}.log`);
    writeLong(file, text, size * MEGABYTE);
    rows.push(...(await against({ cli, file, patterns, size, atMost })));
  }
  return rows;
}

const SIZES = [
  { size: 20, atMost: 1.5 },
  { size: 200, atMost: 0.6 },
  { size: 1000, atMost: 0.4 },
];

/** What ripgrep understands of them, for lines with AWSTOE's label before them: without names of groups, the anchor, and what is not ASCII. */
async function expressions(): Promise<string[]> {
  const { patterns } = await openCatalog(null);
  const sources = patterns.flatMap(({ match }) =>
    expressionsOf(match).flatMap(({ path, source }) => (path.at(-2) === 'in' ? [] : [source])),
  );
  const unnamed = sources.map((source) => source.replaceAll(/\(\?P?<\w+>/g, '(?:').replace(/^\^/, ''));
  // oxlint-disable-next-line no-control-regex
  return [...new Set(unnamed)].filter((source) => /^[\x00-\x7f]*$/.test(source) && !/\\[pPx]/.test(source));
}

interface Race {
  readonly cli: readonly string[];
  readonly file: string;
  readonly patterns: string;
  readonly size: number;
  readonly atMost: number;
}

async function against({ cli, file, patterns, size, atMost }: Race): Promise<Row[]> {
  const ours = { name: 'ours', argv: [...cli, 'diagnose', '--from', file, '--json', '--exit-zero'] };
  const ripgrep = { name: 'rg', argv: [rgPath, '-n', '-a', '--no-unicode', '-f', patterns, file] };
  const work = `diagnosis of a log of ${size} MB on disk`;
  const seen = sameLine(await measure(ours), await measure(ripgrep));
  if (seen !== null) return [row(work, seen, 'the deciding line is among those of ripgrep', false)];
  const [mine = [], theirs = []] = await inTurns([ours, ripgrep], ROUNDS);
  const ratio = medianWall(mine) / medianWall(theirs);
  const memory = mostMemory(mine);
  return [
    row(
      `${work}, against ripgrep with the catalog's expressions`,
      `${ratio.toFixed(2)}× (${Math.round(medianWall(mine))} ms against ${Math.round(medianWall(theirs))} ms)`,
      `at most ${atMost}×`,
      ratio <= atMost,
    ),
    row(
      `${work}: peak memory`,
      memory === null ? 'not measured: no /proc' : `${megabytes(memory)} MB`,
      'at most 130 MB',
      memory === null ? null : memory <= 130 * MEGABYTE,
    ),
  ];
}

/** What is wrong, or null where ripgrep lists the line that the diagnosis quotes. */
function sameLine(ours: Measured, ripgrep: Measured): string | null {
  const { diagnoses }: Report = JSON.parse(ours.stdout);
  const line = diagnoses[0]?.rootCause?.evidence[0]?.line;
  if (line === undefined || line === null) return 'no cause was found';
  return ripgrep.stdout.includes(`\n${line}:`) ? null : `ripgrep does not list line ${line}`;
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
