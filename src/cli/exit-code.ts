// From what was found to the exit code that scripts rely on. Of several, the worst wins: trouble before findings, and among findings
// the one that needs the most attention (5, 4, 3, 0).

import type { Verdict } from '../model/diagnosis.ts';
import { EXIT, type ExitCode } from '../model/trouble.ts';

const OF_VERDICT: Readonly<Record<Verdict, ExitCode>> = {
  recognised: EXIT.recognised,
  located: EXIT.located,
  inconclusive: EXIT.inconclusive,
  'not-failed': EXIT.done,
};

/** Worst first. A bug and a broken catalog say nothing about the builds, so they stand before everything. */
const WORST_FIRST: readonly ExitCode[] = [
  EXIT.unexpected,
  EXIT.catalogInvalid,
  EXIT.usage,
  EXIT.credentials,
  EXIT.unavailable,
  EXIT.notFound,
  EXIT.inconclusive,
  EXIT.located,
  EXIT.recognised,
];

const FINDINGS: readonly ExitCode[] = [EXIT.recognised, EXIT.located, EXIT.inconclusive];

/** The exit code that stands for one diagnosis. */
export function exitOfVerdict(verdict: Verdict): ExitCode {
  return OF_VERDICT[verdict];
}

/** The exit code of a run with these results; 0 without any. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.done;
}

/** With `--exit-zero` a build that failed is no failure of this program. */
export function forgiven(code: ExitCode, exitZero: boolean): ExitCode {
  return exitZero && FINDINGS.includes(code) ? EXIT.done : code;
}

/** What shells report for a process that ended on Ctrl-C: 128 + SIGINT. It is no finding, and no contract of ours. */
export const INTERRUPTED = 130;
