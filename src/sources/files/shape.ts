// What a shape is: a way in which a log stands in a file. Those of text are read line by line as they arrive; those of JSON need the
// whole document at hand.

import type { Answer } from './answers/answer.ts';
import type { Head } from './head.ts';
import type { Transcript } from './transcript.ts';

interface Recognised {
  /** As a person would call it: `a plain log`. */
  readonly name: string;
  recognises(head: Head): boolean;
}

/** Takes one line, without its line break, and its 1-based number in the file. */
type LineReader = (line: string, ordinal: number) => void;

export interface LineShape extends Recognised {
  readonly kind: 'lines';
  /** True where any line can be read without those before it, once the first lines are known. */
  readonly readsFromAnyLine?: boolean;
  begin(transcript: Transcript): LineReader;
}

export interface DocumentShape extends Recognised {
  readonly kind: 'document';
  read(text: string, transcript: Transcript): DocumentReading;
}

/**
 * How the reading of a document went. `answer`: it is no log, but another witness of the build; `excerpt`: it is no valid JSON, its events
 * were picked out; `foreign`: it is JSON of something else, which `found` names.
 */
export type DocumentReading =
  | { readonly kind: 'events'; readonly skipped: number }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'excerpt' }
  | { readonly kind: 'foreign'; readonly found: string };

export type Shape = LineShape | DocumentShape;

/** Which part of some lines a test holds for, 0 to 1. */
export function share(lines: readonly string[], holds: (line: string) => boolean): number {
  return lines.length === 0 ? 0 : lines.filter(holds).length / lines.length;
}
