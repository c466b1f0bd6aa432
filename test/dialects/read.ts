// Reads a piece of log into a run, and says in short what was found, so that a test shows log and structure side by side.
import { readRun } from '../../src/dialects/run.ts';
import { UNKNOWN_IMAGE, type Evidence } from '../../src/model/evidence.ts';
import type { Run } from '../../src/model/run.ts';
import { evidenceOf } from '../../src/sources/sample.ts';

/** The run in a text; the indentation of the text's first line is the test's own. */
export function read(text: string): Run {
  return readRun(evidenceOf(dedent(text)));
}

/** The run in several logs or witnesses, one after the other. */
export function readTogether(...sources: readonly Evidence[]): Run {
  const logs = sources.flatMap((source) => source.logs);
  const lines = sources.flatMap((source, log) => source.lines.map((line) => ({ ...line, log })));
  return readRun({ image: UNKNOWN_IMAGE, logs, lines, gaps: [] });
}

export function dedent(text: string): string {
  const [first = '', ...rest] = text.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const indent = /^ */.exec(first)?.[0] ?? '';
  return [first, ...rest].map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
}

/** `main build InstallPClusterPackages: failed 1` */
export function stepsOf(run: Run): string[] {
  return run.steps.map(({ component, phase, name, outcome, exitCode }) => {
    const where = [component, phase, name].map((part) => part ?? '-').join(' ');
    return exitCode === null ? `${where}: ${outcome}` : `${where}: ${outcome} ${exitCode}`;
  });
}

/** The words of the events that are hollow for this reason, or of those that really happened (null). */
export function said(run: Run, hollow: Run['events'][number]['hollow']): string[] {
  return run.events.filter((event) => event.hollow === hollow && event.body !== '').map((event) => event.body);
}

/** The words of events given by their positions. */
export function bodies(run: Run, positions: readonly number[]): string[] {
  return positions.map((at) => run.events[at]?.body ?? '');
}
