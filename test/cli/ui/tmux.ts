// A terminal that a person could sit at: tmux with a shell in it, in which the built command line is started.
import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { MAIN } from '../pc-doctor.ts';

/** Tests that need tmux are skipped without it, and say so. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 40;

export interface Terminal {
  /** What stands on the screen, without the blanks at line ends. */
  readonly screen: () => string;
  /** Waits until the screen shows it; throws the screen when it never does. */
  readonly shows: (expected: string | RegExp) => Promise<string>;
  /** Keys by tmux's names: `Enter`, `C-c`, `q`. */
  readonly press: (...keys: readonly string[]) => void;
  readonly type: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** `/dev/pts/3` */
  readonly tty: () => string;
  /** Settings of the terminal, as `stty -a` prints them, without its size. */
  readonly stty: () => string;
  /** The same when nothing but the shell had run. */
  readonly sttyBefore: string;
  /** Whether the alternate screen is on, whether the cursor is shown. */
  readonly modes: () => { readonly alternate: boolean; readonly cursor: boolean };
}

let sessions = 0;

/** A terminal with a shell; it goes when the test is over. */
export async function openTerminal(columns: number, rows: number): Promise<Terminal> {
  sessions += 1;
  const socket = `pc-doctor-${process.pid}-${sessions}`;
  const tmux = (...args: readonly string[]) => execFileSync('tmux', ['-L', socket, ...args], { encoding: 'utf8' });
  const size = ['-x', String(columns), '-y', String(rows)];
  tmux('-f', '/dev/null', 'new-session', '-d', ...size, ...environment(), 'bash', '--norc', '--noprofile');
  onTestFinished(() => void spawnSync('tmux', ['-L', socket, 'kill-server']));
  tmux('set-option', '-g', 'status', 'off');
  const tty = () => tmux('display', '-p', '#{pane_tty}').trim();
  const screen = () => tmux('capture-pane', '-p').replace(/ +$/gm, '');
  const press = (...keys: readonly string[]) => void tmux('send-keys', ...keys);
  const shows = (expected: string | RegExp) => waitFor(screen, expected);
  await shows(/^\$$/m);
  // Without the first line, which is the size.
  const stty = () => execFileSync('stty', ['-a', '-F', tty()], { encoding: 'utf8' }).replace(/^.*\n/, '');
  return {
    stty,
    sttyBefore: stty(),
    screen,
    shows,
    press,
    type: (text) => void tmux('send-keys', '-l', text),
    resize: (width, height) => void tmux('resize-window', '-x', String(width), '-y', String(height)),
    tty,
    modes: () => {
      const [alternate, cursor] = tmux('display', '-p', '#{alternate_on} #{cursor_flag}').trim().split(' ');
      return { alternate: alternate === '1', cursor: cursor === '1' };
    },
  };
}

/** Nothing of the machine the test runs on: no settings of AWS, no CI. */
function environment(): string[] {
  const set = {
    PS1: '$ ',
    HOME: '/nonexistent',
    XDG_CACHE_HOME: '/dev/null',
    NO_COLOR: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const names = Object.keys(process.env).filter((name) => /^(?:CI|CONTINUOUS_INTEGRATION|AWS_\w+)$/.test(name));
  const unset = [...names, 'CI', 'CONTINUOUS_INTEGRATION'].flatMap((name) => ['-u', name]);
  const assignments = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  return ['env', ...unset, ...assignments];
}

async function waitFor(screen: () => string, expected: string | RegExp): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = screen();
    if (typeof expected === 'string' ? now.includes(expected) : expected.test(now)) return now;
    if (Date.now() > until) throw new Error(`the terminal never showed ${String(expected)}:\n${now}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** The shell line that starts the demo. */
export function startDemo(options = ''): string {
  return `clear; ${process.execPath} ${MAIN} demo ${options}; echo "exit code $?"`;
}
