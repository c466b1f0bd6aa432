// `npm run pictures`: the pictures of the README, taken from the real screens of the demo in a real pseudo-terminal.
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { svgOf } from './svg.ts';

interface Picture {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly options?: readonly string[];
  /** Keys, and what the screen shows after each. */
  readonly path: readonly (readonly [keys: string, shows: RegExp])[];
}

const ALL_KNOWN: Picture['path'][number] = ['', /alinux2-grav\S* .*inconclusive/];
const CHOSEN: Picture['path'] = [ALL_KNOWN, ['G', /❯ alinux2-grav/], ['k', /❯ ubuntu20-mysql/]];

const PICTURES: readonly Picture[] = [
  { name: 'images', columns: 140, rows: 30, path: [...CHOSEN, ['\r', /\[Diagnosis\]/]] },
  {
    name: 'evidence',
    columns: 110,
    rows: 28,
    path: [...CHOSEN, ['e', /▶/], ['/', /Search/], ['downgraded', /hits/], ['\r', /"downgraded"/]],
  },
  {
    name: 'remedy',
    columns: 110,
    rows: 34,
    options: ['--config', 'test/pictures/image-config.yaml'],
    path: [...CHOSEN, ['r', /\[Remedy\]/], ['jjjjjjj', /❯ {6}/], ['jjj', /ChefCookbook/]],
  },
];

for (const picture of PICTURES) {
  const file = `test/pictures/${picture.name}.svg`;
  writeFileSync(file, await taken(picture));
  console.log(file);
}

async function taken({ columns: cols, rows, options = [], path }: Picture): Promise<string> {
  const screen = new xterm.Terminal({ cols, rows, allowProposedApi: true });
  const demo = pty.spawn(process.execPath, ['dist/cli/main.js', 'demo', ...options], {
    cols,
    rows,
    env: environment(),
  });
  demo.onData((text) => screen.write(text));
  try {
    for (const [keys, shows] of path) {
      demo.write(keys);
      await shown(screen, shows);
    }
    return svgOf(screen);
  } finally {
    demo.kill();
  }
}

/** Waits for it, and until nothing more is written. */
async function shown(screen: InstanceType<typeof xterm.Terminal>, expected: RegExp): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    await sleep(100);
    if (expected.test(textOf(screen))) return sleep(300);
  }
  throw new Error(`never shown: ${expected}\n${textOf(screen)}`);
}

function textOf({ buffer, rows }: InstanceType<typeof xterm.Terminal>): string {
  const lines = Array.from({ length: rows }, (_, row) => buffer.active.getLine(row)?.translateToString(true) ?? '');
  return lines.join('\n');
}

/** Without what would close the screens or take their colours. */
function environment(): NodeJS.ProcessEnv {
  const { CI: _ci, CONTINUOUS_INTEGRATION: _integration, NO_COLOR: _colour, ...kept } = process.env;
  return { ...kept, TERM: 'xterm-256color', COLORFGBG: '15;0' };
}
