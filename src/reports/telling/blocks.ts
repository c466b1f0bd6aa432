// The few blocks of which a diagnosis is told to machines that show it to people: Markdown, HTML, Jira. Each language has one function that
// sets blocks, and that is the one place where text from outside is made inert for it.

import type { Row } from '../words.ts';

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  /** Prose; what stands between backticks is code. */
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'items'; readonly items: readonly string[] }
  | { readonly kind: 'steps'; readonly steps: readonly { readonly text: string; readonly command: string | null }[] }
  /** Lines as they were printed or are to be typed, and where they stand. */
  | {
      readonly kind: 'verbatim';
      readonly language: 'log' | 'yaml';
      readonly text: string;
      readonly place?: string;
    }
  | { readonly kind: 'links'; readonly urls: readonly string[] }
  /** What most readers skip. */
  | { readonly kind: 'folded'; readonly title: string; readonly blocks: readonly Block[] };

/** A part of prose. */
export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

/** Prose in its parts; a backtick without a second one is a character like others. */
export function pieces(prose: string): Piece[] {
  return prose
    .split(/(`[^`\n]+`)/)
    .filter((text) => text !== '')
    .map((text) => (/^`[^`]+`$/.test(text) ? { text: text.slice(1, -1), isCode: true } : { text, isCode: false }));
}

/** Only these may become links: a log can hold `javascript:` and `file:` too. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s<>"\\^`{|}]+$/i.test(url) && URL.canParse(url);
}
