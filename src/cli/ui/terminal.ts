// Takes the terminal for the screens and gives it back as it was: when they are closed, when the process ends in whatever way it can still
// notice, and while it is suspended by Ctrl-Z.

import { writeSync } from 'node:fs';

export interface Sequences {
  readonly take: string;
  readonly giveBack: string;
}

/** The alternate screen (scrollback stays untouched), no cursor, no breaking of long rows. */
export const FULL_SCREEN: Sequences = {
  take: '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[2J',
  giveBack: '\u001b[?2026l\u001b[?7h\u001b[?25h\u001b[0m\u001b[?1049l',
};

/** Text goes on where the shell has left off; only the keyboard is ours. */
export const LINE_BY_LINE: Sequences = { take: '', giveBack: '\u001b[?25h' };

/** What shells report for a process that was ended by a signal: 128 + its number. */
const ENDINGS = { SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const;

/** A process that runs on this long after it should have stopped was not stopped. */
const UNSTOPPED_MS = 300;

export interface Taken {
  /** Gives the terminal to the shell until somebody types `fg`; `resumed` is called then. */
  readonly suspend: (resumed: () => void) => void;
  readonly giveBack: () => void;
  /** `given` is called from now on whenever it is given back, so that nothing is drawn on what is the shell's again. */
  readonly whenGiven: (given: () => void) => void;
}

interface Tty {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream & { readonly fd: number };
}

/** Takes the terminal. */
export function takeTerminal({ stdin, stdout }: Tty, sequences: Sequences): Taken {
  let isOurs = false;
  let given: (() => void) | null = null;
  // Written at once: nothing that is still queued may come after it, and the process may be ending.
  const give = () => {
    if (!isOurs) return;
    isOurs = false;
    given?.();
    writeNow(stdout.fd, sequences.giveBack);
  };
  const take = () => {
    isOurs = true;
    writeNow(stdout.fd, sequences.take);
  };
  const leave = Object.entries(ENDINGS).map(([signal, code]) => {
    const end = () => process.exit(code);
    process.on(signal, end);
    return () => process.off(signal, end);
  });
  // Covers process.exit from anywhere. An error nobody caught is said by a later listener, and must not be said on the alternate screen.
  process.on('exit', give);
  process.prependListener('uncaughtException', give);
  take();
  return {
    whenGiven: (callback) => (given = callback),
    suspend: (resumed) => {
      stdin.setRawMode(false);
      give();
      const comeBack = () => {
        clearTimeout(unstopped);
        process.off('SIGCONT', comeBack);
        stdin.setRawMode(true);
        take();
        resumed();
      };
      process.on('SIGCONT', comeBack);
      // The whole group, as the terminal itself does: `npm start` may stand between it and us.
      process.kill(0, 'SIGTSTP');
      // Without a shell that could continue it, a process is not stopped at all.
      const unstopped = setTimeout(comeBack, UNSTOPPED_MS);
    },
    giveBack: () => {
      give();
      for (const off of leave) off();
      process.off('exit', give);
      process.off('uncaughtException', give);
    },
  };
}

/** A terminal that is gone cannot be given anything. */
function writeNow(fd: number, text: string): void {
  try {
    writeSync(fd, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && GONE.includes(String(error.code)))) throw error;
  }
}

const GONE = ['EIO', 'EPIPE', 'EBADF', 'EAGAIN'];
