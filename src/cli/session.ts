// One run of a command: what was asked, where output goes, what has been redacted so far, and the deadline for all of it. Text goes
// through `print` and errors through `complain`, so that both keep out of the way of the progress line and hide the same secrets.

import { EXIT, Trouble, type ExitCode } from '../model/trouble.ts';
import { createRedactor, SHOW_ALL, type Redactor } from '../wording/redact.ts';
import type { SecretRule } from '../wording/secrets/rule.ts';
import { neutralise, neutraliseLine } from '../wording/neutralise.ts';
import { paletteOf } from '../reports/palette.ts';
import type { Page } from '../reports/text/layout.ts';
import { errorText } from './error-text.ts';
import { createPlainProgress } from './plain-progress.ts';
import { createProgress, type ProgressLine } from './progress.ts';
import type { Settings } from './settings.ts';
import { backgroundOf, canShowProgress, pageWidth, wantsColour, type Streams } from './terminal.ts';

export interface Session {
  readonly settings: Settings;
  readonly page: Page;
  readonly redactor: Redactor;
  /** The site's own, for who needs a redactor that has seen nothing yet. */
  readonly siteRules: readonly SecretRule[];
  readonly progress: ProgressLine;
  /** Aborts at the deadline, with a TimeoutError. */
  readonly signal: AbortSignal;
  /** From now on the first Ctrl-C aborts this, and ends nothing else. */
  readonly interrupted: () => AbortSignal;
  /** Writes to standard output and waits until it is taken. */
  readonly print: (text: string) => Promise<void>;
  /** Says an error on standard error; gives the exit code it stands for. */
  readonly complain: (error: unknown) => ExitCode;
  /** A remark on standard error, for what a machine format has no place for. */
  readonly remark: (text: string) => void;
}

interface SessionOptions {
  /** Ends the run; without it the deadline of the settings does. */
  readonly signal?: AbortSignal;
  /** Changes what is printed for the terminal at hand. */
  readonly dress?: (text: string) => string;
  /** What is hidden besides, by rules of the site's own. */
  readonly siteRules?: readonly SecretRule[];
}

/** Begins a run; its time starts now. */
export function openSession(settings: Settings, streams: Streams, how: SessionOptions = {}): Session {
  const { stdout, stderr } = streams;
  const { signal = deadline(settings), dress = String, siteRules = [] } = how;
  const redactor = settings.redact ? createRedactor(siteRules) : SHOW_ALL;
  const background = settings.background ?? backgroundOf(streams);
  const warn = (text: string) => {
    progress.clear();
    stderr.write(dress(neutralise(redactor.text(text))));
  };
  // Not through the redactor: its tokens are numbered in the order of the report, which must not depend on how long a run takes.
  const say = (line: string) => stderr.write(dress(`pc-doctor: ${neutraliseLine(line)}\n`));
  const progress = canShowProgress(streams) ? createProgress(stderr) : createPlainProgress(say);
  return {
    settings,
    page: { palette: paletteOf(wantsColour(settings.colour, streams), background), width: pageWidth(streams) },
    redactor,
    siteRules,
    progress,
    signal,
    interrupted: () => streams.interruption.take(),
    print: (text) => {
      progress.clear();
      return written(stdout, dress(text));
    },
    complain: (error) => {
      const { text, exitCode } = errorText(error, settings);
      warn(text);
      return exitCode;
    },
    remark: (text) => warn(`pc-doctor: ${text}\n`),
  };
}

function deadline({ timeoutSeconds }: Settings): AbortSignal {
  return AbortSignal.timeout(timeoutSeconds * 1000);
}

/** Resolves when the stream has taken the text. */
export function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    // A broken pipe is dealt with where the process begins, on the stream's own error event.
    stream.write(text, () => resolve());
  });
}

/** What was already read becomes a report with gaps; this much time is left for that. */
const GRACE_MS = 3000;

/** Ends a job that does not end by itself at the deadline, such as reading a pipe that nobody writes to. */
export async function beforeDeadline<T>(job: Promise<T>, { signal, settings }: Session): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      timer = setTimeout(() => reject(deadlineTrouble(settings)), GRACE_MS);
    });
  });
  return Promise.race([job, late]).finally(() => clearTimeout(timer));
}

function deadlineTrouble({ timeoutSeconds }: Settings): Trouble {
  return new Trouble(`not done after ${timeoutSeconds} s, the time for the whole run`, {
    exitCode: EXIT.unavailable,
    toTry: 'give a larger --timeout',
  });
}
