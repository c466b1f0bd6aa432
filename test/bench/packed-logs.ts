// Packed logs: a folder of gzip'd parts, as CloudWatch exports them, listed by the catalog's expressions against `rg -z`, and a packed log diagnosed
// as the same log unpacked is.
import { rgPath } from '@vscode/ripgrep';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { lineExpressions } from '../../src/catalog/line-expressions.ts';
import { unwrapped } from '../../src/known-lines.ts';
import type { Report } from '../../src/model/diagnosis.ts';
import { forRipgrep } from './against-ripgrep.ts';
import { MEGABYTE, megabytes, row, type Row } from './row.ts';
import { inTurns, measure, medianWall, mostMemory } from './timing.ts';

interface Packed {
  readonly cli: readonly string[];
  readonly text: string;
  /** Has the log of 200 MB that was diagnosed before. */
  readonly folder: string;
}

const SIZE = 200 * MEGABYTE;
const PART = 5 * MEGABYTE;
const ROUNDS = 5;

export async function packedLogs(packed: Packed): Promise<Row[]> {
  return [...(await listedParts(packed)), ...(await diagnosedPacked(packed))];
}

/** The same lines first, then the times. */
async function listedParts({ cli, text, folder }: Packed): Promise<Row[]> {
  const work = "200 MB of gzip'd parts: the lines that the catalog knows, against `rg -z`";
  const reach = 'at most 0.5×';
  if (spawnSync('gzip', ['--version']).error)
    return [row(work, 'gzip is not installed, which ripgrep needs', reach, null)];
  const parts = writeParts(join(folder, 'parts'), text);
  const patterns = join(folder, 'part-patterns.txt');
  writeFileSync(patterns, forRipgrep(lineExpressions((await openCatalog(null)).patterns).expressions));
  const ours = { name: 'ours', argv: [...cli, 'patterns', 'scan', ...parts] };
  const ripgrep = {
    name: 'rg',
    argv: [rgPath, '-z', '-n', '-a', '--no-unicode', '--no-heading', '-f', patterns, ...parts],
  };
  const [mine, theirs] = [placesIn((await measure(ours)).stdout), placesIn((await measure(ripgrep)).stdout)];
  if (mine === '' || mine !== theirs) return [row(work, 'not the same lines', reach, false)];
  const [own = [], other = []] = await inTurns([ours, ripgrep], ROUNDS);
  const memory = mostMemory(own);
  return [
    row(work, against(own, other), reach, medianWall(own) <= 0.5 * medianWall(other)),
    row(
      'the same: peak memory',
      memory === null ? 'not measured: no /proc' : `${megabytes(memory)} MB`,
      'at most 150 MB',
      memory === null ? null : memory <= 150 * MEGABYTE,
    ),
  ];
}

/** `file:line`, each once: several patterns may know a line. */
function placesIn(stdout: string): string {
  const places = stdout.split('\n').map((line) => line.split(':', 2).join(':'));
  return [...new Set(places)].sort().join('\n').trim();
}

function writeParts(folder: string, text: string): string[] {
  mkdirSync(folder);
  const bodies = `${text.split('\n').map(unwrapped).join('\n')}\n`;
  const part = gzipSync(bodies.repeat(Math.ceil(PART / bodies.length)));
  const parts = Math.ceil(SIZE / (bodies.length * Math.ceil(PART / bodies.length)));
  for (let number = 0; number < parts; number += 1) {
    writeFileSync(join(folder, `${String(number).padStart(6, '0')}.gz`), part);
  }
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/** What is said of it must be what is said of the log unpacked. */
async function diagnosedPacked({ cli, folder }: Packed): Promise<Row[]> {
  const plain = join(folder, '200.log');
  const packed = join(folder, '200.log.gz');
  writeFileSync(packed, gzipSync(readFileSync(plain)));
  const work = 'diagnosis of a log of 200 MB, gzipped, against unpacking it with `gzip -dc`';
  const reach = 'at most 2.5×';
  if (spawnSync('gzip', ['--version']).error) return [row(work, 'gzip is not installed', reach, null)];
  const diagnose = (path: string) => ({
    name: path,
    argv: [...cli, 'diagnose', '--from', path, '--json', '--exit-zero'],
  });
  const [one, other] = [
    causeIn((await measure(diagnose(packed))).stdout),
    causeIn((await measure(diagnose(plain))).stdout),
  ];
  if (one !== other) return [row(work, 'not the same diagnosis', reach, false)];
  const [own = [], gzip = []] = await inTurns(
    [diagnose(packed), { name: 'gzip', argv: ['sh', '-c', `gzip -dc '${packed}' > /dev/null`] }],
    ROUNDS,
  );
  const memory = mostMemory(own);
  return [
    row(work, against(own, gzip), reach, medianWall(own) <= 2.5 * medianWall(gzip)),
    row(
      'the same: peak memory',
      memory === null ? 'not measured: no /proc' : `${megabytes(memory)} MB`,
      'at most 160 MB',
      memory === null ? null : memory <= 160 * MEGABYTE,
    ),
  ];
}

function causeIn(json: string): string {
  const { diagnoses }: Report = JSON.parse(json);
  return JSON.stringify(diagnoses.map(({ verdict, fingerprint, rootCause }) => [verdict, fingerprint, rootCause]));
}

function against(own: Parameters<typeof medianWall>[0], other: Parameters<typeof medianWall>[0]): string {
  const [mine, theirs] = [medianWall(own), medianWall(other)];
  return `${(mine / theirs).toFixed(2)}× (${Math.round(mine)} ms against ${Math.round(theirs)} ms)`;
}
