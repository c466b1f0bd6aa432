// How long a person waits for the first word: of the version, of a diagnosis of a log of a few lines, and of the screens. Node itself takes
// most of it, so that Node with nothing to do is the measure.
import pty from '@lydell/node-pty';
import { performance } from 'node:perf_hooks';
import { row, type Row } from './row.ts';
import { environmentOfTerminal, inTurns, medianOf, medianWall } from './timing.ts';

interface Starts {
  readonly cli: readonly string[];
  /** A log of a few lines. */
  readonly log: string;
  /** Answers for AWS, for the screens. */
  readonly url: string;
  readonly rounds: number;
}

const NOTHING = [process.execPath, '-e', '0'];

export async function starts({ cli, log, url, rounds }: Starts): Promise<Row[]> {
  const version = { name: 'version', argv: [...cli, '--version'] };
  const help = { name: 'help', argv: [...cli, '--help'] };
  const small = { name: 'small', argv: [...cli, 'diagnose', '--from', log, '--json', '--exit-zero'] };
  const runs = await inTurns([{ name: 'bare', argv: NOTHING }, version, help, small], rounds);
  const [bare = NaN, ...others] = runs.map(medianWall);
  const [versions = NaN, helps = NaN, smalls = NaN] = others;
  return [
    ratioRow('`--version`, against `node -e 0`', [versions, bare], 1.3),
    ratioRow('`--help`, against `node -e 0`', [helps, bare], 3),
    ratioRow('`diagnose small.log --json`, against `node -e 0`', [smalls, bare], 2),
    ratioRow("the screens' first paint, against `node -e 0`", await firstPaint({ cli, url, rounds }), 5),
  ];
}

type Pair = readonly [own: number, other: number];

/** In turns, both in a pseudo-terminal. */
async function firstPaint({ cli, url, rounds }: Omit<Starts, 'log'>): Promise<Pair> {
  const env = { ...environmentOfTerminal(), AWS_ENDPOINT_URL: url };
  const paints: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    paints.push(await untilShown(cli, { env, text: '[Images]' }));
    bares.push(await untilShown(NOTHING, { env, text: null }));
  }
  return [medianOf(paints), medianOf(bares)];
}

/** Milliseconds until the program has written the text, or has ended. */
function untilShown(
  argv: readonly string[],
  { env, text }: { env: NodeJS.ProcessEnv; text: string | null },
): Promise<number> {
  const [file = '', ...args] = argv;
  const begin = performance.now();
  const terminal = pty.spawn(file, args, { cols: 80, rows: 24, name: 'xterm-256color', env });
  let written = '';
  return new Promise((resolve, reject) => {
    terminal.onData((chunk) => {
      written += chunk;
      if (text === null || !written.includes(text)) return;
      resolve(performance.now() - begin);
      terminal.kill();
    });
    terminal.onExit(() =>
      text === null ? resolve(performance.now() - begin) : reject(new Error(`never shown: ${written}`)),
    );
  });
}

function ratioRow(work: string, [own, other]: Pair, atMost: number): Row {
  const ratio = own / other;
  const figure = `${ratio.toFixed(2)}× (${Math.round(own)} ms against ${Math.round(other)} ms)`;
  return row(work, figure, `at most ${atMost}×`, ratio <= atMost);
}
