// A race against ripgrep with expressions of the catalog, over one file. What both found is compared before anything is timed.
import { rgPath } from '@vscode/ripgrep';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { inTurns, measure, medianWall, mostMemory } from './timing.ts';

const ROUNDS = 5;

export interface Race {
  readonly work: string;
  readonly argv: readonly string[];
  /** The file with the expressions, and the log. */
  readonly patterns: string;
  readonly file: string;
  /** Of ripgrep's time. */
  readonly atMost: number;
  readonly atMostMegabytes: number;
  /** What is wrong with what both printed; null for nothing. */
  readonly differs: (ours: string, ripgrep: string) => string | null;
}

/** The time of ripgrep that ours takes, and our memory. */
export async function race({ work, argv, patterns, file, atMost, atMostMegabytes, differs }: Race): Promise<Row[]> {
  const ours = { name: 'ours', argv };
  const ripgrep = { name: 'rg', argv: [rgPath, '-n', '-a', '--no-unicode', '-f', patterns, file] };
  const wrong = differs((await measure(ours)).stdout, (await measure(ripgrep)).stdout);
  if (wrong !== null) return [row(work, wrong, 'what ripgrep finds', false)];
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
      `at most ${atMostMegabytes} MB`,
      memory === null ? null : memory <= atMostMegabytes * MEGABYTE,
    ),
  ];
}

/** The expressions that ripgrep understands too: without names of groups, and without those beyond ASCII. */
export function forRipgrep(expressions: readonly string[]): string {
  const unnamed = expressions.map((source) => source.replaceAll(/\(\?P?<\w+>/g, '(?:'));
  // oxlint-disable-next-line no-control-regex
  const plain = [...new Set(unnamed)].filter((source) => /^[\x00-\x7f]*$/.test(source) && !/\\[pPx]/.test(source));
  return `${plain.join('\n')}\n`;
}
