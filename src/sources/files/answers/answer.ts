// What a command of pcluster or of the AWS CLI answered, kept as a file: no log, but another witness of the build, or facts about it.

import type { Gap, ImageFacts } from '../../../model/evidence.ts';
import type { LooseLine } from '../../aws/physical-lines.ts';

export interface Answer {
  /** Events told of, for the list of what was read. */
  readonly events: number;
  readonly lines: readonly LooseLine[];
  readonly facts: Partial<ImageFacts>;
  /** Images among which only another file can choose. */
  readonly images: readonly Partial<ImageFacts>[];
  readonly gaps: readonly Gap[];
}

export const NOTHING_SAID: Answer = { events: 0, lines: [], facts: {}, images: [], gaps: [] };

export interface AnswerShape {
  /** As a person would call it: `the answer of …`. */
  readonly name: string;
  fits(document: unknown): boolean;
  read(document: unknown, text: string): Answer;
}
