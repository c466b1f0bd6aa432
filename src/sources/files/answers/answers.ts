// The table of answers. The first that fits a JSON document reads it.

import type { AnswerShape } from './answer.ts';
import { describeImage } from './describe-image.ts';
import { describeStacks } from './describe-stacks.ts';
import { getImage } from './get-image.ts';
import { listImages } from './list-images.ts';
import { stackEvents } from './stack-events.ts';
import { toeOutput } from './toe-output.ts';

export const ANSWERS: readonly AnswerShape[] = [
  stackEvents,
  describeImage,
  listImages,
  getImage,
  describeStacks,
  toeOutput,
];

/** The answer that a document holds, null for anything else. */
export function answerOf(document: unknown): AnswerShape | null {
  return ANSWERS.find((shape) => shape.fits(document)) ?? null;
}
