// The screens in a real pseudo-terminal over a recorded log of 100,000 events: how long until the log is painted, how many frames a second
// scrolling gets, and what that costs.
import pty from '@lydell/node-pty';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, Build, StreamPart } from '../../src/replay/account/account.ts';

export const EVENTS = 100_000;
const PAGES = 200;
const COLUMNS = 120;
const ROWS = 40;
const PATIENCE_MS = 120_000;
/** The end of a frame, and what clears a terminal: it would be seen as flicker. */
const FRAME = '\u001b[?2026l';
// oxlint-disable-next-line no-control-regex -- control sequences are what is counted
const CLEARS = /\u001b\[[23]J/g;

export interface Scrolling {
  /** Milliseconds from the key that opens the log to its first frame. */
  readonly firstPaint: number;
  /** Milliseconds for all pages, each painted before the next key. */
  readonly wall: number;
  readonly pages: number;
  /** Seconds of processor time meanwhile; null without /proc. */
  readonly cpu: number | null;
  readonly bytesAFrame: number;
  readonly clears: number;
}

/** Opens the log of an image, all of which is read, and scrolls through it. */
export async function scrollLog(argv: readonly string[], env: NodeJS.ProcessEnv, image: string): Promise<Scrolling> {
  const [file = '', ...args] = argv;
  const terminal = pty.spawn(file, args, { cols: COLUMNS, rows: ROWS, name: 'xterm-256color', env });
  let written = '';
  terminal.onData((text) => (written += text));
  const shows = async (text: string, from: number) => {
    const until = performance.now() + PATIENCE_MS;
    while (!written.slice(from).includes(text)) {
      if (performance.now() > until) throw new Error(`never shown: ${text}\n${written.slice(-2000)}`);
      await sleep(1);
    }
  };
  const pressed = async (key: string, shown: string) => {
    const from = written.length;
    const begin = performance.now();
    terminal.write(key);
    await shows(shown, from);
    return performance.now() - begin;
  };
  try {
    await shows('recognised', 0);
    await pressed(`/${image}`, '1 image');
    await pressed('\r', 'clear filter');
    await pressed('\r', '[Diagnosis]');
    const firstPaint = await pressed('\r', '▶');
    await pressed('g', '1/');
    const from = written.length;
    const before = processorSeconds(terminal.pid);
    const begin = performance.now();
    for (let page = 0; page < PAGES; page += 1) await pressed('\u001b[6~', FRAME);
    const wall = performance.now() - begin;
    const after = processorSeconds(terminal.pid);
    const drawn = written.slice(from);
    return {
      firstPaint,
      wall,
      pages: PAGES,
      cpu: before === null || after === null ? null : after - before,
      bytesAFrame: Math.round(Buffer.byteLength(drawn) / PAGES),
      clears: drawn.match(CLEARS)?.length ?? 0,
    };
  } finally {
    terminal.kill();
  }
}

/** The account with one build only, whose log is as long as is measured here. */
export function withLongLog({ builds, ...account }: Account, image: string, events: number): Account {
  return {
    ...account,
    builds: builds.filter(({ imageId }) => imageId === image).map((build) => longer(build, events)),
  };
}

function longer(build: Build, events: number): Build {
  const { logGroup } = build;
  if (logGroup === null) return build;
  const more: StreamPart = {
    times: events - 30_000,
    every: 0,
    beats: [
      {
        at: null,
        after: 0,
        text: 'Stdout: Get:{n} http://archive.ubuntu.com/ubuntu focal/main amd64 libfoo{n} [1,234 kB]',
      },
    ],
  };
  const streams = logGroup.streams.map(({ name, parts: [first, ...rest] }) => ({
    name,
    parts: first === undefined ? [] : [first, more, ...rest],
  }));
  return { ...build, logGroup: { ...logGroup, streams } };
}

/** Clock ticks of Linux, a hundred a second. */
const TICKS = 100;

function processorSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}
