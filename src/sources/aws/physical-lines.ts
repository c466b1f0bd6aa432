// What a witness says, as physical lines.

import type { Line, Witness } from '../../model/evidence.ts';
import { messageLines } from '../message-lines.ts';

export interface Saying {
  readonly witness: Witness;
  /** 1-based ordinal of the event among its kind; null where the start was not read. */
  readonly ordinal: number | null;
  readonly time: number | null;
  readonly text: string;
}

/** A line that does not know yet at which place of the evidence its log will stand. */
export type LooseLine = Omit<Line, 'log'>;

/** The lines of one event. */
export function physicalLines<S extends Saying>(saying: S): (S & { readonly continues: boolean })[] {
  if (!saying.text.includes('\n')) return [{ ...saying, continues: false }];
  return messageLines(saying.text).map((text, index) => ({ ...saying, text, continues: index > 0 }));
}
