// The scanner within this process: what more patterns cost, and what a hostile one may cost.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ByteScan } from '../../src/catalog/bytes/byte-scan.ts';
import { commonnessOf } from '../../src/catalog/bytes/commonness.ts';
import { wordScanner } from '../../src/catalog/bytes/kernel.ts';
import { scanIndexOf } from '../../src/catalog/bytes/scan-index.ts';
import { verified } from '../../src/catalog/bytes/verify.ts';
import { soughtLines } from '../../src/catalog/sought-lines.ts';
import { row, type Row } from './row.ts';
import { measure } from './timing.ts';

const ROOM = 2 * 1024 * 1024;
const LONGEST = 64 * 1024;
const ROUNDS = 7;
const FEW = 100;
const MANY = 3000;
const SIZE_MB = 50;

interface Engine {
  readonly cli: readonly string[];
  readonly text: string;
  readonly folder: string;
}

export async function engine({ cli, text, folder }: Engine): Promise<Row[]> {
  return [await morePatterns(text), await hostilePattern(cli, folder)];
}

/** The catalog's own, then more made of them by renaming what they name. */
async function expressionsOf(count: number): Promise<string[]> {
  const { index } = await soughtLines(null);
  const own = index.expressions.filter((source) => /[a-z]{5}/.test(source) && !/\(\?i\)|\\[pPx]/.test(source));
  return Array.from({ length: count }, (_, i) => {
    const source = own[i % own.length] ?? '';
    const turn = Math.floor(i / own.length);
    return turn === 0
      ? source
      : source.replaceAll(/(?<![\\(?[<\w])[a-z]{5,}/g, (word) => word.slice(turn % 4) + word.slice(0, turn % 4));
  });
}

async function morePatterns(text: string): Promise<Row> {
  const bytes = Buffer.from(text);
  const common = commonnessOf([bytes]);
  const indexes = await Promise.all([FEW, MANY].map(async (count) => scanIndexOf(await expressionsOf(count), common)));
  const times: number[][] = indexes.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, index] of indexes.entries()) times[i]?.push(await scanTime(index, bytes));
  }
  const [few = NaN, many = NaN] = times.map((all) => all.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]);
  return row(
    `a scan for ${MANY} expressions against one for ${FEW}`,
    `${(many / few).toFixed(2)}× (${Math.round(many)} ms against ${Math.round(few)} ms for ${SIZE_MB} MB)`,
    'at most 2.3×',
    many / few <= 2.3,
  );
}

async function scanTime(index: ReturnType<typeof scanIndexOf>, bytes: Buffer): Promise<number> {
  const scan = new ByteScan({ index, scanner: wordScanner(ROOM, index), longest: LONGEST, body: String });
  const began = performance.now();
  for (let scanned = 0; scanned < SIZE_MB * 1_000_000; scanned += bytes.length) {
    for (let at = 0; at < bytes.length;) {
      const count = bytes.copy(scan.free, 0, at);
      await verified(scan.take(count), index.expressions);
      at += count;
    }
  }
  return performance.now() - began;
}

const HOSTILE = ['ERROR .*foo.*bar', '(a+)+$', '(?:ERROR|a)(?:.*.*)*foo!$'];

/** A site's patterns that would keep an engine that goes back and tries again busy for ever. */
async function hostilePattern(cli: readonly string[], folder: string): Promise<Row> {
  const site = mkdtempSync(join(folder, 'site-'));
  mkdirSync(join(site, 'hostile'));
  for (const [i, line] of HOSTILE.entries()) {
    writeFileSync(join(site, 'hostile', `p${i}.yaml`), patternFile(line));
  }
  const log = join(folder, 'hostile.log');
  const line = `ERROR ${'foo '.repeat(2_500_000)}${'a'.repeat(1000)}!\n`;
  writeFileSync(log, `${line}${'ERROR foo '.repeat(1600)}${'a'.repeat(100)}!\n`);
  const { wall, exitCode } = await measure({
    name: 'ours',
    argv: [...cli, 'patterns', 'scan', log, '--patterns', site],
  });
  return row(
    'hostile patterns on a line of 10 MB',
    exitCode === 0 ? `${(wall / 1000).toFixed(1)} s` : `exit code ${exitCode}`,
    'under 2 s',
    exitCode === 0 && wall < 2000,
  );
}

function patternFile(line: string): string {
  return JSON.stringify({
    title: 'Hostile',
    kind: 'symptom',
    layer: 'system',
    explanation: 'None.',
    match: { line },
    hits: [{ log: 'Stdout: ERROR foo aaaa bar foo!' }],
    misses: [{ log: 'Stdout: nothing', why: 'it holds nothing' }],
  });
}
