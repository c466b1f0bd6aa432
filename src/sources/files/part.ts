// What one document told of a build. A build may be told of by many: they are joined afterwards, whatever the order they came in.

import type { Evidence, Gap, ImageFacts, Line, LogSource } from '../../model/evidence.ts';

export interface Part {
  /** Path of the document within what was named. */
  readonly name: string;
  /** How well it knows the image; the best comes first where two disagree. */
  readonly authority: Authority;
  /** At most one for most documents; an issue's text holds one for each excerpt. */
  readonly logs: readonly LogSource[];
  /** `log` is the index into this part's own logs. */
  readonly lines: readonly Line[];
  readonly facts: Partial<ImageFacts>;
  /** Images among which only another part can choose. */
  readonly images: readonly Partial<ImageFacts>[];
  readonly gaps: readonly Gap[];
  /** Set for a bundle of ours: the evidence as a whole, beside which nothing else counts. */
  readonly whole: Evidence | null;
}

/** `answer`: an API's answer about this image; `log`: what stands around a log; `hearsay`: what somebody wrote down. */
export const AUTHORITIES = ['answer', 'log', 'hearsay'] as const;
type Authority = (typeof AUTHORITIES)[number];
