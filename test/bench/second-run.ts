// A diagnosis that finds what an earlier one has kept, against one that keeps nothing and against one page of the aws CLI, where every answer
// takes as long as from another continent. The calls are counted: everything but the stack comes from the cache.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Replay } from '../../src/replay/server.ts';
import { row, type Row } from './row.ts';
import { inTurns, measure, medianWall, type Command } from './timing.ts';

interface SecondRun {
  readonly server: Replay;
  readonly diagnose: readonly string[];
  /** What is typed instead. */
  readonly aws: readonly string[];
  readonly folder: string;
  readonly rounds: number;
}

/** What is left is one answer, starting, and the diagnosis itself, which is made anew. */
const AGAINST_FIRST = 0.7;
const AGAINST_PAGE = 0.8;

/** Both figures, from commands that take turns. */
export async function secondRun({ server, diagnose, aws, folder, rounds }: SecondRun): Promise<Row[]> {
  const env = { AWS_ENDPOINT_URL: server.url, XDG_CACHE_HOME: join(folder, 'cache') };
  const second: Command = { name: 'second', argv: diagnose, env };
  const first: Command = { name: 'first', argv: [...diagnose, '--no-cache'], env };
  const hasAws = !spawnSync('aws', ['--version']).error;
  await measure(second);
  const before = server.requests.length;
  await measure(second);
  const calls = server.requests.length - before;
  const [seconds = [], firsts = [], pages = []] = await inTurns(
    [second, first, ...(hasAws ? [{ name: 'aws', argv: aws }] : [])],
    rounds,
  );
  const [own, whole, page] = [seconds, firsts, pages].map(medianWall);
  const onePage = 'the same, against one `aws logs get-log-events` page';
  return [
    ratioRow('a second diagnosis from AWS at 150 ms latency, against --no-cache', [own, whole], AGAINST_FIRST),
    hasAws
      ? ratioRow(onePage, [own, page], AGAINST_PAGE)
      : row(onePage, 'the aws CLI is not installed', reach(AGAINST_PAGE), null),
    row('the same: requests', `${calls}`, 'at most 1', calls <= 1),
  ];
}

function ratioRow(work: string, [own = NaN, other = NaN]: readonly (number | undefined)[], atMost: number): Row {
  const ratio = own / other;
  const figure = `${ratio.toFixed(2)}× (${Math.round(own)} ms against ${Math.round(other)} ms)`;
  return row(work, figure, reach(atMost), ratio <= atMost);
}

function reach(atMost: number): string {
  return `at most ${atMost}×`;
}
