// Whether a log ended well, told from the few lines that say how steps and runs ended, without their order: of lines of one millisecond
// Logs Insights knows none. So it only ever says yes where every order of them would; the rest is for whoever reads the log.

import { markerOf, type Marker } from './markers.ts';
import { unwrap } from './prefixes.ts';
import { REBOOT_EXIT_CODE } from './steps.ts';

/** In every line that tells how a step or a run ended stands one of these. */
export const ENDING_WORDS: readonly string[] = [
  'ExitCode ',
  'TOE has completed execution',
  'Command execution has resulted in an error',
  'Action failed for step ',
  'Image transitioned to ',
];

/** An event that holds one of these words, once or several times over. */
export interface Ending {
  readonly text: string;
  /** When it was said first and last: milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** True when the build certainly ended well. */
export function endedWell(endings: readonly Ending[]): boolean {
  const told = endings.map((ending) => ({ ...ending, says: whatItSays(ending.text) }));
  const when = (says: Said, time: 'first' | 'last') => told.filter((one) => one.says === says).map((one) => one[time]);
  const success = Math.max(...when('success', 'last'));
  const isRecovered = (failure: number) => failure < success;
  return success > 0 && when('failure', 'last').length === 0 && when('failing step', 'last').every(isRecovered);
}

/** A step may fail and be ignored: then the run goes on, and ends well. */
type Said = 'success' | 'failure' | 'failing step' | 'nothing';

function whatItSays(text: string): Said {
  const [first = '', ...more] = text.split(/\r?\n/);
  const said = saidBy(first);
  // What a marker in the midst of an event means depends on the event before it.
  return more.some((line) => saidBy(line) !== 'nothing') ? 'failure' : said;
}

function saidBy(line: string): Said {
  if (!ENDING_WORDS.some((word) => line.includes(word))) return 'nothing';
  const { body, stream } = unwrap(line);
  const marker = stream === null ? markerOf(body) : null;
  return marker === null ? 'nothing' : meaningOf(marker);
}

function meaningOf(marker: Marker): Said {
  if (marker.kind === 'end') return marker.outcome === 'succeeded' ? 'success' : 'failure';
  if (marker.kind === 'workflow-step-failed') return 'failure';
  if (marker.kind === 'image-state') return ENDED_BADLY.includes(marker.state) ? 'failure' : 'nothing';
  if (marker.kind === 'exit-code') return WENT_ON.includes(marker.code) ? 'nothing' : 'failing step';
  return marker.kind === 'command-failed' ? 'failing step' : 'nothing';
}

const ENDED_BADLY: readonly string[] = ['FAILED', 'CANCELLED'];
const WENT_ON: readonly number[] = [0, REBOOT_EXIT_CODE];
